import t from 'tap'
import { freshnessStates, readFreshness } from '../../src/completeness/freshness.ts'
import type { Database } from '../../src/db.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

interface Told {
  readonly active?: boolean
  readonly unreadable?: string
  readonly paused?: true
  readonly attention?: object
  readonly checkpoint?: { readonly lateInMinutes?: number; readonly failures?: number; readonly read?: false }
  readonly running?: { readonly minutesAgo: number }
}

async function insertShop(db: Database, name: string, told: Told): Promise<string> {
  const { checkpoint: { lateInMinutes = 60, failures = 0, read = true } = {}, running } = told
  const shop = await insertConnection(db, name)
  await db.pool.query('UPDATE connections SET paused_at = $2, attention = $3 WHERE id = $1', [
    shop,
    told.paused ? new Date() : null,
    told.attention ?? null,
  ])
  const of = { connection_id: shop, entity: 'orders' }
  const schedule = { cron: '0 * * * *', time_zone: 'UTC', active: told.active ?? true }
  await insertRows(db, 'schedules', [{ ...of, ...schedule, unreadable_because: told.unreadable ?? null }])
  if (told.checkpoint)
    await insertRows(db, 'checkpoints', [
      {
        ...of,
        watermark: read ? ago(30) : null,
        our_time: read ? ago(30) : null,
        late_at: ago(-lateInMinutes),
        failures,
      },
    ])
  const run = { ...of, kind: 'incremental', cause: 'manual', state: 'running' }
  if (running) await insertRows(db, 'runs', [{ ...run, started_at: ago(90), progressed_at: ago(running.minutesAgo) }])
  return shop
}

const auth = { kind: 'auth', message: 'The key was refused.' }
const shops: ReadonlyArray<readonly [expected: string, name: string, told: Told]> = [
  ['fresh', 'read when due', { checkpoint: {} }],
  ['fresh', 'read when due, with a run that gets on', { checkpoint: {}, running: { minutesAgo: 9 } }],
  ['fresh', 'one run failed', { checkpoint: { failures: 1 } }],
  ['late', 'two runs were due', { checkpoint: { lateInMinutes: -1 } }],
  ['late', 'two runs were due, and one gets on', { checkpoint: { lateInMinutes: -1 }, running: { minutesAgo: 1 } }],
  ['never', 'no run yet', {}],
  ['never', 'the first run is going', { checkpoint: { read: false }, running: { minutesAgo: 1 } }],
  ['stalled', 'its run does nothing', { checkpoint: { lateInMinutes: -1 }, running: { minutesAgo: 11 } }],
  ['disconnected', 'its key was refused', { checkpoint: {}, attention: auth }],
  ['disconnected', 'it may not be read', { checkpoint: {}, unreadable: 'No right.' }],
  ['disconnected', 'two runs failed', { checkpoint: { failures: 2, lateInMinutes: -1 } }],
  ['inactive', 'switched off', { active: false, checkpoint: { lateInMinutes: -1, failures: 9 }, attention: auth }],
  ['paused', 'paused', { paused: true, checkpoint: { lateInMinutes: -1 }, attention: auth }],
]

await testOnDatabases(t, 'each entity is as fresh as what was read of it', async (t, db) => {
  for (const [, name, told] of shops) await insertShop(db, name, told)
  const found = new Map((await readFreshness(db)).map(one => [one.connectionName, one.state]))
  for (const [expected, name] of shops) t.equal(found.get(name), expected, name)
  t.strictSame(
    freshnessStates.filter(state => !shops.some(([expected]) => expected === state)),
    [],
    'every state is shown here',
  )
})

await testOnDatabases(t, 'freshness is told of the connections asked for, not of deleted ones', async (t, db) => {
  const [one = '', other = ''] = [await insertShop(db, 'one', {}), await insertShop(db, 'other', { checkpoint: {} })]
  const named = await readFreshness(db, { connectionIds: [other] })
  t.match(named, [{ connectionId: other, entity: 'orders', failures: 0, lateAt: Date, completeUntil: Date }])
  t.equal(named.length, 1)
  await db.pool.query('UPDATE connections SET deleted_at = now() WHERE id = $1', [one])
  t.strictSame(
    (await readFreshness(db)).map(({ connectionName }) => connectionName),
    ['other'],
  )
})
