import t from 'tap'
import type { Database } from '../../src/db.ts'
import { readActivity, readOrdersToday } from '../../src/http/activity.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const aRun = (connection_id: string, started_at: string, given: object = {}) => ({
  ...{ connection_id, entity: 'orders', kind: 'incremental', cause: 'manual', state: 'succeeded', started_at },
  ended_at: new Date(Date.parse(started_at) + 1_500).toISOString(),
  ...{ notices: '[]', created: 2, updated: 1, deleted: 0, rejected: 0 },
  ...given,
})

const anOrder = (connection_id: string, number: string, given: object) => ({
  ...{ connection_id, number, external_id: number, hash: number, status: 'completed', external_status: 'completed' },
  ...{ currency: 'SEK', prices_include_tax: true, total: '100.5', total_tax: '0', shipping_total: '0' },
  ...{ discount_total: '0', refunded_total: '0', money_difference: '0', coupons: '[]', meta: {}, search: '' },
  ...given,
})

async function openShop(db: Database, name: string, timeZone: string): Promise<string> {
  const id = await insertConnection(db, name)
  await db.pool.query('UPDATE connections SET facts = $2 WHERE id = $1', [id, { timeZone }])
  return id
}

await testOnDatabases(t, 'what came, day by day', async (t, db) => {
  const now = new Date('2026-03-30T10:00:00Z')
  const [india, stockholm] = [await openShop(db, 'A', '+05:30'), await openShop(db, 'B', 'Europe/Stockholm')]

  await t.test('a day is one of the store’s calendar, also where its clocks change', async t => {
    await insertRows(db, 'runs', [
      aRun(stockholm, '2026-03-28T22:59:59Z'),
      aRun(stockholm, '2026-03-28T23:00:00Z', { rejected: 3 }),
      aRun(stockholm, '2026-03-29T21:59:59Z', { state: 'failed', ended_at: '2026-03-29T22:00:03Z' }),
      aRun(stockholm, '2026-03-29T22:00:00Z', { ended_at: null }),
      aRun(stockholm, '2026-03-01T00:00:00Z'),
      aRun(india, '2026-03-29T12:00:00Z'),
    ])
    const { timeZone, days } = await readActivity(db, stockholm, 4, now)
    t.equal(timeZone, 'Europe/Stockholm')
    t.match(days, [
      { day: '2026-03-27', runs: 0, created: 0, runMs: 0 },
      { day: '2026-03-28', since: '2026-03-27T23:00:00.000Z', runs: 1, created: 2 },
      { day: '2026-03-29', runs: 2, failed: 1, created: 4, rejected: 3, runMs: 5_500, longestMs: 4_000 },
      { day: '2026-03-30', since: '2026-03-29T22:00:00.000Z', runs: 1, updated: 1, longestMs: 0 },
    ])
  })

  await t.test('today’s orders are counted where they were made, each currency by itself', async t => {
    await insertRows(db, 'orders', [
      anOrder(stockholm, '1', { created_at: '2026-03-29T21:59:59Z' }),
      anOrder(stockholm, '2', { created_at: '2026-03-29T22:00:00Z' }),
      anOrder(stockholm, '3', { created_at: '2026-03-30T08:00:00Z' }),
      anOrder(stockholm, '4', { created_at: '2026-03-30T08:00:00Z', currency: 'EUR', total: '7' }),
      anOrder(stockholm, '5', { created_at: '2026-03-30T08:00:00Z', deleted_at: '2026-03-30T09:00:00Z' }),
      anOrder(india, '1', { created_at: '2026-03-29T18:30:00Z', currency: 'INR' }),
    ])
    t.match((await readOrdersToday(db, now)).items, [
      { connectionName: 'A', timeZone: '+05:30', orders: 1, currency: 'INR', total: '100.50' },
      { connectionId: stockholm, since: '2026-03-29T22:00:00.000Z', orders: 2, currency: 'SEK', total: '201.00' },
      { connectionId: stockholm, orders: 1, currency: 'EUR', total: '7.00' },
    ])
  })

  await t.test('a viewer may ask, and is told what is allowed', async t => {
    const { ask } = await startApi(t, db)
    const as = 'viewer'
    t.match(await ask('GET', `/connections/${stockholm}/activity`, { as }), {
      status: 200,
      body: { days: { length: 30 } },
    })
    t.match(await ask('GET', '/orders/today', { as }), { status: 200, body: { items: [] } })
    t.match(await ask('GET', `/connections/${stockholm}/activity?days=91`, { as }), { status: 400 })
    t.match(await ask('GET', '/connections/6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11/activity', { as }), { status: 404 })
  })
})
