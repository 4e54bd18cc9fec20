import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { ConnectionStatus, StatusPage } from '../../src/http/api.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

await testOnDatabases(t, 'the status tells what is complete and fresh, and what is missing', async (t, db) => {
  const { ask } = await startApi(t, db)
  const shop = await insertConnection(db, 'My shop')
  await db.pool.query(`UPDATE connections SET facts = '{"timeZone":"Europe/Stockholm"}', order_start = '2026-03-01'`)
  const schedule = { connection_id: shop, cron: '0 * * * *', time_zone: 'UTC', active: true }
  await insertRows(db, 'schedules', [
    { ...schedule, entity: 'products', active: false },
    { ...schedule, entity: 'orders', next_run_at: at(20) },
  ])
  const until = at(-10)
  const read = { connection_id: shop, watermark: until, our_time: until, late_at: at(60) }
  const counted = { store_count: 41, our_count: 40, counted_at: at(-300) }
  await insertRows(db, 'checkpoints', [
    { ...read, ...counted, entity: 'orders', complete_since: '2026-02-28T23:00:00Z' },
  ])
  const run = { connection_id: shop, entity: 'orders', cause: 'daily_reconcile', kind: 'reconcile' }
  await insertRows(db, 'runs', [
    { ...run, state: 'failed', queued_at: at(-3_000), ended_at: at(-2_999), problem: { message: 'a', remedy: 'b' } },
    { ...run, state: 'succeeded', queued_at: at(-301), ended_at: at(-300) },
    { ...run, state: 'succeeded', kind: 'incremental', queued_at: at(-11), ended_at: at(-10) },
  ])

  const status = async () =>
    (await ask('GET', `/connections/${shop}/status`, { as: 'viewer' })).body as ConnectionStatus
  const orders = async () => (await status()).entities.find(({ entity }) => entity === 'orders')
  t.match(await status(), {
    connectionName: 'My shop',
    freshness: 'fresh',
    complete: true,
    orderStart: '2026-03-01',
    timeZone: 'Europe/Stockholm',
  })
  t.match(await orders(), {
    freshness: 'fresh',
    completeSince: '2026-02-28T23:00:00.000Z',
    completeUntil: until,
    complete: true,
    missing: [],
    counts: { store: 41, ours: 40 },
    lastReconcile: { state: 'succeeded', problem: null },
    openRejections: 0,
  })
  t.match(
    (await status()).entities.find(({ entity }) => entity === 'products'),
    {
      freshness: 'inactive',
      complete: false,
      missing: [{ kind: 'unread' }],
    },
  )

  await t.test('records set aside are missing', async t => {
    const rejection = { connection_id: shop, entity: 'orders', reason: 'x', raw: '{}' }
    await insertRows(db, 'rejections', [
      { ...rejection, key: '1' },
      { ...rejection, key: '2' },
      { ...rejection, key: '3', state: 'dismissed' },
    ])
    t.match(await orders(), { complete: false, openRejections: 2, missing: [{ kind: 'rejections', count: 2 }] })
    await db.pool.query('DELETE FROM rejections')
  })

  await t.test('an Order Start that was moved earlier, until all of that is read', async t => {
    await db.pool.query(`UPDATE connections SET order_start = '2026-02-01'`)
    t.match(await status(), { complete: false })
    t.match(await orders(), { missing: [{ kind: 'order_start', message: /created before 2026-02-28 23:00 UTC/ }] })
    await db.pool.query(`UPDATE connections SET order_start = '2026-04-01'`)
    t.match(await status(), { complete: true }, 'a later one makes nothing missing')
  })

  await t.test('what the brake stopped', async t => {
    await insertRows(db, 'runs', [{ ...run, state: 'needs_approval', queued_at: at(-5) }])
    t.match(await orders(), { missing: [{ kind: 'brake' }], lastReconcile: { state: 'needs_approval' } })
    await db.pool.query(`DELETE FROM runs WHERE state = 'needs_approval'`)
  })

  await t.test('a store that does not let us in', async t => {
    await db.pool.query(`UPDATE connections SET attention = '{"kind":"auth","message":"The key was refused."}'`)
    t.match(await orders(), { freshness: 'disconnected', because: 'The key was refused.' })
    t.match(await status(), { freshness: 'disconnected' })
  })

  t.equal((await ask('GET', `/connections/${randomUUID()}/status`)).status, 404)
  t.equal((await ask('GET', '/status', { as: null })).status, 401)
})

await testOnDatabases(t, 'the status of all connections comes by page, by state, and in sum', async (t, db) => {
  const { ask } = await startApi(t, db)
  for (const [name, active] of [
    ['Alpha', true],
    ['Beta', false],
    ['Gamma', true],
  ] as const) {
    const id = await insertConnection(db, name)
    await insertRows(db, 'schedules', [
      { connection_id: id, entity: 'orders', cron: '0 * * * *', time_zone: 'UTC', active },
    ])
  }
  const list = async (query: string) => (await ask('GET', `/status?${query}`)).body as StatusPage
  const names = ({ items }: StatusPage) => items.map(one => one.connectionName)
  const first = await list('limit=2')
  t.strictSame(names(first), ['Alpha', 'Beta'])
  t.strictSame(names(await list(`limit=2&after=${first.next}`)), ['Gamma'])
  t.match(first.summary, { entities: { never: 2, inactive: 1, fresh: 0 }, openRejections: 0 })
  t.strictSame(names(await list('freshness=never')), ['Alpha', 'Gamma'])
  t.strictSame(names(await list('q=amm')), ['Gamma'])
  t.equal((await ask('GET', '/status?freshness=mouldy')).status, 400)
  t.equal((await ask('GET', '/status?colour=red')).status, 400)
})
