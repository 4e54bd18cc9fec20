import t from 'tap'
import { measure } from '../../src/http/metrics.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

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
  const lines = answer.text.split('\n')
  const value = (line: string) =>
    Number(
      lines
        .find(one => one.startsWith(`${line} `))
        ?.split(' ')
        .at(-1),
    )
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
