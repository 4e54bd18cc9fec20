import t from 'tap'
import { openLog } from '../../src/log.ts'
import { takeCheckpoint } from '../../src/runs/checkpoint.ts'
import { executeRun } from '../../src/runs/execute.ts'
import { takeRun } from '../../src/runs/run-row.ts'
import { ConnectorError } from '../../src/sdk/index.ts'
import { testOnDatabases } from '../support/database.ts'
import { ourOrders, requestTinyRun, rigTiny, storeOrders } from '../support/runs.ts'
import { createTinyStore, tinyConnector, tinyOrders } from '../support/tiny-store.ts'

const hour = 3_600_000

const { pages } = tinyOrders.import!
const pagedBy = (paged: typeof pages) =>
  tinyConnector([{ ...tinyOrders, import: { ...tinyOrders.import!, pages: paged } }])

await testOnDatabases(t, 'importing', async (t, db) => {
  await t.test('a first run stores everything, tells it in order, and counters add up', async t => {
    const rig = await rigTiny(db, createTinyStore(25))
    const run = await rig.run()
    t.match(run, {
      state: 'succeeded',
      pages: 3,
      read: 25,
      created: 25,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      remaining: 0,
    })
    t.same(await ourOrders(rig), storeOrders(rig))
    t.same(
      await rig.events(),
      Array.from({ length: 25 }, (_, at) => `${at + 1} created`),
    )
    t.match(await rig.run(), { state: 'succeeded', created: 0, updated: 0 }, 'and the next one changes nothing')
    t.equal((await rig.events()).length, 25)
  })

  await t.test('what the system says was erased is marked deleted with its page', async t => {
    const rig = await rigTiny(db, createTinyStore(5))
    await rig.run()
    rig.connector = pagedBy(async function* (store, window, from) {
      if (from === null) yield { records: [], gone: ['2', '4', '77'], next: { after: 0 } }
      yield* pages(store, window, from)
    })
    rig.store.orders.delete(2)
    rig.store.orders.delete(4)
    t.match(await rig.run(), { state: 'succeeded', deleted: 2 })
    t.same((await rig.events()).slice(5, 7), ['2 deleted', '4 deleted'])
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('what a page has to say stands in the run, once', async t => {
    const rig = await rigTiny(db, createTinyStore(25))
    rig.connector = pagedBy(async function* (store, window, from) {
      for await (const page of pages(store, window, from)) yield { ...page, notice: 'It goes on by another way.' }
    })
    const run = await rig.run()
    t.match(run, { state: 'succeeded', pages: 3, notices: [{ message: 'It goes on by another way.' }] })
    t.equal(run.notices.length, 1)
  })

  await t.test('so much erased that a reconcile would ask first is left to it', async t => {
    const rig = await rigTiny(db, createTinyStore(60))
    await rig.run()
    const gone = Array.from({ length: 25 }, (_, n) => String(n + 1))
    rig.connector = pagedBy(async function* (store, window, from) {
      if (from === null) yield { records: [], gone, next: { after: 0 } }
      yield* pages(store, window, from)
    })
    for (const id of gone) rig.store.orders.delete(Number(id))
    const run = await rig.run()
    t.match(run, { state: 'succeeded', deleted: 0 })
    t.match(run.notices, [{ message: /^25 of 60 orders were deleted in the store\. .* asks a person first/ }])
    t.match(await rig.run({ kind: 'reconcile' }), { state: 'needs_approval' })
  })

  await t.test('a later run reads what was modified since, less the overlap', async t => {
    const rig = await rigTiny(db, createTinyStore(3))
    for (const id of [1, 2, 3]) rig.store.edit(id, { modified: '2026-01-01T00:00:00.000Z' })
    const first = await rig.run()
    rig.store.edit(2, { status: 'completed' })
    const second = await rig.run()
    t.match(second, { read: 1, updated: 1, unchanged: 0 })
    t.equal(Math.abs(second.since!.getTime() - (first.until!.getTime() - 300_000)) < 60_000, true)
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('what is edited and created while a run reads is stored by the next one at the latest', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    rig.store.beforePage = count => {
      if (count !== 1) return
      rig.store.edit(2, { status: 'edited after it was read' })
      rig.store.edit(29, { status: 'edited before it was read' })
      rig.store.add(31)
    }
    await rig.run()
    await rig.run()
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('bad records are set aside with their reasons, their neighbours and the run go on', async t => {
    const rig = await rigTiny(db, createTinyStore(12))
    rig.store.edit(3, { total: 'NaN' })
    rig.store.edit(5, { status: 'explode' })
    rig.store.edit(7, { modified: '9999-01-01T00:00:00Z' })
    t.match(await rig.run(), { state: 'succeeded', read: 12, created: 9, rejected: 3 })
    rig.store.edit(3, { total: '37.50' })
    t.match(await rig.run(), { created: 1 })
    const { rows } = await db.pool.query('SELECT key, state FROM rejections WHERE connection_id = $1 ORDER BY key', [
      rig.connectionId,
    ])
    t.same(rows, [
      { key: '3', state: 'superseded' },
      { key: '5', state: 'open' },
      { key: '7', state: 'open' },
    ])
  })

  await t.test('a clock set back on either side re-reads instead of skipping', async t => {
    const rig = await rigTiny(db, createTinyStore(2))
    const start = Date.now()
    const time = { ours: 0, real: 0 }
    rig.now = () => new Date(start + time.real + time.ours)
    rig.store.now = () => new Date(start + time.real)
    await rig.run()
    time.real += 10 * 60_000
    rig.store.skewMs = -2 * hour
    rig.store.edit(1, { status: 'modified two hours before the watermark' })
    await rig.run()
    t.same(await ourOrders(rig), storeOrders(rig), 'the store set back')
    time.real += 10 * 60_000
    time.ours = -5 * hour
    rig.store.edit(2, { status: 'while our clock was set back' })
    await rig.run()
    t.same(await ourOrders(rig), storeOrders(rig), 'ours set back')
    time.real += 10 * 60_000
    time.ours = 5 * hour
    rig.store.edit(2, { status: 'while our clock was set ahead' })
    await rig.run()
    t.same(await ourOrders(rig), storeOrders(rig), 'ours set ahead')
  })

  await t.test('a store that does not tell its time is read by our clock, with a notice', async t => {
    const store = createTinyStore(2)
    store.skewMs = null
    const rig = await rigTiny(db, store)
    const run = await rig.run()
    t.match(run, { state: 'succeeded', notices: [{ message: /did not tell its time/ }] })
  })

  await t.test('orders from before Order Start are not asked for: 00:00 in the zone of the store', async t => {
    const rig = await rigTiny(db, createTinyStore(0))
    rig.connection = { orderStart: '2026-03-29' }
    rig.store.add(1, { created: '2026-03-28T22:59:59.000Z' })
    rig.store.add(2, { created: '2026-03-28T23:00:00.000Z' })
    await rig.run()
    t.same(
      (await ourOrders(rig)).map(one => one.split(' ')[0]),
      ['2'],
    )
  })

  await t.test('categories are read first and whole', async t => {
    const rig = await rigTiny(db, createTinyStore(1))
    const one = { externalId: 'c1', parentExternalId: null, name: 'Kläder', slug: null, description: null, position: 1 }
    async function* collections() {
      yield [one]
      yield [
        { ...one, externalId: 'c2' },
        { ...one, externalId: '' },
      ]
    }
    rig.connector = tinyConnector([{ ...tinyOrders, collections }])
    t.match(await rig.run(), { state: 'succeeded', notices: [{ message: /1 of 3 categories/ }] })
    const { rows } = await db.pool.query('SELECT external_id FROM collections WHERE connection_id = $1', [
      rig.connectionId,
    ])
    t.equal(rows.length, 2)

    // biome-ignore lint/correctness/useYield: it does not get that far
    async function* forbidden(): AsyncGenerator<never> {
      throw new ConnectorError('permission', 'It lacks the right.', { remedy: 'Give it.' })
    }
    rig.connector = tinyConnector([{ ...tinyOrders, collections: forbidden }])
    const notices = [{ message: /stay as they were. It lacks the right/ }]
    t.match(await rig.run(), { state: 'succeeded', notices })
    const left = await db.pool.query('SELECT FROM collections WHERE connection_id = $1 AND deleted_at IS NULL', [
      rig.connectionId,
    ])
    t.equal(left.rowCount, 2, 'without the right to them, none is deleted')
  })

  await t.test('a run whose checkpoint another has taken writes nothing more', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    rig.store.beforePage = async count => {
      if (count === 2) await takeCheckpoint(db, rig.connectionId, 'orders')
    }
    const run = await rig.run()
    t.match(run, { state: 'failed', problem: { kind: 'superseded' } })
    t.ok(run.pages < 3)
    t.equal((await ourOrders(rig)).length, run.created)
    t.equal((await rig.events()).length, run.created)
  })

  await t.test('a run that another process has ended meanwhile writes nothing more', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    const { sweep: _, ...import_ } = tinyOrders.import!
    rig.connector = tinyConnector([{ ...tinyOrders, import: import_ }])
    rig.store.beforePage = async count => {
      if (count !== 2) return
      const { rows } = await db.pool.query(
        'UPDATE runs SET cancel_requested_at = now() WHERE connection_id = $1 RETURNING id',
        [rig.connectionId],
      )
      t.equal(await takeRun(db, rows[0].id, async () => true), null)
    }
    const said: string[] = []
    const log = openLog('error', { write: line => said.push(line) })
    const runId = await requestTinyRun(db, rig.connectionId, { kind: 'reconcile' })
    await executeRun({ ...rig.deps(), log, cancelCheckMs: 60_000 }, runId, new AbortController().signal)
    const run = await rig.row(runId)
    t.match(run, { state: 'cancelled', problem: null })
    t.ok(run.pages < 3)
    t.equal((await ourOrders(rig)).length, run.created)
    t.same(said, [], 'and that is no error')
  })

  await t.test('a connector that ends without a last page has not succeeded', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    const source = tinyOrders.import!
    async function* pages(...args: Parameters<typeof source.pages>) {
      for await (const page of source.pages(...args)) {
        if (page.next === null) return
        yield page
      }
    }
    rig.connector = tinyConnector([{ ...tinyOrders, import: { ...source, pages } }])
    t.match(await rig.run(), {
      state: 'failed',
      pages: 2,
      problem: { kind: 'contract', message: /before the last page/ },
    })
  })
})
