// The database is away for a while, in the middle of an import.
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { layCable } from '../support/cable.ts'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { makeFleet, until } from './fleet.ts'
import { compareIds, countToldTwice, makeDue, openShops } from './shops.ts'

const awayMs = 6_000

if (testServerUrl) {
  await t.test('a worker says once that its database is away, and once that it is back, and goes on', async t => {
    const { db, options } = await openTestDatabase(t, 'server')
    const cable = await layCable(t, options.url!)
    const fleet = makeFleet(t, cable.url)
    const [worker, shops] = await Promise.all([
      fleet.start('worker'),
      openShops(t, { db, key: fleet.key, count: 2 }, { orders: 600, latencyMs: 200 }),
    ])
    const runs = async () => (await db.pool.query('SELECT state, pages FROM runs')).rows
    await makeDue(db, shops, ['orders'])
    await until(async () => (await runs()).filter(({ pages }) => pages > 0).length === shops.length)

    cable.pull()
    await sleep(awayMs)
    cable.plugIn()
    for (const { running } of shops) running.server.latencyMs = 0
    await until(async () => (await runs()).every(({ state }) => state === 'succeeded' || state === 'failed'))
    t.same(
      (await runs()).map(({ state }) => state),
      ['succeeded', 'succeeded'],
    )
    const said = worker.told.filter(({ level }) => level >= 30).map(({ msg }) => msg)
    t.equal(said.filter(msg => msg.startsWith('the connection to the database was lost')).length, 1)
    t.equal(said.filter(msg => msg === 'the database answers again').length, 1)
    t.ok(said.length <= 8, said.join('\n'))
    for (const shop of shops) {
      const { ours, theirs } = await compareIds(db, shop, 'orders')
      t.strictSame(ours, theirs)
    }
    t.equal(await countToldTwice(db), 0)
  })
}
