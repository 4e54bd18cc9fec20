import { z } from 'zod'
import { ConnectorError, type ErrorKind, type HttpAnswer } from '../../src/sdk/index.ts'
import { apiVersion, versionIn } from './version.ts'

interface Told {
  readonly kind: ErrorKind
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly field?: string
}

/** What a status says of the shop as a whole. */
const statuses: Readonly<Record<number, Told>> = {
  401: {
    kind: 'auth',
    code: 'refused',
    message: 'Shopify does not know this access token: it is mistyped, or the app was removed from the shop.',
    remedy: 'See in the admin under Settings > Apps whether the app is still installed, and enter its values anew.',
    field: 'accessToken',
  },
  402: {
    kind: 'permission',
    code: 'frozen',
    message: 'The shop is frozen: its bill with Shopify is not paid, or it was closed.',
    remedy:
      'Sign in to the shop’s admin, where Shopify says what is to be done. Imports go on by themselves once the shop is open again.',
    field: 'apiUrl',
  },
  403: {
    kind: 'permission',
    code: 'merchant_approval',
    message: 'Shopify keeps the app out until somebody in the shop approves what it asks for.',
    remedy: 'In the admin: Settings > Apps, open the app and approve its new permissions.',
    field: 'accessToken',
  },
  423: {
    kind: 'permission',
    code: 'locked',
    message: 'Shopify has locked the shop.',
    remedy: 'Sign in to the shop’s admin, where Shopify says what is to be done.',
    field: 'apiUrl',
  },
  430: {
    kind: 'permission',
    code: 'security',
    message: 'Shopify stopped the request as a danger to the shop.',
    remedy: 'Ask Shopify’s support why requests from this server’s address are refused.',
    field: 'apiUrl',
  },
}

const serverTrouble: Told = {
  kind: 'transient',
  code: 'server_error',
  message: 'Shopify has a problem of its own.',
  remedy: 'Try again in a few minutes; www.shopifystatus.com tells of larger ones.',
}

/** What is wrong with an answer before its content is looked at; undefined for a 2xx. */
export function explainStatus(answer: HttpAnswer): ConnectorError | undefined {
  const { status, headers } = answer
  if (status >= 200 && status < 300) return undefined
  if (status >= 300 && status < 400) return moved(headers['location'])
  if (status === 429) return tooMany(Number(headers['retry-after']))
  if (status >= 500) return toError(serverTrouble, status)
  if (status === 404) return toError(nothingAt(answer.url), status)
  return toError(statuses[status] ?? unexpected(status), status)
}

/** A version that is not there yet is not there at all; one that is no longer there is answered by another. */
function nothingAt(url: string): Told {
  const [host = 'this address', version = apiVersion] = [URL.parse(url)?.host, versionIn(url)]
  if (version === apiVersion)
    return {
      ...{ kind: 'contract', code: 'no_shop', field: 'apiUrl' },
      message: `There is no shop with an API at ${host}.`,
      remedy: 'Enter the name that stands before .myshopify.com: in the admin it is in the address after /store/.',
    }
  return {
    ...{ kind: 'contract', code: 'no_version', field: 'apiVersion' },
    message: `At ${host} there is no version ${version} of Shopify’s API, or no shop.`,
    remedy: `Enter ${apiVersion} as API version, and verify again.`,
  }
}

const unexpected = (status: number): Told => ({
  kind: 'contract',
  code: 'unexpected',
  message: `The server at this address answers with status ${status}, which Shopify does not.`,
  remedy: 'Check the API URL: it is the shop’s myshopify.com address.',
  field: 'apiUrl',
})

const toError = ({ kind, message, ...told }: Told, status = 200): ConnectorError =>
  new ConnectorError(kind, message, { ...told, status })

export const notShopify = (): ConnectorError =>
  toError({
    ...{ kind: 'contract', code: 'not_json', field: 'apiUrl' },
    message: 'The server at this address does not answer as Shopify does.',
    remedy: 'Check the API URL: it is the shop’s myshopify.com address.',
  })

