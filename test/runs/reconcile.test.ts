import t from 'tap'
import { testOnDatabases } from '../support/database.ts'
import { ourOrders, requestTinyRun, rigTiny, storeOrders } from '../support/runs.ts'
import { createTinyStore, tinyConnector, tinyOrders } from '../support/tiny-store.ts'

await testOnDatabases(t, 'reconciling', async (t, db) => {
  await t.test('finds what bumps no time, what is gone, and what came back', async t => {
    const rig = await rigTiny(db, createTinyStore(25))
    await rig.run()
    const silent = (id: number, change: object) => rig.store.orders.set(id, { ...rig.store.orders.get(id)!, ...change })
    silent(3, { refunds: [{ id: 900, amount: '5.00' }] })
    const seven = rig.store.orders.get(7)!
    rig.store.orders.delete(7)
    rig.store.asked.fetched.length = 0
    t.match(await rig.run({ kind: 'reconcile' }), {
      state: 'succeeded',
      pages: 3,
      read: 24,
      updated: 1,
      deleted: 1,
      unchanged: 23,
    })
    t.same(await ourOrders(rig), storeOrders(rig))
    t.same((await rig.events()).slice(25), ['3 updated', '7 deleted'])
    t.same(rig.store.asked.fetched, ['3', '7'], 'only what differs is read, and what is gone is asked for by id')
    rig.store.add(7, seven)
    await rig.run({ kind: 'reconcile' })
    t.same(await ourOrders(rig), storeOrders(rig), 'the same as it was, and yet noticed')
    t.same((await rig.events()).at(-1), '7 restored')
    t.match(await rig.run({ kind: 'reconcile' }), { created: 0, updated: 0, deleted: 0, unchanged: 25 })
    const { rows } = await db.pool.query('SELECT 1 FROM windows WHERE connection_id = $1', [rig.connectionId])
    t.same(rows, [], 'and leaves no window or marks')
  })

  await t.test('what lists do not show but is found by id is not deleted', async t => {
    const rig = await rigTiny(db, createTinyStore(60))
    await rig.run()
    for (let id = 1; id <= 30; id++) rig.store.unlisted.add(id)
    rig.store.orders.delete(60)
    t.match(await rig.run({ kind: 'reconcile' }), { state: 'succeeded', deleted: 1 }, 'nor does it pull the brake')
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('what a sweep has to say stands in the run, once', async t => {
    const rig = await rigTiny(db, createTinyStore(25))
    await rig.run()
    const { sweep } = tinyOrders.import!
    const source: typeof tinyOrders.import = {
      ...tinyOrders.import!,
      async *sweep(store, window, from) {
        for await (const part of sweep!(store, window, from)) yield { ...part, notice: 'Words are missing.' }
      },
    }
    rig.connector = tinyConnector([{ ...tinyOrders, import: source }])
    const run = await rig.run({ kind: 'reconcile' })
    t.match(run, { state: 'succeeded', pages: 3, notices: [{ message: 'Words are missing.' }] })
    t.equal(run.notices.length, 1)
  })

  await t.test('where an entity says so, each import ends with a sweep', async t => {
    const rig = await rigTiny(db, createTinyStore(25))
    rig.connector = tinyConnector([{ ...tinyOrders, import: { ...tinyOrders.import!, sweepsEachTime: true } }])
    await rig.run()
    rig.store.orders.set(3, { ...rig.store.orders.get(3)!, refunds: [{ id: 900, amount: '5.00' }] })
    rig.store.orders.delete(7)
    t.match(await rig.run(), { state: 'succeeded', updated: 1, deleted: 1 })
    t.same(await ourOrders(rig), storeOrders(rig))
    for (let id = 8; id <= 25; id++) rig.store.orders.delete(id)
    for (let id = 1; id <= 6; id++) rig.store.orders.delete(id)
    const braked = await rig.run()
    t.match(braked, { state: 'needs_approval', deleted: 0 }, 'with its brake')
    const { rows } = await db.pool.query('SELECT purpose FROM windows WHERE connection_id = $1', [rig.connectionId])
    t.same(rows, [{ purpose: 'reconcile' }], 'and what was imported before it stays imported')
  })

  await t.test('what is too old for the store to show is not taken for gone, nor asked for', async t => {
    const rig = await rigTiny(db, createTinyStore(20))
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    for (let id = 1; id <= 20; id++) rig.store.edit(id, { created: daysAgo(id <= 5 ? 59.5 : 3) })
    const orders = { ...tinyOrders, import: { ...tinyOrders.import!, reachDays: () => 60 } }
    rig.connector = tinyConnector([orders])
    await rig.run()
    t.equal((await ourOrders(rig)).length, 20)
    for (let id = 1; id <= 6; id++) rig.store.orders.delete(id)
    t.match(await rig.run({ kind: 'reconcile' }), { state: 'succeeded', deleted: 1 })
    t.equal((await ourOrders(rig)).length, 19)
    t.same((await rig.events()).at(-1), '6 deleted', 'only what it would show')
  })

  await t.test('what is imported while the sweep goes on is not taken for missing', async t => {
    const rig = await rigTiny(db, createTinyStore(20))
    await rig.run()
    rig.store.asked.pages = 0
    rig.store.beforePage = async count => {
      if (count !== 1) return
      rig.store.beforePage = () => {}
      await db.pool.query(
        `INSERT INTO orders (connection_id, external_id, hash, number, status, external_status, currency, prices_include_tax,
           total, total_tax, shipping_total, discount_total, refunded_total, money_difference, coupons, meta, created_at)
         VALUES ($1, '999', 'h', '999', 'other', 'x', 'SEK', true, 0, 0, 0, 0, 0, 0, '[]', '{}', now())`,
        [rig.connectionId],
      )
    }
    t.match(await rig.run({ kind: 'reconcile' }), { state: 'succeeded', deleted: 0 })
  })

  await t.test(
    'a tenth or more gone, from twenty on, waits for a person; approved, it goes on where it stopped',
    async t => {
      const rig = await rigTiny(db, createTinyStore(100))
      await rig.run()
      for (let id = 1; id <= 30; id++) rig.store.orders.delete(id)
      const runId = await requestTinyRun(db, rig.connectionId, { kind: 'reconcile' })
      const stopped = await rig.execute(runId)
      t.match(stopped, {
        state: 'needs_approval',
        deleted: 0,
        problem: { kind: 'approval', count: 30, message: /30 of 100 orders/ },
      })
      t.equal((await ourOrders(rig)).length, 100)
      await db.pool.query(`UPDATE runs SET state = 'queued', approved_at = now() WHERE id = $1`, [runId])
      rig.store.asked.pages = 0
      t.match(await rig.execute(runId), { state: 'succeeded', deleted: 30 })
      t.equal(rig.store.asked.pages, 0, 'without sweeping again')
      t.same(await ourOrders(rig), storeOrders(rig))
    },
  )

  await t.test('consent outlives an interruption', async t => {
    const rig = await rigTiny(db, createTinyStore(100))
    await rig.run()
    for (let id = 1; id <= 30; id++) rig.store.orders.delete(id)
    const runId = await requestTinyRun(db, rig.connectionId, { kind: 'reconcile' })
    await rig.execute(runId)
    await db.pool.query(`UPDATE runs SET state = 'queued', approved_at = now() WHERE id = $1`, [runId])
    const stopped = AbortSignal.abort()
    await t.rejects(rig.execute(runId, stopped), { name: 'RetryLaterError' })
    t.match(await rig.row(runId), { state: 'waiting', deleted: 0 })
    await db.pool.query(`UPDATE runs SET state = 'running' WHERE id = $1`, [runId])
    t.match(await rig.execute(runId), { state: 'succeeded', deleted: 30, problem: null })
  })

  await t.test('consent to some is not consent to more', async t => {
    const rig = await rigTiny(db, createTinyStore(100))
    await rig.run()
    for (let id = 1; id <= 30; id++) rig.store.orders.delete(id)
    const runId = await requestTinyRun(db, rig.connectionId, { kind: 'reconcile' })
    await rig.execute(runId)
    await db.pool.query('DELETE FROM windows WHERE connection_id = $1', [rig.connectionId])
    for (let id = 31; id <= 60; id++) rig.store.orders.delete(id)
    await db.pool.query(`UPDATE runs SET state = 'queued', approved_at = now() WHERE id = $1`, [runId])
    t.match(await rig.execute(runId), { state: 'needs_approval', deleted: 0, problem: { count: 60 } })
  })

  await t.test('a store that suddenly shows nothing at all deletes nothing', async t => {
    const rig = await rigTiny(db, createTinyStore(3))
    await rig.run()
    rig.store.orders.clear()
    t.match(await rig.run({ kind: 'reconcile' }), { state: 'needs_approval', deleted: 0, problem: { count: 3 } })
    t.equal((await ourOrders(rig)).length, 3)
  })

  await t.test('much that changed unnoticed is imported, and said', async t => {
    const rig = await rigTiny(db, createTinyStore(40))
    await rig.run()
    for (let id = 1; id <= 25; id++) rig.store.orders.set(id, { ...rig.store.orders.get(id)!, status: 'silently' })
    const run = await rig.run({ kind: 'reconcile' })
    t.match(run, { state: 'succeeded', updated: 25, notices: [{ message: /25 of 40 orders/ }] })
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('much that went into the trash unnoticed is marked deleted, and said', async t => {
    const rig = await rigTiny(db, createTinyStore(40))
    await rig.run()
    for (let id = 1; id <= 25; id++)
      rig.store.orders.set(id, { ...rig.store.orders.get(id)!, status: 'trash', trashed: true })
    const run = await rig.run({ kind: 'reconcile' })
    t.match(run, { state: 'succeeded', deleted: 25, notices: [{ message: /25 of 40 orders.*25 of them deleted/ }] })
  })

  await t.test('broken off, a sweep goes on where it stopped and then deletes', async t => {
    const rig = await rigTiny(db, createTinyStore(30))
    await rig.run()
    rig.store.orders.delete(2)
    rig.store.asked.pages = 0
    const stop = new AbortController()
    rig.store.beforePage = count => {
      if (count === 2) stop.abort()
    }
    const runId = await requestTinyRun(db, rig.connectionId, { kind: 'reconcile' })
    await t.rejects(rig.execute(runId, stop.signal), { name: 'RetryLaterError' })
    t.match(await rig.row(runId), { state: 'waiting', deleted: 0 })
    rig.store.asked.pages = 0
    t.match(await rig.execute(runId), { state: 'succeeded', deleted: 1 })
    t.ok(rig.store.asked.pages < 3)
    t.same(await ourOrders(rig), storeOrders(rig))
  })

  await t.test('an entity that is read whole each time deletes what it does not see, with the same brake', async t => {
    const rig = await rigTiny(db, createTinyStore(0))
    for (let id = 1; id <= 25; id++) rig.store.customers.set(id, { id, email: `c${id}@example.se` })
    const live = async () =>
      Number(
        (
          await db.pool.query('SELECT count(*) AS n FROM customers WHERE connection_id = $1 AND deleted_at IS NULL', [
            rig.connectionId,
          ])
        ).rows[0].n,
      )
    t.match(await rig.run({ entity: 'customers' }), { state: 'succeeded', created: 25, since: null })
    rig.store.customers.delete(5)
    t.match(await rig.run({ entity: 'customers' }), { state: 'succeeded', unchanged: 24, deleted: 1 })
    t.equal(await live(), 24)
    const five = { id: 5, email: 'c5@example.se' }
    rig.store.customers.clear()
    t.match(await rig.run({ entity: 'customers' }), { state: 'needs_approval' })
    rig.store.customers.set(5, five)
    for (let id = 6; id <= 25; id++) rig.store.customers.set(id, { id, email: `c${id}@example.se` })
    t.match(
      await rig.run({ entity: 'customers', kind: 'reconcile' }),
      { state: 'succeeded', updated: 1, deleted: 4 },
      'the next one looks anew',
    )
    t.equal(await live(), 21)
  })

  await t.test('records that hang on parents go with their set, and those of old parents stay', async t => {
    const rig = await rigTiny(db, createTinyStore(3))
    const parcel = (id: number) => ({ id, tracking: `T${id}` })
    rig.store.parcels.set(1, [parcel(11), parcel(12)]).set(2, [parcel(21)])
    await rig.run()
    t.match(await rig.run({ entity: 'shipments' }), { created: 3 })
    rig.store.parcels.set(1, [parcel(12)])
    rig.store.edit(1, {})
    t.match(await rig.run({ entity: 'shipments' }), { state: 'succeeded', deleted: 1 })
    t.same((await rig.events()).slice(-1), ['11 deleted'])
    rig.store.parcels.set(2, [])
    rig.connection = { orderStart: '2099-01-01' }
    t.match(
      await rig.run({ entity: 'shipments', kind: 'reconcile' }),
      { state: 'succeeded', deleted: 0 },
      'outside Order Start nothing goes',
    )
    rig.connection = {}
    t.match(await rig.run({ entity: 'shipments', kind: 'reconcile' }), { state: 'succeeded', deleted: 1 })
  })
})
