import t from 'tap'
import type { Database } from '../../src/db.ts'
import { appendEvents } from '../../src/events/outbox.ts'
import { normalise } from '../../src/records/normalise.ts'
import { storeBatch } from '../../src/records/store.ts'
import type { Entity } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'
import { createTinyStore, saveTinyConnection, tinyFacts, tinyOrders, tinyShipments } from '../support/tiny-store.ts'

async function rig(db: Database) {
  const connectionId = await saveTinyConnection(db)
  const store = (raws: unknown[], options: { entity?: Entity; keepNewer?: boolean } = {}) =>
    db.transaction(async client => {
      const entity = options.entity ?? tinyOrders
      const target = { connectionId, entity, runId: null, keepNewer: options.keepNewer ?? false }
      const stored = await storeBatch(client, target, normalise(entity, tinyFacts, raws))
      await appendEvents(client, stored.changes)
      return { ...stored, told: stored.changes.map(one => `${one.externalId} ${one.change}`) }
    })
  const query = async (sql: string) => (await db.pool.query(sql, [connectionId])).rows
  return { connectionId, store, query }
}

const lines = `SELECT l.external_id, l.sku, l.total::text, l.position FROM order_lines l JOIN orders o ON o.id = l.order_id
  WHERE o.connection_id = $1 ORDER BY l.position`