function moved(location: string | undefined): ConnectorError {
  const host = URL.parse(location ?? '')?.hostname
  return toError({
    ...{ kind: 'invalid', code: 'moved', field: 'apiUrl' },
    message: `This address leads on${host ? ` to ${host}` : ''}: it is not the one of the shop’s API.`,
    remedy: 'Enter the shop’s myshopify.com address: its name is in the admin’s address after /store/.',
  })
}

const tooMany = (seconds: number): ConnectorError =>
  new ConnectorError('rate_limit', 'Shopify asks for a pause.', {
    ...{ code: 'too_many', status: 429, remedy: 'Nothing needs to be done: requests go on after the pause.' },
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : 2_000,
  })

export const GraphqlError = z.looseObject({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.looseObject({ code: z.string().optional() }).optional(),
})
export type GraphqlError = z.output<typeof GraphqlError>

/** An answer that came with errors is no answer, even where some of its data is there: the rest would be taken for empty. */
export function explainErrors(errors: readonly GraphqlError[], waitMs: number): ConnectorError | undefined {
  const [error] = errors
  if (!error) return undefined
  const code = error.extensions?.code
  if (code === 'THROTTLED') return throttled(waitMs)
  if (code === 'ACCESS_DENIED')
    return /not approved/i.test(error.message) ? notApproved() : lacksScope(scopeIn(error.message))
  if (code === 'MAX_COST_EXCEEDED') return tooCostly()
  if (code === 'INTERNAL_SERVER_ERROR') return toError(serverTrouble)
  if (/malformed cursor/i.test(error.message)) return positionGone()
  return toError({
    ...{
      kind: 'contract',
      code: 'not_understood',
      message: `Shopify did not understand us: ${shorten(error.message)}`,
    },
    remedy: 'Koppla may be too old for Shopify’s API: update it. If it is the newest, report this.',
  })
}

/** Its first words, whole: this stands in a success too, and half of a secret is not known as one. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 300 ? line : `${line.slice(0, line.lastIndexOf(' ', 300) + 1)}…`
}

const throttled = (retryAfterMs: number): ConnectorError =>
  new ConnectorError('rate_limit', 'Shopify’s points for this app are used up for the moment.', {
    ...{ code: 'throttled', retryAfterMs, remedy: 'Nothing needs to be done: they come back within seconds.' },
  })

/** `Access denied for orders field. Required access: \`read_orders\` access scope.` */
const scopeIn = (message: string): string | undefined => /`(\w+)`/.exec(message)?.[1]

export const lacksScope = (scope: string | undefined): ConnectorError =>
  toError({
    ...{ kind: 'permission', code: 'lacks_scope', field: 'accessToken' },
    message: `The app may not read this${scope ? `: it lacks the scope ${scope}` : ''}.`,
    remedy: addScope(scope),
  })

export const addScope = (scope = 'that is missing'): string =>
  `In the Dev Dashboard: open the app, make a new version with the scope ${scope}, release it, and approve it in the shop’s admin under Settings > Apps. An older app: Settings > Apps > Develop apps > Configuration.`

const notApproved = () =>
  toError({
    ...{ kind: 'permission', code: 'not_approved', field: 'accessToken' },
    message: 'Shopify has not approved the app for protected customer data: names, addresses and e-mail are withheld.',
    remedy:
      'Make an app of your own organisation in the Dev Dashboard, which needs no approval. With an app made in the admin, it depends on the shop’s plan.',
  })

const tooCostly = () =>
  toError({
    ...{ kind: 'invalid', code: 'too_costly', message: 'One request asked for more than Shopify gives at once.' },
    remedy: 'Nothing needs to be done: smaller pages are asked for.',
  })

const positionGone = () =>
  toError({
    ...{ kind: 'position', code: 'cursor', message: 'Shopify no longer takes the place where the reading stopped.' },
    remedy: 'Nothing needs to be done: the reading begins again.',
  })
