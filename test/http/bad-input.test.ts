import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { bodyOf, placeOf, queryOf, rightBy, type Schema } from '../support/bad-input.ts'
import { testOnDatabases } from '../support/database.ts'
import { makeOneOfEach, type OneOfEach } from '../support/one-of-each.ts'
import { routeRules } from '../support/route-rules.ts'

t.setTimeout(600_000)

/** Of each route. `BAD_INPUTS=100 node test/http/bad-input.test.ts` goes further. */
const numRuns = Number(process.env['BAD_INPUTS'] ?? 6)
const firstSeed = Number(process.env['SEED'] ?? 1)

interface Operation {
  readonly route: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, Schema>>
  readonly body: Schema | undefined
  /** Not for keys. */
  readonly person: boolean
}

interface Document {
  readonly paths: Record<string, Record<string, Schema>>
  readonly components: { readonly schemas: Record<string, Schema> }
}

/** What takes something away comes late: others would find nothing more. With `/me` the session ends, and what hangs on it. */
const order = [/^GET/, /^POST (?!\/me)/, /^P(ATCH|UT) (?!\/me)/, /^DELETE \/(?!connections|me|session)/]
order.push(/^DELETE \/connections/, /^\w+ \/me/, /^DELETE \/session/)
const rank = ({ route }: Operation) => order.findIndex(kind => kind.test(route))

function operationsOf({ paths }: Document): Operation[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, one]) => {
      const method = name.toUpperCase()
      const route = `${method} ${path.replace('/api/v1', '')}`
      const parameters = (one['parameters'] ?? []) as ReadonlyArray<{ in: string; name: string; schema: Schema }>
      const content = (one['requestBody'] as { content?: Record<string, { schema: Schema }> } | undefined)?.content
      const query = parameters.filter(each => each.in === 'query').map(({ name, schema }) => [name, schema] as const)
      const { person } = routeRules.get(route)!
      return {
        ...{ route, method, path, person: person || route === 'GET /me' },
        ...{ query: Object.fromEntries(query), body: content?.['application/json']?.schema },
      }
    }),
  )
  return operations.sort((a, b) => rank(a) - rank(b) || b.path.length - a.path.length)
}

/** What nothing that is generated here gets through: no system is asked about these, and a code is what an app shows. */
const unreached = [
  ...['invoices', 'products', 'customers', 'accounts', 'vouchers'].map(name => `GET /${name}/{id}/lookups/{name}`),
  'POST /me/two-factor/confirm',
]

/** Where the store is asked, and may be what refuses. */
const asksStore = (path: string) => /verify|lookups|credential|seals/.test(path)

/**
 * A reader of all that is stored, but for what every request may leave behind, and the pace of stores, which time alone
 * gives back: of each table its name, and a hash of its rows.
 */
async function openBooks({ pool }: Database): Promise<() => Promise<readonly string[]>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT IN ('sign_in_throttles', 'request_budgets')`,
  )
  const each = rows.map(
    ({ name }) => `SELECT '${name}' AS name, md5(coalesce(string_agg(one, '' ORDER BY one), '')) AS content
      FROM (SELECT (to_jsonb(x) - 'last_used_at')::text AS one FROM "${name}" x) all_of_it`,
  )
  const text = `${each.join(' UNION ALL ')} ORDER BY name`
  return async () => {
    const { rows: books } = await pool.query(text)
    return books.map(({ name, content }) => `${name} ${content}`)
  }
}
interface Input {
  readonly places: readonly string[]
  readonly query: Readonly<Record<string, string>>
  readonly body: string | undefined
}

async function send({ api, person }: OneOfEach, operation: Operation, { places, query, body }: Input): Promise<number> {
  const { method } = operation
  const place = places.values()
  const path = operation.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(place.next().value!))
  const url = new URL(path, api.baseUrl)
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
  const sent: { body?: string } = method === 'GET' || body === undefined ? {} : { body }
  const signal = AbortSignal.timeout(20_000)
  if (operation.person) {
    const asking = { ...(sent.body !== undefined && { raw: sent.body }), signal }
    return (await person.ask(method, `/${url.pathname}${url.search}`, asking)).status
  }
  const headers = {
    authorization: `Bearer ${api.tokens.admin}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const answer = await fetch(url, { method, headers, ...sent, redirect: 'manual', signal })
  await (answer.headers.get('content-type')?.includes('event-stream') ? answer.body?.cancel() : answer.arrayBuffer())
  return answer.status
}

interface Trying {
  readonly stage: OneOfEach
  readonly readBooks: () => Promise<readonly string[]>
  readonly schemas: Document['components']['schemas']
  readonly seed: number
}

/** Puts generated input to a route, and in the end the right one. Returns what it answered. */
async function tryRoute(
  t: Test,
  { stage, readBooks, schemas, seed }: Trying,
  operation: Operation,
): Promise<readonly number[]> {
  const { route, method, path, query, body } = operation
  const given = await stage.givenTo(route)
  const places = stage.placesOf(path)
  const inputs = fc.record({
    places: fc.tuple(...places.map(one => placeOf(one, stage.placesOf('/api/v1/runs/{id}')))),
    query: queryOf(query, schemas),
    body: bodyOf(body, schemas, given),
  })
  const answered: number[] = []
  let books = await readBooks()
  const put = async (input: Input) => {
    const status = await send(stage, operation, input)
    answered.push(status)
    if (status >= 500 && !(asksStore(path) && status > 500)) throw new Error(`${status} to ${JSON.stringify(input)}`)
    if (method === 'GET') return
    const before = books
    books = await readBooks()
    const changed = status < 400 ? [] : books.filter(book => !before.includes(book))
    if (changed.length > 0) throw new Error(`${status}, and something changed: ${changed}`)
  }
  const told = await fc.check(fc.asyncProperty(inputs, put), { seed, numRuns })
  t.strictSame([told.errorInstance, fc.defaultReportMessage(told), told.numRuns], [null, undefined, numRuns], route)
  const right = body && JSON.stringify(rightBy(body, schemas, given))
  await t.resolves(put({ places, query: {}, body: right }), `${route}, as it should be`)
  if (method === 'GET') t.strictSame(await readBooks(), books, `${route} changes nothing, whatever is asked`)
  return answered
}

await testOnDatabases(t, 'bad input to any route', async (t, db) => {
  const stage = await makeOneOfEach(t, db)
  const readBooks = await openBooks(db)
  const document: Document = (await stage.api.ask('GET', '//api/openapi.json', { as: null })).body
  const { schemas } = document.components
  const operations = operationsOf(document)
  const deaf: string[] = []
  let count = 0
  for (const [at, operation] of operations.entries()) {
    const answered = await tryRoute(t, { stage, readBooks, schemas, seed: firstSeed + at }, operation)
    count += answered.length
    if (!answered.some(status => status < 400 || status === 409)) deaf.push(operation.route)
  }
  t.strictSame(deaf.sort(), unreached.sort(), 'every other route was reached')
  t.comment(`${count} inputs to ${operations.length} routes`)
})
