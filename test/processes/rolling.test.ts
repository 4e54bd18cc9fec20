// A new version is rolled out while imports go on: one worker after the other is stopped, and a new one started.
import t from 'tap'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { busiestFirst, runsTold } from './fleet.ts'
import { beginImports, judgeImports } from './importing.ts'

if (testServerUrl) {
  await t.test('workers are replaced one after the other during imports, and no run is lost or failed', async t => {
    const { db, options } = await openTestDatabase(t, 'server')
    const size = { workers: 3, shops: 6, orders: 800, latencyMs: 1500 }
    const importing = await beginImports(t, { db, url: options.url! }, size)
    const { fleet } = importing
    const old = busiestFirst(fleet.members)
    for (const member of old) {
      const startedAt = Date.now()
      t.equal(await member.end('SIGTERM'), 0, `it ended by itself, after ${Date.now() - startedAt} ms`)
      await fleet.start('worker')
    }
    const ended = await judgeImports(t, importing)
    t.ok(
      ended.some(({ attempt }) => attempt > 1),
      'runs went on in other processes',
    )
    const goneOn = runsTold(old, 'a run has left this process').filter(({ state }) => state === 'waiting')
    t.ok(goneOn.length > 0, `${goneOn.length} were handed on`)
    const grave = fleet.members.flatMap(({ told }) => told.filter(({ level }) => level >= 50))
    t.same(grave, [], 'and nobody met an error')
  })
}
