// Another sealing key, as the README says to change it, while whole imports go on in several processes.
import { randomBytes } from 'node:crypto'
import t from 'tap'
import type { Database } from '../../src/db.ts'
import { prepare } from '../support/command.ts'
import { openTestDatabase, testServerUrl } from '../support/database.ts'
import { until } from '../support/until.ts'
import type { Member } from './fleet.ts'
import { beginImports, type Importing, judgeImports, readRuns } from './importing.ts'
import { makeDue } from './shops.ts'

/** So long that no run ends before the command has. */
const latencyMs = 4_000
const next = `next:${randomBytes(32).toString('base64')}`

if (testServerUrl) {
  await t.test('the sealing key is changed while imports go on, and nothing is lost', async t => {
    const { db, options } = await openTestDatabase(t, 'server')
    const size = { workers: 2, shops: 8, orders: 800, latencyMs, environment: { KOPPLA_KEYS_RETIRED: next } }
    const importing = await beginImports(t, { db, url: options.url! }, size)
    const { fleet } = importing
    const former = `test:${fleet.key.toString('base64')}`
    t.strictSame(await keyIdsOf(db), ['test'])

    await t.test('by a command, and processes that know both keys go on', async t => {
      const rotate = prepare({ DATABASE_URL: options.url!, KOPPLA_KEY: next, KOPPLA_KEYS_RETIRED: former })
      t.match(await rotate(['keys', 'rotate']), { code: 0, out: /Sealed under the key next: 8 credentials/ })
      t.strictSame(await keyIdsOf(db), ['next'])
      t.ok((await countUnderWay(db)) > 0, 'while runs were under way')
      await judgeImports(t, importing)
    })

    for (const [round, retired] of [former, ''].entries())
      await t.test(`by processes that know ${retired ? 'the former one too' : 'the new one only'}`, async t => {
        sellMore(importing)
        await makeDue(db, importing.shops, ['orders'])
        await until(async () => (await countUnderWay(db)) > 0)
        const replaced = await replaceAll(importing, { KOPPLA_KEY: next, KOPPLA_KEYS_RETIRED: retired })
        t.ok(
          replaced.some(({ told }) => told.some(({ state }) => state === 'waiting')),
          'runs were handed on',
        )
        await judgeImports(t, importing, round + 2)
        t.strictSame(await keyIdsOf(db), ['next'])
      })

    const grave = fleet.members.flatMap(({ told }) => told.filter(({ level }) => level >= 50))
    t.same(grave, [], 'nobody met an error')
  })
}

async function keyIdsOf(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>('SELECT DISTINCT credential_key_id AS id FROM connections')
  return rows.map(({ id }) => id)
}

async function countUnderWay(db: Database): Promise<number> {
  return (await readRuns(db)).filter(({ state, pages }) => state === 'running' && pages > 0).length
}

function sellMore({ shops }: Importing): void {
  for (const { running } of shops) {
    running.server.latencyMs = 500
    const { store } = running
    for (let sold = 0; sold < 400; sold++) store.createOrder({ modified: store.state.clock.now() })
  }
}

/** One after the other, as a new version is rolled out. Gives those that ended. */
async function replaceAll({ fleet }: Importing, environment: Readonly<Record<string, string>>): Promise<Member[]> {
  const old = fleet.members.filter(({ child }) => child.exitCode === null)
  for (const { end } of old) {
    await end('SIGTERM')
    await fleet.start('worker', environment)
  }
  return old
}
