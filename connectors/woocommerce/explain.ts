import { z } from 'zod'
import { ConnectorError, type ErrorKind, type HttpAnswer } from '../../src/sdk/index.ts'
import { plainText } from './plain-text.ts'
import { explainPage, retryAfter, tellAs } from './web-page.ts'

/** What WordPress and WooCommerce answer when something is wrong. */
const ErrorBody = z.looseObject({
  code: z.union([z.string(), z.number()]).transform(String),
  message: z.string().catch(''),
  data: z
    .looseObject({ params: z.record(z.string(), z.string()).optional().catch(undefined) })
    .nullish()
    .catch(null),
})
type ErrorBody = z.output<typeof ErrorBody>

interface Told {
  readonly kind: ErrorKind
  readonly code: string
  readonly message: string
  readonly remedy: string
  readonly field?: string
}

export type Read = { readonly body: unknown } | { readonly error: ConnectorError }

/** The body of a 2xx that is JSON, else what is wrong with the answer, in plain words. */
export function read(answer: HttpAnswer): Read {
  if (answer.status >= 300 && answer.status < 400) return { error: toError(redirectedTo(answer), answer) }
  const body = parseBody(answer)
  if (body === undefined) return { error: explainPage(answer) }
  if (answer.status < 300) return { body }
  const parsed = ErrorBody.safeParse(body)
  return { error: toError(parsed.success ? tell(answer.status, parsed.data) : unnamed(answer.status), answer) }
}

export function explain(answer: HttpAnswer): ConnectorError | undefined {
  const told = read(answer)
  return 'error' in told ? told.error : undefined
}

