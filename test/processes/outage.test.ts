// The database is away for a while, in the middle of an import.
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { layCable } from '../support/cable.ts'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { beginImports, judgeImports } from './importing.ts'

const awayMs = 6_000

if (testServerUrl) {
  await t.test('a worker says once that its database is away, and once that it is back, and goes on', async t => {
    const { db, options } = await openTestDatabase(t, 'server')
    const cable = await layCable(t, options.url!)
    const size = { workers: 1, shops: 2, orders: 600, latencyMs: 200 }
    const importing = await beginImports(t, { db, url: cable.url }, size)
    cable.pull()
    await sleep(awayMs)
    cable.plugIn()
    await judgeImports(t, importing)
    const [worker] = importing.fleet.members
    const said = worker!.told.filter(({ level }) => level >= 30).map(({ msg }) => msg)
    t.equal(said.filter(msg => msg.startsWith('the connection to the database was lost')).length, 1)
    t.equal(said.filter(msg => msg === 'the database answers again').length, 1)
    t.ok(said.length <= 8, said.join('\n'))
  })
}
