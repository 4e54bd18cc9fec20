import { z } from 'zod'
import { type Clock, ConnectorError, type Context, type HttpAnswer } from '../../src/sdk/index.ts'
import { shopOrigin } from './address.ts'
import { explainErrors, explainStatus, GraphqlError, notShopify } from './explain.ts'
import type { Facts } from './facts.ts'
import type { Credential } from './fields.ts'
import { Cost, createPoints } from './points.ts'
import { shopQuery } from './queries.ts'
import { openTokens } from './token.ts'
import { graphqlUrl } from './version.ts'

export interface Asked<T> {
  readonly data: T
  /** The version that Shopify served: another one than asked for where that is too old. */
  readonly servedVersion: string | null
  /** Absent where it was not told. */
  readonly cost?: Cost | undefined
}

export interface Client {
  /** All of them once the connection is saved; partial while checks run. */
  readonly facts: Partial<Facts>
  /** `signal`: as an HttpRequest has it. */
  readonly ask: <T>(
    query: string,
    variables: Variables,
    schema: z.ZodType<T>,
    signal?: AbortSignal,
  ) => Promise<Asked<T>>
  readonly signal: AbortSignal
  /** For what does not lie in the shop itself, and to wait. */
  readonly http: Context['http']
  /** The store's clock, from a small answer that no cache keeps. */
  readonly now: () => Promise<Clock>
}

export type Variables = Readonly<Record<string, unknown>>

const Body = z.looseObject({
  data: z.unknown().optional(),
  errors: z.array(GraphqlError).optional(),
  extensions: z
    .looseObject({
      cost: Cost.optional(),
      search: z.array(z.looseObject({ warnings: z.array(z.unknown()).optional() })).optional(),
    })
    .optional(),
})
type Body = z.output<typeof Body>

/** So often a request waits for points that others took. */
const mostThrottled = 20

/**
 * Every failure is a ConnectorError in plain words whose `code` names what happened: see explain.ts and token.ts. An answer
 * with an error in it, or with a warning about its search, is never taken for a whole one.
 */
export function createClient(credential: Credential, facts: Partial<Facts>, context: Context): Client {
  const origin = facts.origin ?? shopOrigin(credential.apiUrl)
  const tokens = openTokens(origin, credential, context)
  const points = createPoints()

  async function send({ query, variables, signal }: Question): Promise<Received> {
    const token = await tokens.get()
    let body: Body | undefined
    const answer = await context.http.send({
      ...{ method: 'POST', url: graphqlUrl(origin, credential.apiVersion), json: { query, variables } },
      ...{ headers: { 'x-shopify-access-token': token }, attempts: isChange(query) ? 1 : 4, followRedirects: false },
      ...(signal && { signal }),
      pauseMs: received => {
        body = readBody(received)
        const cost = body?.extensions?.cost
        return cost === undefined ? 0 : points.waitMs(cost)
      },
    })
    return { answer, body, token }
  }

  /** Once more with a new token, where the old one was refused; again and again, where only points are missing. */
  async function sendInTime(question: Question): Promise<Received> {
    let renewed = false
    for (let throttled = 0; ; ) {
      const received = await send(question)
      const mayRenew: boolean = received.answer.status === 401 && !renewed
      if (mayRenew && tokens.renew(received.token)) renewed = true
      else if (isThrottled(received) && throttled < mostThrottled) throttled++
      else return received
    }
  }

  const ask: Client['ask'] = async (query, variables, schema, signal) => {
    const { answer, body } = await sendInTime({ query, variables, signal })
    const error = explainStatus(answer) ?? explainBody(body)
    if (error) throw error
    return {
      data: fit(body?.data, schema),
      servedVersion: answer.headers['x-shopify-api-version'] ?? null,
      cost: body?.extensions?.cost,
    }
  }

  return {
    facts,
    ask,
    signal: context.signal,
    http: context.http,
    now: async () => ({ at: (await sendInTime({ query: shopQuery, variables: {} })).answer.date }),
  }
}

/** What was changed in the shop may have been, though its answer was lost. */
const isChange = (query: string): boolean => query.startsWith('mutation')

interface Question {
  readonly query: string
  readonly variables: Variables
  readonly signal?: AbortSignal | undefined
}

interface Received {
  readonly answer: HttpAnswer
  readonly body: Body | undefined
  /** That it was asked with. */
  readonly token: string
}

function readBody({ text }: Pick<HttpAnswer, 'text'>): Body | undefined {
  try {
    return Body.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const isThrottled = ({ body }: Received): boolean =>
  body?.errors?.some(({ extensions }) => extensions?.code === 'THROTTLED') === true

function explainBody(body: Body | undefined): ConnectorError | undefined {
  if (body === undefined) return notShopify()
  const misread = body.extensions?.search?.some(({ warnings = [] }) => warnings.length > 0)
  return explainErrors(body.errors ?? [], pauseAfterMs) ?? (misread ? searchMisread() : undefined)
}

const pauseAfterMs = 10_000

/** Shopify passes over a filter that it does not know, and gives everything. */
const searchMisread = () =>
  new ConnectorError('contract', 'Shopify did not understand what we searched for.', {
    code: 'search',
    remedy: 'Koppla may be too old for Shopify’s API: update it. If it is the newest, report this.',
  })

function fit<T>(data: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'the answer itself'
  throw new ConnectorError('contract', `Shopify answered in a form we do not know (${where}).`, {
    ...{ code: 'shape', cause: parsed.error },
    remedy: 'Koppla may be too old for Shopify’s API: update it. If it is the newest, report this.',
  })
}
