import t from 'tap'
import type { Database } from '../../src/db.ts'
import { listRecords } from '../../src/records/list.ts'
import { normalise } from '../../src/records/normalise.ts'
import type { OpenConnection } from '../../src/records/opened.ts'
import { dismissRejection, type Rejection, readRejection } from '../../src/records/rejections.ts'
import { type RetriedBatch, retryRejections } from '../../src/records/retry.ts'
import { rejectionList } from '../../src/records/sources.ts'
import { storeBatch } from '../../src/records/store.ts'
import { testOnDatabases } from '../support/database.ts'
import { createTinyStore, openTiny, saveTinyConnection, tinyFacts, tinyOrders } from '../support/tiny-store.ts'

const signal = new AbortController().signal

async function rig(db: Database) {
  const connectionId = await saveTinyConnection(db)
  const shop = createTinyStore(5)
  const store = (raws: unknown[]) =>
    db.transaction(client =>
      storeBatch(client, { connectionId, entity: tinyOrders, runId: null }, normalise(tinyOrders, tinyFacts, raws)),
    )
  const open: OpenConnection = async id => openTiny(shop, { id })
  const list = (filters: object, limit: number, after?: string) =>
    listRecords(db.pool, rejectionList, { filters: { connectionId, ...filters }, limit, after })
  const open5 = async () => (await list({ state: 'open' }, 5)).items as unknown as Rejection[]
  return { connectionId, shop, store, open, open5, list }
}

await testOnDatabases(t, 'rejections', async (t, db) => {
  await t.test(
    'are listed newest first, page by page, and each can be read with its payload and dismissed',
    async t => {
      const { connectionId, store, open5, list } = await rig(db)
      for (const id of [1, 2, 3]) await store([{ id, total: 'x' }])
      const all = await open5()
      t.same(
        all.map(one => one.externalId),
        ['3', '2', '1'],
      )
      const first = await list({}, 1)
      t.match((await list({}, 1, first.next!)).items, [
        { externalId: '2', entity: 'orders', state: 'open', reason: /status/ },
      ])
      t.match(await readRejection(db, all[0]!.id), { raw: '{"id":3,"total":"x"}', externalId: '3' })
      t.equal(await dismissRejection(db.pool, all[0]!.id), true)
      t.equal(await dismissRejection(db.pool, all[0]!.id), false, 'it is not open any more')
      t.equal((await open5()).length, 2)
      t.equal(await readRejection(db, connectionId), null)
    },
  )

  await t.test('retried, they are read anew: stored, still refused, gone, or unknown', async t => {
    const { connectionId, shop, store, open, open5 } = await rig(db)
    const recorded: RetriedBatch[] = []
    const record = async (_: unknown, { externalIds, ...batch }: RetriedBatch) => {
      recorded.push({ ...batch, externalIds: externalIds.toSorted() })
    }
    for (const id of [1, 2, 3]) await store([{ id, total: 'x' }])
    await store(['nonsense'])
    shop.orders.delete(2)
    shop.edit(3, { total: 'still bad' })
    const before = await open5()
    const retried = await retryRejections(
      { db, open, record },
      before.map(one => one.id),
      signal,
    )
    const told = Object.fromEntries(retried.map(one => [before.find(row => row.id === one.id)?.externalId, one]))
    t.match(told, {
      1: { outcome: 'stored', reason: null },
      2: { outcome: 'gone' },
      3: { outcome: 'rejected', reason: /total: is not a decimal/ },
      null: { outcome: 'unknown' },
    })
    t.same(
      (await open5()).map(one => one.externalId),
      ['3', null],
    )
    t.strictSame(
      recorded,
      [{ connectionId, entity: 'orders', externalIds: ['1', '2', '3'] }],
      'only what changed something',
    )
    const nowhere = '00000000-0000-4000-8000-000000000000'
    const stored = before.find(one => one.externalId === '1')!.id
    t.same(
      await retryRejections({ db, open, record }, [nowhere, stored], signal),
      [
        { id: nowhere, outcome: 'missing', reason: null },
        { id: stored, outcome: 'superseded', reason: null },
      ],
      'each that was asked for is told of',
    )
    t.match((await db.pool.query(`SELECT external_id, change FROM events ORDER BY position DESC LIMIT 1`)).rows, [
      { external_id: '1', change: 'created' },
    ])
  })

  await t.test('a retry never puts an older modified time over a newer one that a run stored meanwhile', async t => {
    const { shop, store, open, open5, connectionId } = await rig(db)
    await store([{ id: 1, total: 'x' }])
    const [rejection] = await open5()
    const fetched = { ...shop.orders.get(1)!, modified: '2026-05-05T10:00:00Z', status: 'older' }
    const openLate: OpenConnection = async (id, signal) => {
      const opened = await open(id, signal)
      shop.orders.set(1, fetched)
      await store([{ ...fetched, modified: '2026-05-05T11:00:00Z', status: 'newer' }])
      await db.pool.query(`UPDATE rejections SET state = 'open' WHERE id = $1`, [rejection!.id])
      return opened
    }
    await retryRejections({ db, open: openLate, record: async () => {} }, [rejection!.id], signal)
    const { rows } = await db.pool.query('SELECT external_status FROM orders WHERE connection_id = $1', [connectionId])
    t.same(rows, [{ external_status: 'newer' }])
  })
})