await testOnDatabases(t, 'storing', async (t, db) => {
  await t.test('a record that did not change writes no row anywhere and tells nothing', async t => {
    const { store, query } = await rig(db)
    const raws = [...createTinyStore(3).orders.values()]
    t.same((await store(raws)).told, ['1 created', '2 created', '3 created'])
    const versions = `SELECT (SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY id) FROM orders WHERE connection_id = $1) AS orders,
      (SELECT string_agg(l.xmin::text || l.ctid::text, ',' ORDER BY l.external_id) FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.connection_id = $1) AS lines,
      (SELECT string_agg(xmin::text || ctid::text, ',' ORDER BY external_id) FROM raw_payloads WHERE connection_id = $1) AS raw,
      (SELECT count(*) FROM events) AS events, (SELECT xmin FROM event_counters) AS counter`
    const before = await query(versions)
    const again = await store(
      raws.map(raw => ({ ...raw, lines: raw.lines.map(line => ({ ...line, sku: 'DERIVED' })) })),
    )
    t.same(again.changes, [])
    t.equal(again.unchanged, 3)
    t.same(await query(versions), before)
  })

  await t.test('what changed is updated, deleted and restored, each told once', async t => {
    const { store, query } = await rig(db)
    const shop = createTinyStore(2)
    const [one, two] = [...shop.orders.values()]
    await store([one, two])
    t.same((await store([{ ...one, status: 'completed' }, two])).told, ['1 updated'])
    t.same((await store([{ ...one, status: 'completed', trashed: true }])).told, ['1 deleted'])
    const [gone] = await query("SELECT deleted_at FROM orders WHERE connection_id = $1 AND external_id = '1'")
    t.ok(gone.deleted_at)
    t.same((await store([{ ...one, status: 'trash', trashed: true }])).told, ['1 updated'])
    const [still] = await query("SELECT deleted_at FROM orders WHERE connection_id = $1 AND external_id = '1'")
    t.same(still.deleted_at, gone.deleted_at, 'it stays deleted since it was')
    t.same((await store([{ ...one, status: 'completed' }])).told, ['1 restored'])
    t.same(
      (await store([{ ...shop.add(9), trashed: true }])).told,
      ['9 deleted'],
      'one that was never here is not told as new',
    )
  })

  await t.test('lines are replaced as a set, and what the store derives keeps its first value', async t => {
    const { store, query } = await rig(db)
    const one = createTinyStore(1).orders.get(1)!
    await store([one])
    const [a, b] = one.lines
    const fresh = { id: 99, sku: 'NEW', total: '5.00', tax: '0' }
    await store([{ ...one, lines: [{ ...b!, sku: 'RENAMED', total: '11.00' }, fresh, { ...a!, sku: null }] }])
    t.same(await query(lines), [
      { external_id: '12', sku: 'SKU-2', total: '11.000000', position: 0 },
      { external_id: '99', sku: 'NEW', total: '5.000000', position: 1 },
      { external_id: '11', sku: 'SKU-1', total: '10.000000', position: 2 },
    ])
    await store([{ ...one, lines: [] }])
    t.same(await query(lines), [])
  })

  await t.test('the money proof, the search words and the raw payload are stored with the record', async t => {
    const { store, query } = await rig(db)
    const one = createTinyStore(1).orders.get(1)!
    await store([{ ...one, total: '40.00', refunds: [{ id: 5, amount: '10.00' }], note: 'NUL \0' }])
    const [row] = await query(
      `SELECT money_difference::text, refunded_total::text, money_warning, search @@ to_tsquery('simple', 'buyer:* & sku:*') AS found,
         (SELECT body FROM raw_payloads p WHERE p.connection_id = $1) AS raw FROM orders WHERE connection_id = $1`,
    )
    t.match(row, {
      money_difference: '2.500000',
      refunded_total: '10.000000',
      money_warning: /40.00 SEK.*37.50 SEK/,
      found: true,
    })
    t.same(JSON.parse(row.raw).note, 'NUL \0')
  })

  await t.test(
    'a record that the database refuses is found by halving and set aside; all others are stored',
    async t => {
      const { store, query } = await rig(db)
      const raws = [...createTinyStore(25).orders.values()]
      const huge = '99999999999999'
      raws[7] = { ...raws[7]!, total: `-${huge}`, lines: [{ id: 1, sku: null, total: huge, tax: huge }] }
      const random = Array.from({ length: 6_000 }, () =>
        String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000)),
      ).join('')
      raws[19] = { ...raws[19]!, lines: [{ id: 1, sku: random, total: '1', tax: '0' }] }
      const stored = await store(raws)
      t.equal(stored.changes.length, 23)
      t.match(stored.rejections, [
        { key: '8', reason: 'An amount is too large to be stored: at most 14 digits before the point are allowed.' },
        { key: '20', reason: /is too long: at most 2,000 characters/ },
      ])
      const [counted] = await query(
        "SELECT count(*)::int AS n, (SELECT count(*)::int FROM rejections WHERE connection_id = $1 AND state = 'open') AS open FROM orders WHERE connection_id = $1",
      )
      t.same(counted, { n: 23, open: 2 })
    },
  )

  await t.test(
    'with keepNewer an older modified time never replaces a newer one; without it the last reading counts',
    async t => {
      const { store, query } = await rig(db)
      const one = { ...createTinyStore(1).orders.get(1)!, modified: '2026-05-05T12:00:00Z' }
      await store([one])
      const older = { ...one, modified: '2026-05-05T11:59:59Z', status: 'older' }
      t.same((await store([older], { keepNewer: true })).told, [])
      t.same((await store([older])).told, ['1 updated'], 'the clock of the store may have been set back')
      t.match(await query('SELECT external_status FROM orders WHERE connection_id = $1'), [
        { external_status: 'older' },
      ])
    },
  )

  await t.test('a rejection is superseded when the record is stored, and one that was dismissed stays so', async t => {
    const { store, query } = await rig(db)
    const one = createTinyStore(1).orders.get(1)!
    const states = async () => (await query('SELECT state, seen FROM rejections WHERE connection_id = $1'))[0]
    await store([{ ...one, total: 'x' }])
    await store([{ ...one, total: 'x' }])
    t.same(await states(), { state: 'open', seen: 2 })
    await query(`UPDATE rejections SET state = 'dismissed' WHERE connection_id = $1`)
    await store([{ ...one, total: 'x' }])
    t.match(await states(), { state: 'dismissed' })
    await store([{ ...one, total: 'y' }])
    t.match(await states(), { state: 'open' }, 'the store sent something else')
    await store([one])
    t.match(await states(), { state: 'superseded' })
  })

  await t.test('another fingerprint alone is stored and not told', async t => {
    const { store, query } = await rig(db)
    const one = createTinyStore(1).orders.get(1)!
    await store([one])
    const entity = { ...tinyOrders, import: { ...tinyOrders.import!, fingerprint: () => 'other' } }
    t.same((await store([one], { entity })).told, [])
    t.same(await query('SELECT fingerprint FROM orders WHERE connection_id = $1'), [{ fingerprint: 'other' }])
  })

  await t.test('a shipment whose order was saved moves its time and tells nothing', async t => {
    const { store, query } = await rig(db)
    const parcel = { order: 1, id: 11, tracking: 'A', saved: '2026-05-05T12:00:00Z' }
    const at = async () => (await query('SELECT modified_at FROM shipments WHERE connection_id = $1'))[0].modified_at
    const save = (change: object, options: { keepNewer?: boolean } = {}) =>
      store([{ ...parcel, ...change }], { entity: tinyShipments, ...options })
    t.same((await save({})).told, ['11 created'])
    const later = '2026-05-05T13:00:00Z'
    t.match(await save({ saved: later }), { told: [], unchanged: 1 })
    t.same(await at(), new Date(later))
    t.same((await save({}, { keepNewer: true })).told, [])
    t.same(await at(), new Date(later), 'a late reading does not move it back')
    t.same((await save({ tracking: 'B', saved: later })).told, ['11 updated'])
  })
})
