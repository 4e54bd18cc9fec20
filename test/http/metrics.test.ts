import { randomBytes } from 'node:crypto'
import t, { type Test } from 'tap'
import { woocommerce } from '../../connectors/woocommerce/index.ts'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import scenario from '../../connectors/woocommerce/practice-store/scenario.ts'
import { openConnection } from '../../src/connections/open.ts'
import { createVault } from '../../src/connections/secrets.ts'
import type { Database } from '../../src/db.ts'
import { measure } from '../../src/http/metrics.ts'
import { silentLog } from '../../src/log.ts'
import type { OpenConnection } from '../../src/records/opened.ts'
import { executeRun } from '../../src/runs/execute.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'
import { requestTinyRun } from '../support/runs.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** Of the line that begins so. */
const valuesIn = (text: string) => (line: string) =>
  Number(
    text
      .split('\n')
      .find(one => one.startsWith(`${line} `))
      ?.split(' ')
      .at(-1),
  )

await testOnDatabases(t, 'what Prometheus is told', async (t, db) => {
  const { ask } = await startApi(t, db)
  const shop = await insertConnection(db, 'A "quoted"\nshop')
  const schedule = { connection_id: shop, cron: '0 * * * *', time_zone: 'UTC' }
  await insertRows(db, 'schedules', [
    { ...schedule, entity: 'orders', active: true },
    { ...schedule, entity: 'products', active: true },
    { ...schedule, entity: 'stock', active: false },
  ])
  const read = { connection_id: shop, watermark: ago(10), our_time: ago(10) }
  await insertRows(db, 'checkpoints', [
    {
      ...{ ...read, entity: 'orders', late_at: ago(-60), complete_since: new Date('2026-01-01T00:00Z') },
      ...{ counted_at: new Date('2026-03-01T01:30Z'), store_count: 41, our_count: 40 },
    },
    { ...read, entity: 'products', late_at: ago(1), failures: 1 },
  ])
  const run = { connection_id: shop, entity: 'orders', kind: 'full', cause: 'manual' }
  await insertRows(db, 'runs', [
    { ...run, state: 'queued', queued_at: ago(3) },
    { ...run, state: 'queued', queued_at: ago(2) },
    { ...run, state: 'failed', queued_at: ago(5) },
    { ...run, state: 'failed', queued_at: ago(500) },
  ])
  await insertRows(db, 'rejections', [{ connection_id: shop, entity: 'orders', key: '1', reason: 'x', raw: '{}' }])
  await db.pool.query('INSERT INTO event_counters (position) VALUES (17)')

  const answer = await ask('GET', '//metrics', { as: 'viewer' })
  t.equal(answer.status, 200)
  t.match(answer.headers.get('content-type'), /^text\/plain; version=0\.0\.4/)
  const value = valuesIn(answer.text)
  const name = String.raw`connection="A \"quoted\"\nshop"`
  t.equal(value(`koppla_fresh{${name},entity="orders"}`), 1)
  t.equal(value(`koppla_fresh{${name},entity="products"}`), 0)
  t.equal(value(`koppla_failures{${name},entity="products"}`), 1)
  const lag = value(`koppla_lag_seconds{${name},entity="orders"}`)
  t.ok(lag >= 600 && lag < 700, 'ten minutes')
  t.equal(value(`koppla_complete_since_timestamp_seconds{${name},entity="orders"}`), Date.UTC(2026, 0) / 1_000)
  t.equal(value(`koppla_complete_since_timestamp_seconds{${name},entity="products"}`), 0, 'since the beginning')
  t.equal(
    value(`koppla_last_reconcile_timestamp_seconds{${name},entity="orders"}`),
    Date.UTC(2026, 2, 1, 1, 30) / 1_000,
  )
  t.equal(value(`koppla_store_records{${name},entity="orders"}`), 41)
  t.equal(value(`koppla_our_records{${name},entity="orders"}`), 40)
  t.notMatch(answer.text, /koppla_our_records\{.*products/, 'what was never compared has no line')
  t.notMatch(answer.text, /entity="stock"}/, 'of what is off, no line of its own')
  t.equal(value('koppla_entities{entity="orders",freshness="fresh"}'), 1)
  t.equal(value('koppla_entities{entity="products",freshness="late"}'), 1)
  t.equal(value('koppla_entities{entity="products",freshness="stalled"}'), 0, 'what is not there is 0')
  t.equal(value('koppla_runs{state="queued"}'), 2)
  t.equal(value('koppla_runs_last_hour{state="failed"}'), 1)
  t.ok(value('koppla_queue_age_seconds') >= 180)
  t.equal(value('koppla_rejections_open{entity="orders"}'), 1)
  t.equal(value('koppla_changes_total'), 17)
  t.equal(value('koppla_entities_left_out'), 0)

  const few = (await measure(db, 1)).text
  t.match(few, /koppla_entities_left_out 1\n/)
  t.notMatch(few, /koppla_fresh\{[^}]*entity="products"/, 'their number has a bound')

  t.equal((await ask('GET', '//metrics', { as: null })).status, 401, 'nobody without a key')
  await db.pool.query('UPDATE connections SET deleted_at = now()')
  await db.pool.query('DELETE FROM schedules')
  t.notMatch((await measure(db)).text, /quoted/, 'a deleted connection leaves no line')
})

