import t from 'tap'
import { storeCollections } from '../../src/records/collections.ts'
import { markDeleted, markLeftOut } from '../../src/records/deletions.ts'
import { countMissing, findDiffering, listMissing, markSeen } from '../../src/records/marks.ts'
import { normalise } from '../../src/records/normalise.ts'
import { storeBatch } from '../../src/records/store.ts'
import type { Entity } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'
import {
  createTinyStore,
  fingerprintOf,
  saveTinyConnection,
  tinyFacts,
  tinyOrders,
  tinyShipments,
} from '../support/tiny-store.ts'

const category = (externalId: string, more = {}) => ({
  externalId,
  parentExternalId: null,
  name: `Category ${externalId}`,
  slug: null,
  description: null,
  position: null,
  ...more,
})

await testOnDatabases(t, 'sets', async (t, db) => {
  const store = (connectionId: string, entity: Entity, raws: unknown[]) =>
    db.transaction(client =>
      storeBatch(client, { connectionId, entity, runId: null }, normalise(entity, tinyFacts, raws)),
    )

  await t.test(
    'categories are stored whole: what is missing is marked deleted, what did not change is left alone',
    async t => {
      const connectionId = await saveTinyConnection(db)
      const save = (all: ReturnType<typeof category>[]) =>
        db.transaction(client => storeCollections(client, connectionId, all))
      const rows = async () =>
        (
          await db.pool.query(
            'SELECT external_id AS id, name, deleted_at IS NOT NULL AS deleted, xmin FROM collections WHERE connection_id = $1 ORDER BY 1',
            [connectionId],
          )
        ).rows
      await save([category('1'), category('2', { name: 'NUL \0' })])
      const before = await rows()
      t.match(before, [{ id: '1' }, { id: '2', name: 'NUL \uFFFD' }])
      await save([category('1'), category('3')])
      const after = await rows()
      t.match(after, [{ deleted: false, xmin: before[0].xmin }, { deleted: true }, { deleted: false }])
      t.same(await save([category('1', { position: 2 ** 40 })]), { refused: 1 })
      t.same(await rows(), after, 'a set that is not whole deletes nothing')
      await save([category('2')])
      t.match(await rows(), [{ deleted: true }, { deleted: false, name: 'Category 2' }, { deleted: true }])
    },
  )

  await t.test(
    'what is left out of a whole set of a parent is marked deleted, other parents are not touched',
    async t => {
      const connectionId = await saveTinyConnection(db)
      const target = { connectionId, entity: tinyShipments, runId: null }
      const parcel = (order: number, id: number) => ({ order, id, tracking: `T${id}` })
      await store(connectionId, tinyShipments, [parcel(1, 11), parcel(1, 12), parcel(2, 21)])
      const leaveOut = () =>
        db.transaction(client => markLeftOut(client, target, { parents: ['1'], externalIds: ['11'] }))
      t.match(await leaveOut(), [{ externalId: '12', change: 'deleted', entity: 'shipments' }])
      t.same(await leaveOut(), [], 'once')
      t.same(
        await db.transaction(client => markDeleted(client, target, ['12', 'none', '21'])).then(all => all.length),
        1,
      )
    },
  )

  await t.test('a sweep tells what differs and what is missing, within its bounds', async t => {
    const connectionId = await saveTinyConnection(db)
    const owner = { connectionId, entity: tinyOrders }
    const shop = createTinyStore(6)
    shop.edit(1, { created: '2025-12-31T22:59:59.000Z' })
    shop.edit(2, { created: '2025-12-31T23:00:00.000Z' })
    await store(connectionId, tinyOrders, [...shop.orders.values()])
    await db.transaction(client => markDeleted(client, { ...owner, runId: null }, ['6']))
    const { rows } = await db.pool.query(
      `INSERT INTO windows (connection_id, entity, purpose, until, our_time, clock_difference_ms, run_id)
       VALUES ($1, 'orders', 'reconcile', now(), now(), 0, gen_random_uuid()) RETURNING id, opened_at`,
      [connectionId],
    )
    const swept = { windowId: rows[0].id, openedAt: rows[0].opened_at, createdFrom: new Date('2025-12-31T23:00:00Z') }
    shop.add(7)
    await db.pool.query('SELECT pg_sleep(0.01)')
    await store(connectionId, tinyOrders, [shop.orders.get(7)])
    shop.edit(3, { refunds: [{ id: 1, amount: '5' }] })
    shop.add(8)
    const marks = [2, 3, 6, 8].map(id => ({ externalId: String(id), fingerprint: fingerprintOf(shop.orders.get(id)!) }))
    t.same(
      (await findDiffering(db.pool, owner, marks)).sort(),
      ['3', '6', '8'],
      'one in the trash that came back included',
    )
    await db.transaction(client => markSeen(client, swept.windowId, ['2', '3', '3']))
    t.same(
      await countMissing(db.pool, owner, swept),
      { missing: 2, all: 5 },
      'not what lies before Order Start, nor came later',
    )
    t.same(await listMissing(db.pool, owner, { swept, after: '', limit: 9 }), ['4', '5'])
    t.same(await listMissing(db.pool, owner, { swept, after: '4', limit: 9 }), ['5'])
  })
})