/** The body as JSON (a byte order mark in front is forgiven), undefined where it is none. */
export function parseBody(answer: HttpAnswer): unknown {
  const text = answer.text.replace(/^\uFEFF+/, '')
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const toError = ({ kind, message, ...told }: Told, answer: HttpAnswer): ConnectorError =>
  new ConnectorError(kind, message, { ...told, status: answer.status, ...retryAfter(answer) })

function tell(status: number, body: ErrorBody): Told {
  if (body.code === 'woocommerce_rest_authentication_error') return tellAuthentication(body.message)
  if (status === 401 && /^woocommerce_rest_(cannot|authentication)_?/.test(body.code)) return notRecognised
  if (status === 401 && coreLogin.test(body.code)) return notRecognised
  if (status === 403 && body.code.startsWith('woocommerce_rest_cannot')) return notAllowed
  if (status === 401 || status === 403) return blocked(body)
  if (body.code === 'rest_no_route') return noRoute
  if (status === 503 && body.code === 'wp_die') return tellAs('maintenance')
  if (body.code === 'internal_server_error' && /critical error|<p>/.test(body.message)) return tellAs('fatal_error')
  if (status === 404 && !body.code.startsWith('rest_')) return gone(body)
  return { ...unnamed(status), code: body.code, message: `The store said: ${messageOf(body)}` }
}

const coreLogin = /^(invalid_username|invalid_email|incorrect_password|application_password)/

/** One code stands for all of these, and the text is in the store's language: only English can be told apart here. */
function tellAuthentication(message: string): Told {
  return authentication.find(([pattern]) => pattern.test(message))?.[1] ?? refused
}

const newKey = 'Add a new key under WooCommerce > Settings > Advanced > REST API and enter both of its values here.'

const refused: Told = {
  kind: 'auth',
  code: 'refused',
  message: 'The store refused the key.',
  remedy: newKey,
  field: 'accessToken',
}

const authentication: ReadonlyArray<readonly [RegExp, Told]> = [
  [
    /secret is invalid/i,
    {
      kind: 'auth',
      code: 'wrong_secret',
      message: 'The store knows this consumer key, but the consumer secret does not belong to it.',
      remedy: `Copy the consumer secret again. If it is no longer at hand: ${newKey.charAt(0).toLowerCase()}${newKey.slice(1)}`,
      field: 'secret',
    },
  ],
  [
    /consumer key is invalid/i,
    {
      kind: 'auth',
      code: 'unknown_key',
      message: 'The store does not know this consumer key.',
      remedy: newKey,
      field: 'accessToken',
    },
  ],
  [
    /invalid signature/i,
    {
      kind: 'auth',
      code: 'bad_signature',
      message: 'The store knows this consumer key, but what was signed with the consumer secret does not match.',
      remedy: `Copy the consumer secret again. If it is no longer at hand: ${newKey.charAt(0).toLowerCase()}${newKey.slice(1)}`,
      field: 'secret',
    },
  ],
  [
    /invalid timestamp/i,
    {
      kind: 'transient',
      code: 'clock',
      message: 'The store’s clock and ours are more than 15 minutes apart, so it refuses signed requests.',
      remedy:
        'Ask the web host to have a time server set the store’s clock, and the operator to see to the clock of this one.',
    },
  ],
  [
    /nonce/i,
    {
      kind: 'transient',
      code: 'nonce',
      message: 'The store says that this request was sent before.',
      remedy: 'Nothing to do: it is sent again.',
    },
  ],
  [
    /read permission/i,
    {
      kind: 'permission',
      code: 'no_read_permission',
      message: 'The key may write but not read.',
      remedy: 'Under WooCommerce > Settings > Advanced > REST API, open the key and set Permissions to Read/Write.',
      field: 'accessToken',
    },
  ],
  [
    /write permission/i,
    {
      kind: 'permission',
      code: 'no_write_permission',
      message: 'The key may read but not write.',
      remedy: 'Under WooCommerce > Settings > Advanced > REST API, open the key and set Permissions to Read/Write.',
      field: 'accessToken',
    },
  ],
]

const notRecognised: Told = {
  kind: 'auth',
  code: 'not_recognised',
  message: 'The store does not recognise the key: it was deleted there, or it does not reach WooCommerce.',
  remedy:
    'Verify the connection: that finds out which. If the key is gone, add a new one under WooCommerce > Settings > Advanced > REST API.',
  field: 'accessToken',
}

const notAllowed: Told = {
  kind: 'permission',
  code: 'not_allowed',
  message: 'The user that the key belongs to may not do this in the store.',
  remedy:
    'Under WooCommerce > Settings > Advanced > REST API, add a key and choose as its user a Shop manager or Administrator. Enter both of its values here.',
  field: 'accessToken',
}

const noRoute: Told = {
  kind: 'contract',
  code: 'no_route',
  message: 'WordPress answers, but this part of WooCommerce’s API is missing.',
  remedy: 'Check under Plugins that WooCommerce is active and up to date.',
}

/** Its query is left out: servers repeat the key there. */
function redirectedTo({ url, headers }: HttpAnswer): Told {
  const target = URL.parse(headers['location'] ?? '', url)
  return {
    kind: 'contract',
    code: 'redirected',
    message: `The store sends us on to ${target ? target.origin + target.pathname : 'an address that is none'}.`,
    remedy:
      'Verify the connection: that finds the right address. If it is right, switch off what redirects /wp-json/ on the site, and choose Post name under Settings > Permalinks.',
    field: 'apiUrl',
  }
}

const blocked = (body: ErrorBody): Told => ({
  kind: 'permission',
  code: 'rest_blocked',
  message: `Something on the site blocks its REST API: “${messageOf(body)}”`,
  remedy:
    'In the plugin that restricts the REST API (often a security plugin), let /wp-json/ through. If it lets keys through already, check the key.',
})

const gone = (body: ErrorBody): Told => ({
  kind: 'not_found',
  code: body.code,
  message: `The store said: ${messageOf(body)}`,
  remedy: 'It was probably deleted in the store.',
})

function unnamed(status: number): Told {
  if (status === 429) return tellAs('too_many_requests')
  const told = { code: `http_${status}`, message: `The store answered with HTTP ${status}.` }
  if (status >= 500 && status !== 501)
    return { ...told, kind: 'transient', remedy: 'Try again later. If it stays, ask whoever runs the site.' }
  if (status === 404)
    return { ...told, kind: 'contract', remedy: 'Check the API URL: the REST API may have moved to another address.' }
  return {
    ...told,
    kind: 'invalid',
    remedy: 'Ask whoever runs the site what on it refuses such requests to /wp-json/.',
  }
}

/** The message with the reasons it gives per parameter. */
const messageOf = ({ message, data }: ErrorBody): string =>
  plainText([message, ...Object.values(data?.params ?? {})].join(' ')).slice(0, 300)
