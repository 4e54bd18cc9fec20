import t from 'tap'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { cancelRun } from '../../src/runs/cancel.ts'
import { ConnectorError } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'
import { ourOrders, requestTinyRun, rigTiny, storeOrders, type TinyRig } from '../support/runs.ts'
import { createTinyStore } from '../support/tiny-store.ts'

const day = 86_400_000

async function watermark({ db, connectionId }: TinyRig): Promise<number | null> {
  const { rows } = await db.pool.query('SELECT watermark FROM checkpoints WHERE connection_id = $1', [connectionId])
  return rows[0]?.watermark?.getTime() ?? null
}

async function openWindows({ db, connectionId }: TinyRig): Promise<string[]> {
  const { rows } = await db.pool.query('SELECT purpose FROM windows WHERE connection_id = $1 ORDER BY 1', [
    connectionId,
  ])
  return rows.map(row => row.purpose)
}

await testOnDatabases(t, 'windows beside the checkpoint', async (t, db) => {
  await t.test('a full run reads everything and sets the watermark to the later of the two', async t => {
    const rig = await rigTiny(db, createTinyStore(25))
    await rig.run()
    const first = await watermark(rig)
    rig.now = () => new Date(Date.now() + day)
    rig.store.now = rig.now
    rig.store.orders.set(3, { ...rig.store.orders.get(3)!, status: 'changed without a new time' })
    t.match(await rig.run({ kind: 'full' }), { state: 'succeeded', read: 25, updated: 1, unchanged: 24, since: null })
    t.ok((await watermark(rig))! > first!)
    const second = await watermark(rig)
    rig.store.skewMs = -2 * day
    await rig.run({ kind: 'full' })
    t.equal(await watermark(rig), second, 'a window that ends earlier leaves it')
    t.same(await openWindows(rig), [])
  })

  await t.test('an open incremental window stays as it is while a full run reads beside it', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    rig.store.beforePage = count => {
      if (count === 2) throw new Error('away')
    }
    await rig.run()
    t.same(await openWindows(rig), ['incremental'])
    rig.store.beforePage = count => {
      if (count === 5) throw new Error('away again')
    }
    await rig.run({ kind: 'full' })
    t.same(await openWindows(rig), ['incremental'], 'what has failed leaves none: nobody would finish it')
    rig.store.beforePage = () => {}
    t.match(await rig.run({ kind: 'full' }), { state: 'succeeded', read: 30 }, 'another full run does not resume it')
    t.same(await openWindows(rig), ['incremental'])
    await rig.run()
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('a cancelled full run leaves the watermark and no window', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    await rig.run()
    const before = await watermark(rig)
    const runId = await requestTinyRun(db, rig.connectionId, { kind: 'full' })
    rig.store.beforePage = async () => {
      await db.pool.query('UPDATE runs SET cancel_requested_at = now() WHERE id = $1', [runId])
    }
    t.match(await rig.execute(runId), { state: 'cancelled' })
    t.equal(await watermark(rig), before)
    t.same(await openWindows(rig), [])
  })

  await t.test('nor does one that was cancelled while it waited, or before it went on', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    await rig.run()
    rig.store.beforePage = count => {
      if (count % 2 === 0)
        throw new ConnectorError('rate_limit', 'Slow down.', { remedy: 'Wait.', retryAfterMs: 5_000 })
    }
    const waits = async () => {
      const runId = await requestTinyRun(db, rig.connectionId, { kind: 'full' })
      await t.rejects(rig.execute(runId), { name: 'RetryLaterError' })
      t.same(await openWindows(rig), ['full'])
      return runId
    }
    const queue = await openQueue(db, silentLog)
    t.teardown(() => queue.stop(1_000))
    await cancelRun({ db, queue }, await waits())
    t.same(await openWindows(rig), [])
    const runId = await waits()
    await db.pool.query('UPDATE runs SET cancel_requested_at = now() WHERE id = $1', [runId])
    t.match(await rig.execute(runId), { state: 'cancelled' })
    t.same(await openWindows(rig), [])
  })

  await t.test('a run from a date after the watermark does not make the next one skip what lies between', async t => {
    const rig = await rigTiny(db, createTinyStore(5))
    await rig.run()
    const before = (await watermark(rig))!
    rig.now = rig.store.now = () => new Date(before + 3 * day)
    rig.store.edit(1, { status: 'in between', modified: new Date(before + day).toISOString() })
    await rig.run({ kind: 'from_date', fromDate: new Date(before + 2 * day) })
    t.equal(await watermark(rig), before)
    await rig.run()
    t.same(await ourOrders(rig), storeOrders(rig))
    const after = (await watermark(rig))!
    rig.now = rig.store.now = () => new Date(before + 4 * day)
    await rig.run({ kind: 'from_date', fromDate: new Date(before) })
    t.ok((await watermark(rig))! > after, 'one from before it moves it on')
  })

  await t.test('Order Start moved earlier: a backfill reads what is now missing and leaves the watermark', async t => {
    const rig = await rigTiny(db, createTinyStore(0))
    for (let month = 1; month <= 6; month++) rig.store.add(month, { created: `2026-0${month}-15T12:00:00.000Z` })
    rig.connection = { orderStart: '2026-05-01' }
    await rig.run()
    t.same(
      (await ourOrders(rig)).map(one => one[0]),
      ['5', '6'],
    )
    const before = await watermark(rig)
    rig.connection = { orderStart: '2026-03-01' }
    t.match(await rig.run({ kind: 'backfill', toDate: new Date('2026-05-01') }), {
      state: 'succeeded',
      created: 2,
      read: 2,
    })
    t.equal(await watermark(rig), before)

    rig.store.beforePage = () => {
      throw new Error('away')
    }
    rig.connection = { orderStart: '2026-02-01' }
    await rig.run({ kind: 'backfill', toDate: new Date('2026-03-01') })
    rig.store.beforePage = () => {}
    rig.connection = { orderStart: '2026-01-01' }
    await rig.run({ kind: 'backfill', toDate: new Date('2026-02-01') })
    t.same(await ourOrders(rig), storeOrders(rig), 'one that was not completed is made up for')
  })

  await t.test('Order Start moved later stops new imports and deletes nothing', async t => {
    const rig = await rigTiny(db, createTinyStore(0))
    for (let month = 1; month <= 6; month++) rig.store.add(month, { created: `2026-0${month}-15T12:00:00.000Z` })
    await rig.run()
    rig.connection = { orderStart: '2026-04-01' }
    rig.store.orders.delete(1)
    rig.store.edit(2, { status: 'edited before the start' })
    rig.store.edit(4, { status: 'edited after it' })
    await rig.run()
    t.match(await rig.run({ kind: 'reconcile' }), { state: 'succeeded', deleted: 0 })
    const ours = await ourOrders(rig)
    t.equal(ours.length, 6)
    t.same(
      ours.filter(one => one.includes('edited')),
      ['4 edited after it 37.5 0'],
    )
  })
})
