import { z } from 'zod'
import type { ConnectorError, HttpAnswer } from '../../../src/sdk/index.ts'
import { explain, parseBody } from '../explain.ts'
import type { Facts } from '../facts.ts'
import { routeUrl, signer, wayOf } from '../transport.ts'
import { impatient, siteOf, type WooSession } from './check.ts'

export type Way = Pick<Facts, 'transport' | 'oauthScheme' | 'oauthPlace'>

const oauth = (oauthPlace: 'header' | 'query', oauthScheme: 'http' | 'https'): Way => ({
  transport: 'oauth',
  oauthPlace,
  oauthScheme,
})
const plain = (transport: 'header' | 'query'): Way => ({ transport, oauthScheme: 'https', oauthPlace: 'header' })

/**
 * The ways a key can reach WooCommerce, the best first. Over plain http only signatures travel, never the secret; over
 * https a signature made for http is what works where a proxy ends TLS and WordPress does not know.
 */
export const waysTo = (siteUrl: string): readonly Way[] =>
  siteUrl.startsWith('https:')
    ? [plain('header'), plain('query'), ...bothPlaces('https', 'http')]
    : bothPlaces('http', 'https')

const bothPlaces = (first: 'http' | 'https', second: 'http' | 'https'): Way[] =>
  (['header', 'query'] as const).flatMap(place => [oauth(place, first), oauth(place, second)])

export interface Tried {
  readonly way: Way
  readonly answer: HttpAnswer
  readonly error: ConnectorError | undefined
  /** `ok`, or the error's code. */
  readonly outcome: string
}

/** One request that reads at most one id. `key` and `clockDifferenceMs` stand in for the real ones. */
export async function tryWay(session: WooSession, way: Way, instead: Instead = {}): Promise<Tried> {
  const { values, found, context } = session
  const apiRoot = found.apiRoot ?? `${siteOf(session)}wp-json/wc/v3/`
  const clock = () => context.now().getTime() + (instead.clockDifferenceMs ?? 0)
  const answer = await impatient(context).http.send({
    ...(instead.write ? { method: 'POST', json: {} } : {}),
    url: instead.write
      ? routeUrl(apiRoot, 'orders/batch', {})
      : routeUrl(apiRoot, 'orders', { per_page: 1, _fields: 'id' }),
    headers: { accept: 'application/json' },
    followRedirects: false,
    sign: signer({ ...wayOf(found, apiRoot), ...way }, { ...values, ...instead.credential }, clock),
  })
  const error = explain(answer)
  return { way, answer, error, outcome: error?.code ?? 'ok' }
}

export interface Instead {
  readonly credential?: { readonly accessToken?: string; readonly secret?: string }
  readonly clockDifferenceMs?: number
  /** Asks for an empty batch: needs the right to write and changes nothing. */
  readonly write?: boolean
}

const Said = z.looseObject({ message: z.string() })
export const saidIn = (answer: HttpAnswer): string | undefined => Said.safeParse(parseBody(answer)).data?.message
