import { z } from 'zod'
import { type Clock, ConnectorError, type Context, type HttpAnswer } from '../../src/sdk/index.ts'
import { siteAddress } from './address.ts'
import { read } from './explain.ts'
import type { Facts } from './facts.ts'
import type { Credential } from './fields.ts'
import { decodeAsLaminas, signer } from './oauth.ts'
import { queryOf, type Search } from './search.ts'

/** One answer to a search. */
export interface Found {
  readonly rows: readonly unknown[]
  /** How many there are in all, whatever the page. */
  readonly total: number
  /** How many rows a page was asked to have: the shop may have capped it. */
  readonly pageSize: number
}

export interface Client {
  /** All of them once the connection is saved; partial while checks run. */
  readonly facts: Partial<Facts>
  /** `route` under V1, with its query if it has one: `orders/12/comments`. */
  readonly get: <T>(route: string, schema: z.ZodType<T>) => Promise<T>
  readonly search: (route: string, search: Search) => Promise<Found>
  /** The store's clock, from a small answer that no cache keeps. */
  readonly now: () => Promise<Clock>
}

/** `items` is null where `fields` leaves an empty list of them. */
const List = z.looseObject({ items: z.array(z.unknown()).nullable(), total_count: z.int().nonnegative() })

/**
 * Every failure is a ConnectorError in plain words whose `code` names what happened: see explain.ts and web-page.ts.
 * A record that does not exist is `not_found`; a route that does not exist is `contract` with code `no_route`.
 */
export function createClient(credential: Credential, facts: Partial<Facts>, context: Context): Client {
  const apiRoot = facts.apiRoot ?? `${siteAddress(credential.apiUrl)}rest/all/V1/`
  let clockDifferenceMs = 0
  let laminas = false
  const seen = {
    origin: facts.signedOrigin ?? originOf(apiRoot),
    path: (path: string) => (laminas ? decodeAsLaminas(path) : path),
  }
  const sign = signer(credential, seen, () => context.now().getTime() + clockDifferenceMs)

  const send = (route: string) => context.http.send({ url: apiRoot + route, sign, headers, followRedirects: false })

  /** A signature that came too early, by the store's clock, or twice is made once more; so is one over a path of two spellings. */
  async function sendInTime(route: string): Promise<unknown> {
    const wasLaminas = laminas
    const answer = await send(route)
    const told = read(answer)
    clockDifferenceMs = differenceOf(answer, context) ?? clockDifferenceMs
    if (!('error' in told)) return told.body
    const { code } = told.error
    const mistimed = code === 'nonce' || (code === 'clock' && clockDifferenceMs !== 0)
    const misspelt = code === 'bad_signature' && !wasLaminas && decodeAsLaminas(pathOf(route)) !== pathOf(route)
    if (!mistimed && !misspelt) throw await judge(told.error, route)
    laminas ||= misspelt
    const again = read(await send(route))
    if (!('error' in again)) return again.body
    if (misspelt) laminas = false
    throw await judge(again.error, route)
  }

  const sendSized = withinCap(sendInTime)

  /** An integration that was switched off gets the same answer as one that lacks a right: what everyone may ask tells. */
  async function judge(error: ConnectorError, route: string): Promise<ConnectorError> {
    if (error.code !== 'lacks_right' || route.startsWith(modulesRoute)) return error
    const modules = read(await send(modulesRoute))
    return 'error' in modules && modules.error.code === 'not_recognised' ? modules.error : error
  }

  return {
    facts,
    get: async (route, schema) => fit(await sendInTime(route), schema),
    search: async (route, search) => {
      const { body, pageSize } = await sendSized(route, search)
      const { items, total_count } = fit(body, List)
      return { rows: items ?? [], total: total_count, pageSize }
    },
    /** Without the credential, which a clock that is far off would make the store refuse; who refuses visitors tells the time. */
    now: async () => {
      const answer = await context.http.send({
        url: `${apiRoot}${modulesRoute}&nocache=${context.now().getTime()}`,
        headers,
      })
      const told = read(answer)
      if ('error' in told && told.error.code !== 'not_recognised') throw told.error
      return { at: answer.date }
    },
  }
}

export const modulesRoute = 'modules?searchCriteria='
const headers = { accept: 'application/json' }
const toleratedMs = 60_000

const pathOf = (route: string): string => route.split('?')[0] ?? ''

function originOf(address: string): string {
  return URL.parse(address)?.origin ?? ''
}

/** A shop may cap the size of a page; its refusal says at how many, and no page after it is asked to have more. */
function withinCap(send: (route: string) => Promise<unknown>) {
  let mostRows = Number.POSITIVE_INFINITY
  return async function sendSized(route: string, search: Search): Promise<{ body: unknown; pageSize: number }> {
    const pageSize = Math.min(search.pageSize, mostRows)
    try {
      return { body: await send(`${route}?${queryOf({ ...search, pageSize })}`), pageSize }
    } catch (error) {
      const most = Number(/pageSize is (\d+)/.exec(error instanceof ConnectorError ? error.message : '')?.[1])
      if (!(most > 0 && most < pageSize)) throw error
      mostRows = Math.min(mostRows, most)
      return sendSized(route, search)
    }
  }
}

/** Signatures may not come from the future, so a clock that is off is corrected by what the store's own answers say. */
function differenceOf(answer: HttpAnswer, context: Context): number | undefined {
  if (answer.date === null) return undefined
  const differenceMs = Date.parse(answer.date) - context.now().getTime()
  return Math.abs(differenceMs) > toleratedMs ? differenceMs : 0
}

function fit<T>(body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'the answer itself'
  throw new ConnectorError('contract', `The store answered in a form we do not know (${where}).`, {
    code: 'shape',
    remedy:
      'A module that changes the REST API is the usual cause: switch such modules off one by one. If it is none of them, report this as a fault of Koppla.',
    cause: parsed.error,
  })
}
