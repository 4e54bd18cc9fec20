import type { z } from 'zod'
import { type Clock, ConnectorError, type Context, type HttpAnswer, type HttpRequest } from '../../src/sdk/index.ts'
import { siteAddress } from './address.ts'
import { type Read, read } from './explain.ts'
import type { Facts } from './facts.ts'
import type { Credential } from './fields.ts'
import { type Query, routeUrl, signer, wayOf } from './transport.ts'

export interface Answered<T> {
  readonly data: T
  /** `X-WP-Total`; not to be believed past the last page, where order lists say 0. */
  readonly total: number | null
  readonly answer: HttpAnswer
}

export interface Client {
  /** All of them once the connection is saved; partial while checks run. */
  readonly facts: Partial<Facts>
  /** `route` under wc/v3: `orders`, `products/12/variations`. Lists in `query` are commas: `include=1,2,3`. */
  readonly get: <T>(route: string, query: Query, schema: z.ZodType<T>) => Promise<Answered<T>>
  readonly post: <T>(route: string, body: unknown, schema: z.ZodType<T>) => Promise<Answered<T>>
  /** The store's clock, from a small answer that no cache keeps. */
  readonly now: () => Promise<Clock>
}

/**
 * Every failure is a ConnectorError in plain words whose `code` names what happened: see explain.ts and web-page.ts.
 * A record that does not exist is `not_found`; a route that does not exist is `contract` with code `no_route`, so that
 * a store with WooCommerce switched off never looks like a store whose records were deleted.
 */
export function createClient(credential: Credential, facts: Partial<Facts>, context: Context): Client {
  const siteUrl = facts.url ?? siteAddress(credential.apiUrl)
  const apiRoot = facts.apiRoot ?? `${siteUrl}wp-json/wc/v3/`
  let clockDifferenceMs = 0
  const sign = signer(wayOf(facts, apiRoot), credential, () => context.now().getTime() + clockDifferenceMs)

  async function send(request: HttpRequest): Promise<{ answer: HttpAnswer; told: Read }> {
    const answer = await context.http.send({ ...request, sign, headers, followRedirects: false })
    const told = read(answer)
    return { answer, told }
  }

  /** A signature that came too late, by the store's clock, or twice is made once more. `refused`: said in another language. */
  async function sendInTime(request: HttpRequest): Promise<{ answer: HttpAnswer; body: unknown }> {
    let { answer, told } = await send(request)
    const before = clockDifferenceMs
    clockDifferenceMs = differenceOf(answer, context) ?? before
    const code = 'error' in told ? told.error.code : undefined
    const mayBeLate = clockDifferenceMs !== before && (code === 'clock' || code === 'refused')
    if (code === 'nonce' || mayBeLate) ({ answer, told } = await send(request))
    if ('error' in told) throw told.error
    return { answer, body: told.body }
  }

  async function request<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<Answered<T>> {
    const { answer, body } = await sendInTime(request)
    return { data: fit(body, schema), total: totalOf(answer), answer }
  }

  return {
    facts,
    get: (route, query, schema) => request({ url: routeUrl(apiRoot, route, query) }, schema),
    post: (route, body, schema) => request({ method: 'POST', url: routeUrl(apiRoot, route, {}), json: body }, schema),
    /** Without the key, which a clock that is far off would make the store refuse; who refuses visitors tells the time. */
    now: async () => {
      const url = routeUrl(apiRoot, '', { _fields: 'namespace', nocache: context.now().getTime() })
      const answer = await context.http.send({ url, headers })
      const told = read(answer)
      if ('error' in told && told.error.code !== 'rest_blocked') throw told.error
      return { at: answer.date }
    },
  }
}

const headers = { accept: 'application/json' }
const toleratedMs = 60_000

/** Signatures live 15 minutes, so a clock that is off is corrected by what the store's own answers say. */
function differenceOf(answer: HttpAnswer, context: Context): number | undefined {
  if (answer.date === null) return undefined
  const differenceMs = Date.parse(answer.date) - context.now().getTime()
  return Math.abs(differenceMs) > toleratedMs ? differenceMs : 0
}

function totalOf(answer: HttpAnswer): number | null {
  const total = answer.headers['x-wp-total']
  return total !== undefined && /^\d{1,9}$/.test(total) ? Number(total) : null
}

function fit<T>(body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'the answer itself'
  throw new ConnectorError('contract', `The store answered in a form we do not know (${where}).`, {
    code: 'shape',
    remedy:
      'A plugin that changes the REST API is the usual cause: switch such plugins off one by one. If it is none of them, report this as a fault of Koppla.',
    cause: parsed.error,
  })
}
