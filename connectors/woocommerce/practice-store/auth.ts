import type { Key, Role } from './keys.ts'
import { checkOauth, type Refusal } from './oauth.ts'
import { type Call, fail, type Reply, readText } from './request.ts'
import type { State } from './state.ts'

/** Who asks: nobody (401 where a right is needed), or a user with a role (403), and what the key lets through. */
export interface Who {
  readonly role: Role | null
  readonly permissions: Key['permissions'] | null
}

const NOBODY: Who = { role: null, permissions: null }
const READING = new Set(['GET', 'HEAD'])

/**
 * As WordPress and WooCommerce decide between them. Only a request whose URI has `wp-json/wc/` in it is WooCommerce's:
 * any other Basic header is tried as a WordPress user, and only if application passwords are in use.
 */
export function authenticate(state: State, call: Call): Who | Reply {
  const uri = call.asked.path + call.asked.url.search
  if (!uri.includes('wp-json/wc/')) return authenticateUser(state, call)
  const found = (call.secure ? checkPair(state, call) : null) ?? checkOauth(state, call)
  if (found === null) return authenticateUser(state, call, { quiet: true })
  if ('message' in found) return refuse(found)
  return { role: found.role, permissions: found.permissions }
}

const refuse = ({ code, message }: Refusal) => fail(401, code, message)

/** A key in the query string wins over one in the header. A key that is unknown is the same as none. */
function checkPair(state: State, call: Call): Key | Refusal | null {
  const inQuery = ['consumer_key', 'consumer_secret'].map(name => readText(call.parameters.get(name)))
  const [name, secret] = inQuery[0] && inQuery[1] ? inQuery : (readBasic(call) ?? [])
  if (!name || !secret) return null
  const key = state.keys.find(one => one.key === name)
  if (!key) return null
  if (key.secret === secret) return key
  return { code: 'woocommerce_rest_authentication_error', message: 'Consumer secret is invalid.' }
}

function readBasic({ asked }: Call): [string, string] | null {
  const header = /^Basic\s+(\S+)$/i.exec(asked.headers.authorization ?? '')
  if (!header) return null
  const text = Buffer.from(header[1]!, 'base64').toString()
  const colon = text.indexOf(':')
  return colon === -1 ? null : [text.slice(0, colon), text.slice(colon + 1)]
}

function authenticateUser(state: State, call: Call, options = { quiet: false }): Who | Reply {
  const pair = readBasic(call)
  if (!pair || !call.secure || state.applicationPasswords.size === 0) return NOBODY
  const [name, given] = pair
  const expected = state.applicationPasswords.get(name)
  if (expected === given) return { role: 'administrator', permissions: null }
  if (options.quiet) return NOBODY
  if (expected === undefined) {
    const message = '<strong>Error:</strong> Unknown username. Check again or try your email address.'
    return fail(401, 'invalid_username', message)
  }
  return fail(401, 'incorrect_password', 'The provided password is an invalid application password.')
}

/** A key that may only read or only write is refused before any route is looked for. */
export function refuseByKey({ permissions }: Who, method: string): Reply | null {
  if (permissions === null || permissions === 'read_write' || method === 'OPTIONS') return null
  const wanted = READING.has(method) ? 'read' : 'write'
  if (permissions === wanted) return null
  const message = `The API key provided does not have ${wanted} permissions.`
  return fail(401, 'woocommerce_rest_authentication_error', message)
}

export type Right = 'list' | 'view' | 'create' | 'edit' | 'delete' | 'batch'

const rights: Readonly<Record<Right, readonly [string, string]>> = {
  list: ['cannot_view', 'Sorry, you cannot list resources.'],
  view: ['cannot_view', 'Sorry, you cannot view this resource.'],
  create: ['cannot_create', 'Sorry, you are not allowed to create resources.'],
  edit: ['cannot_edit', 'Sorry, you are not allowed to edit this resource.'],
  delete: ['cannot_delete', 'Sorry, you are not allowed to delete this resource.'],
  batch: ['cannot_batch', 'Sorry, you are not allowed to batch manipulate this resource.'],
}

/** 401: not known. 403: known, and may not. */
export function refuseByRole({ role }: Who, right: Right): Reply | null {
  if (role === 'administrator' || role === 'shop_manager') return null
  const [code, message] = rights[right]
  return fail(role === null ? 401 : 403, `woocommerce_rest_${code}`, message)
}
