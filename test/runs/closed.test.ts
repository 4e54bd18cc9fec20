import t from 'tap'
import { testOnDatabases } from '../support/database.ts'
import { requestTinyRun, rigTiny, type TinyRig } from '../support/runs.ts'
import { createTinyStore } from '../support/tiny-store.ts'

interface Checkpoint {
  readonly completeSince: string | null
  readonly failures: number
  readonly storeCount: number | null
  readonly ourCount: number | null
  readonly lateAt: Date | null
}

async function checkpoint({ db, connectionId }: TinyRig, entity = 'orders'): Promise<Checkpoint> {
  const { rows } = await db.pool.query(
    `SELECT (complete_since AT TIME ZONE 'Europe/Stockholm')::date::text AS "completeSince", failures,
       store_count AS "storeCount", our_count AS "ourCount", late_at AS "lateAt"
     FROM checkpoints WHERE connection_id = $1 AND entity = $2`,
    [connectionId, entity],
  )
  return rows[0]
}

const since = async (rig: TinyRig) => (await checkpoint(rig)).completeSince
const backfill = (from: string, to: string) => ({ kind: 'backfill', fromDate: new Date(from), toDate: new Date(to) })

await testOnDatabases(t, 'complete since', async (t, db) => {
  const rig = await rigTiny(db, createTinyStore(30))
  rig.connection = { orderStart: '2026-03-01' }

  await t.test('is Order Start once the first window is closed, and not before', async t => {
    rig.store.beforePage = count => {
      if (count === 1) throw new Error('away')
    }
    t.match(await rig.run(), { state: 'failed' })
    t.equal(await since(rig), null)
    rig.store.beforePage = () => {}
    await rig.run()
    t.equal(await since(rig), '2026-03-01')
    await rig.run()
    t.equal(await since(rig), '2026-03-01', 'and stays so with each window that joins on')
  })

  await t.test('is an earlier Order Start once the backfill is closed', async t => {
    rig.connection = { orderStart: '2026-02-01' }
    await rig.run()
    t.equal(await since(rig), '2026-03-01', 'not with the windows beside it')
    const runId = await requestTinyRun(db, rig.connectionId, backfill('2026-01-31T23:00:00Z', '2026-02-28T23:00:00Z'))
    await db.pool.query('UPDATE runs SET cancel_requested_at = now() WHERE id = $1', [runId])
    t.match(await rig.execute(runId), { state: 'cancelled' })
    t.equal(await since(rig), '2026-03-01', 'a cancelled one closes nothing')
    await rig.run(backfill('2026-01-31T23:00:00Z', '2026-02-28T23:00:00Z'))
    t.equal(await since(rig), '2026-02-01')
  })

  await t.test('is not lowered by a backfill that leaves a gap', async t => {
    rig.connection = { orderStart: '2026-01-01' }
    await rig.run(backfill('2025-12-31T23:00:00Z', '2026-01-09T23:00:00Z'))
    t.equal(await since(rig), '2026-02-01')
  })

  await t.test('is lowered by whatever reads everything: a reconcile, a full run', async t => {
    await rig.run({ kind: 'reconcile' })
    t.equal(await since(rig), '2026-01-01')
    rig.connection = { orderStart: '2025-06-01' }
    await rig.run({ kind: 'full' })
    t.equal(await since(rig), '2025-06-01')
  })

  await t.test('is raised with a later Order Start, before which nothing is read any more', async t => {
    rig.connection = { orderStart: '2026-04-01' }
    await rig.run()
    t.equal(await since(rig), '2026-04-01')
  })
})

await testOnDatabases(t, 'a reconcile counts what is in the store and what is here', async (t, db) => {
  const rig = await rigTiny(db, createTinyStore(25))
  await rig.run()
  t.match(await checkpoint(rig), { storeCount: null, ourCount: null }, 'nothing was counted yet')
  // A minute later: to a shop that counts whole seconds, what is saved twice within one looks the same.
  rig.store.now = () => new Date(Date.now() + 60_000)
  rig.store.orders.delete(3)
  rig.store.edit(4, { trashed: true })
  rig.store.edit(5, { lines: [{ id: 1, sku: null, total: 'spoilt', tax: '0' }] })
  await db.pool.query(`DELETE FROM orders WHERE external_id = '5'`)
  await rig.run({ kind: 'reconcile' })
  t.match(await checkpoint(rig), { storeCount: 23, ourCount: 22 }, 'one is set aside')
  rig.store.now = () => new Date(Date.now() + 120_000)
  rig.store.edit(5, { lines: [] })
  await rig.run({ kind: 'reconcile' })
  t.match(await checkpoint(rig), { storeCount: 23, ourCount: 23 })
})

await testOnDatabases(t, 'failures are counted until a run succeeds', async (t, db) => {
  const rig = await rigTiny(db, createTinyStore(5))
  rig.store.beforePage = () => {
    throw new Error('away')
  }
  await rig.run()
  await rig.run({ kind: 'reconcile' })
  t.match(await checkpoint(rig), { failures: 2 })
  rig.store.beforePage = () => {}
  await rig.run()
  t.match(await checkpoint(rig), { failures: 0 })
})

await testOnDatabases(t, 'a window that is closed says when what it read is late', async (t, db) => {
  const rig = await rigTiny(db, createTinyStore(5))
  rig.now = () => new Date('2026-03-01T08:07:10Z')
  await rig.run()
  t.equal((await checkpoint(rig)).lateAt, null, 'without an active schedule never')
  await db.pool.query(
    `INSERT INTO schedules (connection_id, entity, cron, time_zone, active) VALUES ($1, 'orders', '7 * * * *', 'UTC', true)`,
    [rig.connectionId],
  )
  await rig.run()
  t.strictSame((await checkpoint(rig)).lateAt, new Date('2026-03-01T10:17:00Z'))
  rig.now = () => new Date('2026-03-01T09:00:00Z')
  await rig.run({ kind: 'reconcile' })
  t.strictSame((await checkpoint(rig)).lateAt, new Date('2026-03-01T10:17:00Z'), 'a reconcile moves no watermark')
})
