import fc from 'fast-check'
import t from 'tap'
import type { Database } from '../../src/db.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { bodyOf, placeOf, queryOf, type Schema } from '../support/bad-input.ts'
import { connect } from '../support/connect.ts'
import { testOnDatabases } from '../support/database.ts'
import { startToyStore } from '../support/toy-store.ts'

t.setTimeout(600_000)

/** Of each route. `BAD_INPUTS=100 node test/http/bad-input.test.ts` goes further. */
const numRuns = Number(process.env['BAD_INPUTS'] ?? 6)
const seed = Number(process.env['SEED'] ?? 1)

interface Operation {
  readonly method: string
  readonly path: string
  readonly query: readonly string[]
  readonly body: Schema | undefined
}

interface Document {
  readonly paths: Record<string, Record<string, Schema>>
  readonly components: { readonly schemas: Record<string, Schema> }
}

function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => {
      const parameters = (one['parameters'] ?? []) as ReadonlyArray<{ in: string; name: string }>
      const content = (one['requestBody'] as { content?: Record<string, { schema: Schema }> } | undefined)?.content
      const query = parameters.filter(each => each.in === 'query').map(({ name }) => name)
      return { method: method.toUpperCase(), path, query, body: content?.['application/json']?.schema }
    }),
  )
}

/** What the request may be refused for by others: the practice stores that are not here, the store that is asked. */
const elsewhere = (path: string) => /practice-stores|verify|lookups|credential|seals|alerts\/test/.test(path)

/** All that is stored, but for what every request may leave behind, and the pace of stores, which time alone gives back. */
async function readBooks({ pool }: Database): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT IN ('sign_in_throttles', 'request_budgets')`,
  )
  const each = rows.map(
    ({ name }) => `SELECT '${name}' AS name, md5(coalesce(string_agg(one, '' ORDER BY one), '')) AS content
      FROM (SELECT (to_jsonb(x) - 'last_used_at')::text AS one FROM "${name}" x) all_of_it`,
  )
  const { rows: books } = await pool.query(`${each.join(' UNION ALL ')} ORDER BY name`)
  return books.map(({ name, content }) => `${name} ${content}`)
}

async function send(api: TestApi, { method }: Operation, url: URL, body: string | undefined): Promise<number> {
  const headers = {
    authorization: `Bearer ${api.tokens.admin}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const sent = method === 'GET' || body === undefined ? {} : { body }
  const answer = await fetch(url, { method, headers, ...sent, redirect: 'manual', signal: AbortSignal.timeout(20_000) })
  await (answer.headers.get('content-type')?.includes('event-stream') ? answer.body?.cancel() : answer.arrayBuffer())
  return answer.status
}

await testOnDatabases(t, 'bad input to any route', async (t, db) => {
  const api = await startApi(t, db)
  const { id } = await connect(api, await startToyStore(t))
  const { body: run } = await api.ask('POST', `/connections/${id}/runs`, { body: { entity: 'orders' } })
  const known = [id, run.id, 'orders', 'notes']
  const { body: document } = await api.ask('GET', '//api/openapi.json', { as: null })
  const operations = operationsOf(document)
  t.ok(operations.length > 100)

  for (const operation of operations) {
    const { method, path, query, body } = operation
    const asking = fc.record({
      places: fc.array(placeOf(known), { minLength: 3, maxLength: 3 }),
      query: queryOf(query),
      body: bodyOf(body, document.components.schemas),
    })
    const told = await fc.check(
      fc.asyncProperty(asking, async ({ places, query, body }) => {
        const before = await readBooks(db)
        const place = places.values()
        const url = new URL(
          path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(place.next().value ?? '')),
          api.baseUrl,
        )
        for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
        const status = await send(api, operation, url, body)
        if (status >= 500 && !(elsewhere(path) && status > 500)) throw new Error(`${method} ${url.pathname}: ${status}`)
        const changed = status < 400 ? [] : (await readBooks(db)).filter(book => !before.includes(book))
        if (changed.length > 0) throw new Error(`${status}, and something changed: ${changed}`)
      }),
      { seed, numRuns },
    )
    t.strictSame(
      [told.errorInstance, fc.defaultReportMessage(told), told.numRuns],
      [null, undefined, numRuns],
      `${method} ${path}`,
    )
  }
})