/** A connection to a practice store of its own, and what imports its orders. */
async function connectShop(t: Test, db: Database, name: string) {
  const { baseUrl, server, keys, close } = await startPracticeWooCommerce({ orders: 3 })
  t.teardown(close)
  const vault = createVault({ id: 'a', bytes: randomBytes(32) })
  const id = await insertConnection(db, name)
  const { key: accessToken, secret } = keys.readWrite
  const { keyId, sealed } = vault.seal(JSON.stringify({ apiUrl: baseUrl, accessToken, secret }), id)
  await db.pool.query(
    `UPDATE connections SET system = 'woocommerce', facts = $2, credential_key_id = $3, credential_sealed = $4 WHERE id = $1`,
    [id, JSON.stringify(scenario.facts(baseUrl)), keyId, sealed],
  )
  const registry = new Map([['woocommerce', woocommerce]])
  const network = { allowAddresses: ['127.0.0.0/8'], ca: undefined }
  const opening = { db, vault, registry, network, log: silentLog }
  const open: OpenConnection = (...asked) => openConnection(opening, ...asked)
  const importOrders = async () => {
    const [runId, startedAt] = [await requestTinyRun(db, id), performance.now()]
    const state = await executeRun(
      { db, log: silentLog, now: () => new Date(), open },
      runId,
      new AbortController().signal,
    )
    t.equal(state, 'succeeded')
    return { runId, tookSeconds: (performance.now() - startedAt) / 1_000 }
  }
  return { server, importOrders }
}

await testOnDatabases(t, 'Prometheus is told how stores answer runs', async (t, db) => {
  const { ask } = await startApi(t, db)
  const slow = await connectShop(t, db, 'Slow shop')
  const busy = await connectShop(t, db, 'Busy shop')
  slow.server.latencyMs = 200
  busy.server.failWith({ status: 429, headers: { 'retry-after': '3' } })
  const { runId, tookSeconds } = await slow.importOrders()
  await busy.importOrders()

  const told = valuesIn((await ask('GET', '//metrics', { as: 'viewer' })).text)
  const labels = (name: string) => `{system="woocommerce",connection="${name}"}`
  const requests = told(`koppla_store_requests_last_hour${labels('Slow shop')}`)
  t.equal(requests, slow.server.askedCount, 'each request once')
  t.ok(requests > 1)
  const answer = told(`koppla_store_answer_seconds_last_hour${labels('Slow shop')}`)
  t.ok(answer >= requests * 0.19, 'each took as long as the store was told to delay it, to the clock tick')
  t.ok(answer <= requests * (tookSeconds + 0.001), 'and none longer than the run')
  t.equal(told(`koppla_store_requests_last_hour${labels('Busy shop')}`), busy.server.askedCount, 'the refused one, too')
  const waited = told(`koppla_store_wait_seconds_last_hour${labels('Busy shop')}`)
  t.ok(waited >= 2, 'most of the three seconds that the store asked for')
  const run = (await ask('GET', `/runs/${runId}`)).body
  t.strictSame([run.requests, run.answerSeconds], [requests, answer], 'its run tells the same')

  const few = valuesIn((await measure(db, 1)).text)
  t.equal(few(`koppla_store_requests_last_hour${labels('')}`), requests, 'beyond the bound they are one')
  t.equal(few(`koppla_store_requests_last_hour${labels('Busy shop')}`), busy.server.askedCount)
  await db.pool.query(`UPDATE runs SET progressed_at = now() - interval '2 h', ended_at = now() - interval '2 h'`)
  t.notMatch((await measure(db)).text, /connection="(Slow|Busy) shop"/, 'of what was long ago, no line')
})
