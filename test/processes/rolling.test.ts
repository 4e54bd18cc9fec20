// A new version is rolled out while imports go on: one worker after the other is stopped, and a new one started.
import t from 'tap'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { makeFleet, runsTold, until } from './fleet.ts'
import { compareIds, countToldTwice, makeDue, openShops } from './shops.ts'

if (testServerUrl) {
  await t.test('workers are replaced one after the other during imports, and no run is lost or failed', async t => {
    const { db, options } = await openTestDatabase(t, 'server')
    const fleet = makeFleet(t, options.url!)
    const [shops] = await Promise.all([
      openShops(t, { db, key: fleet.key, count: 6 }, { orders: 800, latencyMs: 300 }),
      ...[1, 2, 3].map(() => fleet.start('worker')),
    ])
    const runs = async () =>
      (await db.pool.query('SELECT connection_id, state, pages, attempt, problem FROM runs')).rows
    await makeDue(db, shops, ['orders'])
    await until(async () => (await runs()).filter(({ pages }) => pages > 0).length === shops.length)

    const old = [...fleet.members]
    for (const member of old) {
      const startedAt = Date.now()
      t.equal(await member.end('SIGTERM'), 0, `it ended by itself, after ${Date.now() - startedAt} ms`)
      await fleet.start('worker')
    }
    for (const { running } of shops) running.server.latencyMs = 0
    await until(async () => (await runs()).every(({ state }) => state === 'succeeded' || state === 'failed'))
    const ended = await runs()
    t.equal(ended.length, shops.length)
    t.same(
      ended.filter(({ state }) => state === 'failed'),
      [],
    )
    t.ok(
      ended.some(({ attempt }) => attempt > 1),
      'runs went on in other processes',
    )
    const goneOn = runsTold(old, 'a run has left this process').filter(({ state }) => state === 'waiting')
    t.ok(goneOn.length > 0, `${goneOn.length} were handed on`)
    for (const shop of shops) {
      const { ours, theirs } = await compareIds(db, shop, 'orders')
      t.strictSame(ours, theirs)
      t.ok(shop.running.server.maxBusy <= 2)
    }
    t.equal(await countToldTwice(db), 0)
    const grave = fleet.members.flatMap(({ told }) => told.filter(({ level }) => level >= 50))
    t.same(grave, [], 'and nobody met an error')
  })
}
