import { z } from 'zod'
import {
  type Clock,
  ConnectorError,
  type Context,
  decodePc8,
  type HttpAnswer,
  type HttpRequest,
} from '../../src/sdk/index.ts'
import { explain, notFortnox, pauseAfterMs, toError } from './explain.ts'
import type { Facts } from './facts.ts'
import type { Credential } from './fields.ts'
import { partsOf, type Resource, resources, type Single, scopeOf, singles } from './resources.ts'
import { openTokens } from './token.ts'
import { parseJson, readError } from './told-error.ts'

/** One page of a list. Its rows are abbreviated, and some of their types are not those of the record itself. */
export interface Listed {
  readonly rows: readonly unknown[]
  /** How many there are in all, where Fortnox tells. */
  readonly total: number | null
}

export interface Client {
  /** All of them once the connection is saved; partial while checks run. */
  readonly facts: Partial<Facts>
  readonly list: (resource: Resource, query?: Readonly<Record<string, string>>) => Promise<Listed>
  /** @throws ConnectorError not_found */
  readonly read: (resource: Resource, key: string, query?: Readonly<Record<string, string>>) => Promise<unknown>
  /** A year of the books as text of SIE: type 1 has the balances of the accounts, 4 has the vouchers too. */
  readonly readSie: (type: 1 | 4, yearId: string) => Promise<string>
  readonly readSingle: <T>(single: Single, schema: z.ZodType<T>) => Promise<T>
  /** Fortnox’s clock, from a small answer that no cache keeps and that needs no token. */
  readonly now: () => Promise<Clock>
}

const Meta = z.looseObject({ '@TotalResources': z.coerce.number().int().nonnegative().optional() }).optional()

/** Only GETs, and only of what resources.ts names: no key can lead to one that sends something, because it is encoded. */
export function createClient(credential: Credential, facts: Partial<Facts>, context: Context): Client {
  const origin = facts.origin ?? credential.apiUrl
  const tokens = openTokens(origin, credential, context)

  async function send(route: string, asked: Asked): Promise<{ answer: HttpAnswer; token: string }> {
    const token = await tokens.get()
    const answer = await context.http.send({
      ...{ ...asked, url: `${origin}/3/${route}`, followRedirects: false },
      ...{ headers: { accept: 'application/json', authorization: `Bearer ${token}` }, pauseMs },
    })
    return { answer, token }
  }

  /** Once more with a new token where the old one was refused. */
  async function answerTo(route: string, scope: string, asked: Asked): Promise<HttpAnswer> {
    const first = await send(route, asked)
    const error = explain(first.answer, scope)
    if (error === undefined) return first.answer
    if (error.kind !== 'auth') throw error
    tokens.renew(first.token)
    const { answer } = await send(route, asked)
    const again = explain(answer, scope)
    if (again) throw again
    return answer
  }

  const ask = async (route: string, scope: string, query: Asked['query'] = {}): Promise<unknown> =>
    parse(await answerTo(route, scope, { query }))

  return {
    facts,
    list: async (resource, query = {}) => {
      const { list, scope } = resources[resource]
      const body = fit(
        await ask(resource, scope, query),
        z.looseObject({ [list]: z.array(z.unknown()), MetaInformation: Meta }),
      )
      const meta = Meta.parse(body['MetaInformation'])
      return { rows: body[list] as unknown[], total: meta?.['@TotalResources'] ?? null }
    },
    read: async (resource, key, query) => {
      const { one, scope } = resources[resource]
      const place = [resource, ...partsOf(resource, key).map(encodeKey)].join('/')
      return fit(await ask(place, scope, query), z.looseObject({ [one]: z.looseObject({}) }))[one]
    },
    readSie: async (type, yearId) => {
      const asked = { query: { financialyear: yearId }, ...ofFiles }
      const { text, status } = await answerTo(`sie/${type}`, 'bookkeeping', asked)
      if (!text.startsWith('#')) throw toError(notFortnox, status)
      return text
    },
    readSingle: async (single, schema) => {
      const { one } = singles[single]
      return fit(await ask(single, scopeOf(single)), z.looseObject({ [one]: schema }))[one] as never
    },
    now: async () => ({ at: (await askAsStranger(origin, context)).date }),
  }
}

/**
 * Without a token: Fortnox says to anyone that they must sign in, which tells that it is there and what time it has.
 * @throws ConnectorError where something else answers
 */
export async function askAsStranger(origin: string, { http }: Pick<Context, 'http'>): Promise<HttpAnswer> {
  const answer = await http.send({ url: `${origin}/3/companyinformation`, followRedirects: false, pauseMs })
  const error = explain(answer, scopeOf('companyinformation')) ?? toError(notFortnox, answer.status)
  if (error.kind === 'auth') return answer
  throw error.kind === 'permission' && readError(answer) === undefined ? toError(notFortnox, answer.status) : error
}

type Asked = Pick<HttpRequest, 'query' | 'decode' | 'maxBytes' | 'timeoutMs'>

/** What is no file, an error say, is in other letters. A file is one year, and is held in memory whole. */
const ofFiles: Asked = {
  decode: body => (body[0] === '#'.charCodeAt(0) ? decodePc8(body) : new TextDecoder().decode(body)),
  maxBytes: 128 * 1024 * 1024,
  timeoutMs: 300_000,
}

/** @throws ConnectorError for what no address can hold */
function encodeKey(key: string): string {
  if (!/^\.{0,2}$/.test(key)) return encodeURIComponent(key)
  throw new ConnectorError('invalid', `Fortnox cannot be asked for a record with the number “${key}”.`, {
    ...{ code: 'odd_key', remedy: 'Give it another number in Fortnox.' },
  })
}

/** Where Fortnox refuses the pace and does not say for how long, all that is asked of the company waits. */
const pauseMs = ({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>): number =>
  status === 429 && headers['retry-after'] === undefined ? pauseAfterMs + Math.round(Math.random() * 1_000) : 0

function parse({ text, status }: HttpAnswer): unknown {
  const body = parseJson(text)
  if (body === undefined) throw toError(notFortnox, status)
  return body
}

function fit<T>(body: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'the answer itself'
  throw new ConnectorError('contract', `Fortnox answered in a form we do not know (${where}).`, {
    ...{ code: 'shape', cause: parsed.error },
    remedy: 'Koppla may be too old for Fortnox’s API: update it. If it is the newest, report this.',
  })
}
