import { z } from 'zod'
import { ConnectorError, type HttpAnswer, impatient } from '../../../src/sdk/index.ts'
import { explain, parseBody } from '../explain.ts'
import { routeUrl, signer, wayOf } from '../transport.ts'
import { firstOf, indexOf, type Way } from './asked.ts'
import { rootOf, siteOf, type WooSession } from './check.ts'

const plain = (transport: 'header' | 'query'): Way => ({ transport, oauthScheme: 'https', oauthPlace: 'header' })
const oauth = (oauthPlace: 'header' | 'query', oauthScheme: 'http' | 'https'): Way => ({
  transport: 'oauth',
  oauthPlace,
  oauthScheme,
})

const signedFor = (scheme: 'http' | 'https') => [oauth('header', scheme), oauth('query', scheme)]

/**
 * The ways a key can reach WooCommerce, the best first; what stands in one row is tried side by side. Over plain http only
 * signatures travel, never the secret. Over https a signature made for http works where a proxy ends TLS and WordPress
 * does not know. The secret goes into an address, and so into logs, only where nothing else works.
 */
export const waysTo = (siteUrl: string): readonly (readonly Way[])[] =>
  siteUrl.startsWith('https:')
    ? [[plain('header')], signedFor('https'), signedFor('http'), [plain('query')]]
    : [[oauth('header', 'http')], [oauth('query', 'http'), oauth('header', 'https')], [oauth('query', 'https')]]

export interface Tried {
  readonly way: Way
  readonly error: ConnectorError | undefined
  /** `ok`, or the error's code. */
  readonly outcome: string
}

/** One request that reads at most one id. */
export async function tryWay(session: WooSession, way: Way): Promise<Tried> {
  const listed = await firstOf(session, 'orders', way)
  const error = listed instanceof ConnectorError ? listed : undefined
  return { way, error, outcome: error === undefined ? 'ok' : (error.code ?? error.kind) }
}

/** What takes the place of the real thing. */
export interface Instead {
  readonly credential?: { readonly accessToken?: string; readonly secret?: string }
  readonly laterMs?: number
  /** Asks for an empty batch: needs the right to write and changes nothing. */
  readonly write?: boolean
}

/** What the store says in other cases, to tell by comparison what it says in a language that we do not read. */
export async function hear(session: WooSession, way: Way, instead: Instead = {}): Promise<HttpAnswer> {
  const { values, found, context } = session
  const apiRoot = rootOf(session)
  const { aheadMs } = await indexOf(session, siteOf(session))
  const clock = () => context.now().getTime() + (aheadMs ?? 0) + (instead.laterMs ?? 0)
  return impatient(context).http.send({
    ...(instead.write ? { method: 'POST', json: {} } : {}),
    url: instead.write
      ? routeUrl(apiRoot, 'orders/batch', {})
      : routeUrl(apiRoot, 'orders', { per_page: 1, _fields: 'id' }),
    headers: { accept: 'application/json' },
    followRedirects: false,
    sign: signer({ ...wayOf(found, apiRoot), ...way }, { ...values, ...instead.credential }, clock),
  })
}

export const outcomeOf = (answer: HttpAnswer): string => explain(answer)?.code ?? 'ok'

const Said = z.looseObject({ message: z.string() })
export const saidIn = (answer: HttpAnswer): string | undefined => Said.safeParse(parseBody(answer)).data?.message
