// Four workers on one database, and far more connections due in one moment than they have hands.
import t from 'tap'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { until } from '../support/until.ts'
import { type Fleet, makeFleet, runsTold } from './fleet.ts'
import { compareIds, countToldTwice, makeDue, openShops } from './shops.ts'

const allowedAtOnce = 2
const count = Number(process.argv[2] ?? 200)

if (testServerUrl) {
  await t.test('four workers, and all connections due at once', async t => {
    const { db, options } = await openTestDatabase(t, 'server')
    const fleet: Fleet = makeFleet(t, options.url!)
    const [shops] = await Promise.all([
      openShops(t, { db, key: fleet.key, count }, { orders: 6, products: 4, customers: 3 }),
      ...[1, 2, 3, 4].map(() => fleet.start('worker')),
    ])

    const runs = async () =>
      (await db.pool.query('SELECT connection_id, entity, state, attempt, cause, kind FROM runs')).rows
    const untilEnded = (expected: number) =>
      until(
        async () =>
          (await runs()).filter(({ state }) => state === 'succeeded' || state === 'failed').length >= expected,
      )

    await t.test('each due tick runs exactly once, in one of them', async t => {
      await makeDue(db, shops, ['orders'])
      await untilEnded(count)
      const all = await runs()
      t.equal(all.length, count)
      t.equal(new Set(all.map(run => run.connection_id)).size, count)
      t.same(
        all.filter(run => run.state !== 'succeeded' || run.attempt !== 1 || run.cause !== 'schedule'),
        [],
      )
      const begun = runsTold(fleet.members, 'a run begins')
      t.equal(begun.length, count, 'nothing was begun twice')
      t.equal(new Set(begun.map(({ pid }) => pid)).size, 4, 'all of them worked')
    })

    await t.test('several entities of one connection run at once in different workers', async t => {
      const few = shops.slice(0, 12)
      for (const { running } of few) running.server.latencyMs = 50
      await makeDue(db, few, ['orders', 'products', 'customers', 'shipments', 'stock'])
      await untilEnded(count + few.length * 5)
      const all = await runs()
      t.equal(all.length, count + few.length * 5)
      t.same(
        all.filter(run => run.state !== 'succeeded'),
        [],
      )
      t.ok(overlaps(fleet).length > 0)
    })

    await t.test('a store never sees more at once than its system allows', t => {
      t.same(
        shops.map(({ running }) => running.server.maxBusy).filter(most => most > allowedAtOnce),
        [],
      )
      t.ok(shops.some(({ running }) => running.server.maxBusy === allowedAtOnce))
      t.end()
    })

    await t.test('everything is there, and was told once', async t => {
      const compared = await Promise.all(shops.map(shop => compareIds(db, shop, 'orders')))
      t.strictSame(
        compared.map(({ ours }) => ours),
        compared.map(({ theirs }) => theirs),
      )
      t.equal(await countToldTwice(db), 0)
    })
  })
}

/** Pairs of runs of one connection that were under way at the same time in two processes. */
function overlaps(fleet: Fleet) {
  const ends = new Map(runsTold(fleet.members, 'a run has left this process').map(line => [line.runId, line.time]))
  const spans = runsTold(fleet.members, 'a run begins').map(line => ({ ...line, end: ends.get(line.runId) ?? '' }))
  return spans.flatMap(one =>
    spans.filter(
      two => one.connectionId === two.connectionId && one.pid < two.pid && one.time < two.end && two.time < one.end,
    ),
  )
}
