import t, { type Test } from 'tap'
import { type Database, openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { startApi } from '../support/api.ts'
import { layCable } from '../support/cable.ts'
import { makeTestDatabase, openTestDatabase, testServerUrl } from '../support/database.ts'

t.setTimeout(300_000)

/** Asks while the database stands still, more often than it has connections, and once it does no more. */
async function testStandstill(t: Test, db: Database, whileStill: (ask: () => Promise<unknown>) => Promise<unknown>) {
  const { ask } = await startApi(t, db, { readyTimeLimitMs: 500 })
  const isReady = () => ask('GET', '//readyz', { as: null, signal: AbortSignal.timeout(30_000) })
  t.match(await isReady(), { status: 200, body: { status: 'ready' } })
  await whileStill(async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, isReady))
    const not = { status: 503, body: { status: 'the database does not answer' } }
    for (const answer of answers) t.match(answer, not)
    t.match(await ask('GET', '//healthz', { as: null }), { status: 200 }, 'it is alive')
  })
  t.match(await isReady(), { status: 200 }, 'ready again, at once')
}

t.test('not ready while the embedded database is held by another', async t => {
  const { db } = await openTestDatabase(t)
  await testStandstill(t, db, ask => db.transaction(async () => void (await ask())))
})

async function testCable(t: Test, cut: 'pinch' | 'pull') {
  const { dir, url } = await makeTestDatabase(t, 'server')
  const cable = await layCable(t, url!)
  const db = await openDatabase({ dir, url: cable.url, log: silentLog })
  t.teardown(() => db.close())
  await testStandstill(t, db, async ask => {
    cable[cut]()
    await ask()
    cable.plugIn()
  })
}

t.test('not ready while a server takes connections and never answers', { skip: !testServerUrl }, t =>
  testCable(t, 'pinch'),
)

t.test('not ready once the database is away', { skip: !testServerUrl }, t => testCable(t, 'pull'))
