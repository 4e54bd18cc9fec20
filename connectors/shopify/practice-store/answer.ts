import type { Answer, Asked } from '../../../src/sdk/testing/index.ts'
import { giveResult } from './bulk-result.ts'
import { answerQuery, type GraphqlBody } from './execute.ts'
import { tookTooLong } from './garbage.ts'
import { answerToken, appOf } from './oauth.ts'
import type { Standing, State } from './state.ts'

const refusals: Readonly<Record<Exclude<Standing, 'open'>, Answer>> = {
  frozen: { status: 402, body: { errors: 'Unavailable Shop' } },
  locked: { status: 423, body: { errors: 'Locked' } },
  dangerous: { status: 430, body: { errors: 'Security Rejection' } },
  gone: { status: 404, body: { errors: 'Not Found' } },
}
const notFound: Answer = { status: 404, body: { errors: 'Not Found' } }
const unknownToken: Answer = {
  status: 401,
  body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
}

const gaveUp: Answer = { status: 504, body: { errors: 'Gateway Timeout' } }

/** What the shop answers: tokens, GraphQL and the results of bulk operations; everything else is not there. */
export async function answerShop(state: State, asked: Asked): Promise<Answer> {
  if (state.standing !== 'open') return refusals[state.standing]
  if (asked.path === '/admin/oauth/access_token') return answerToken(state, asked)
  if (asked.path.startsWith('/bulk-results/')) return giveResult(state, asked)
  const [, version] = /^\/admin\/api\/([\w-]+)\/graphql\.json$/.exec(asked.path) ?? []
  const served = version === undefined ? null : servedVersion(state, version)
  if (served === null || asked.method !== 'POST') return notFound
  return await answerGraphql(state, asked, served)
}

/** A version that is too old falls forward to the oldest there is; one that is not there yet is not found. */
function servedVersion({ versions }: State, version: string): string | null {
  if (versions.includes(version) || version === 'unstable') return version
  const oldest = versions[0]
  return /^\d{4}-(01|04|07|10)$/.test(version) && oldest !== undefined && version < oldest ? oldest : null
}

async function answerGraphql(state: State, asked: Asked, version: string): Promise<Answer> {
  const app = appOf(state, asked.headers['x-shopify-access-token'])
  if (!app) return unknownToken
  const told = readQuestion(asked)
  if (!told) return { status: 400, body: { errors: { query: 'Required parameter missing or invalid' } } }
  const visit = { state, app, bulk: false, searches: [], origin: asked.url.origin }
  const body: GraphqlBody = await answerQuery(visit, told.query, told.variables)
  if (JSON.stringify(body.errors ?? []).includes(tookTooLong)) return gaveUp
  return {
    headers: {
      'X-Shopify-API-Version': version,
      'X-Request-Id': `practice-${asked.at}`,
      'Cache-Control': 'no-cache, no-store',
    },
    body,
  }
}

interface Question {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

function readQuestion({ body, headers }: Asked): Question | null {
  if (!/^application\/json/.test(headers['content-type'] ?? '')) return null
  try {
    const { query, variables } = JSON.parse(body) as Partial<Question>
    return typeof query === 'string' && query !== '' ? { query, variables: variables ?? {} } : null
  } catch {
    return null
  }
}
