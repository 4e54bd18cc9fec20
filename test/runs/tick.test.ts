import t from 'tap'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import type { Queue } from '../../src/queue.ts'
import { claimDue } from '../../src/runs/due.ts'
import { requestRun } from '../../src/runs/request.ts'
import { tick } from '../../src/runs/tick.ts'
import { editSchedule } from '../../src/schedules/edit.ts'
import { tellInstant } from '../../src/sdk/tell-instant.ts'
import { failureOf, insertConnection, insertSchedule } from '../support/connections.ts'
import { type Promised, testPromises } from '../support/database-promises.ts'

const at = new Date('2026-11-20T12:07:05Z')
const minutes = (count: number) => new Date(at.getTime() + count * 60_000)

const ticking = ({ db, queue }: Pick<Promised, 'db' | 'queue'>) => ({ db, queue, log: silentLog, now: () => at })

const runs = (db: Database) => db.prisma.run.findMany({ orderBy: [{ queuedAt: 'asc' }, { entity: 'asc' }] })
const schedules = (db: Database) => db.prisma.schedule.findMany({ orderBy: { entity: 'asc' } })

/** So many connections with a schedule each; the first `due` of them are due. */
async function fill(db: Database, count: number, due: number): Promise<void> {
  await db.pool.query(
    `insert into connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
     select n, 'toyshop', n, 'none', '', '{}', '{}', '{}', now(), now() from generate_series(1, $1::int) n`,
    [count],
  )
  await db.pool.query(
    `insert into schedules (connection_id, entity, cron, time_zone, active, next_run_at)
     select id, 'orders', '7 * * * *', 'UTC', true, $1::timestamptz + case when name::int <= $2 then -name::int else name::int end * interval '1 second'
     from connections`,
    [at, due],
  )
}

await testPromises(t, 'a tick', {
  'what is due starts with a place in the queue, and the next time is set': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    const connectionId = await insertConnection(db)
    await insertSchedule(db, connectionId, { entity: 'orders', nextRunAt: minutes(-0.05) })
    await insertSchedule(db, connectionId, { entity: 'products', nextRunAt: minutes(1) })
    await insertSchedule(db, connectionId, { entity: 'stock', active: false })
    t.same(await tick(context), { started: 1, skipped: 0 })
    t.match(await runs(db), [
      { connectionId, entity: 'orders', kind: 'incremental', cause: 'schedule', state: 'queued', queuedAt: at },
    ])
    t.match(await schedules(db), [
      { entity: 'orders', nextRunAt: new Date('2026-11-20T13:07Z'), lastTickAt: at },
      { entity: 'products', nextRunAt: minutes(1), lastTickAt: null },
      { entity: 'stock', nextRunAt: null },
    ])
    t.notOk(
      await db.transaction(client =>
        context.queue.enqueueRun(client, { runId: connectionId, connectionId, entity: 'orders' }),
      ),
      'it has its place',
    )
    t.same(await tick(context), { started: 0, skipped: 0 }, 'and is not due again')
  },

  'ticks that were missed are caught up with one run each': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    const connectionId = await insertConnection(db)
    await insertSchedule(db, connectionId, { nextRunAt: minutes(-3 * 24 * 60) })
    t.same(await tick(context), { started: 1, skipped: 0 })
    t.match(await runs(db), [{ cause: 'caught_up' }])
    t.match(await schedules(db), [{ nextRunAt: new Date('2026-11-20T13:07Z') }])
  },

  'a tick that finds the last run still going is on record with the reason': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    const connectionId = await insertConnection(db)
    await insertSchedule(db, connectionId, { nextRunAt: minutes(-1) })
    await db.transaction(client =>
      requestRun(context, client, { connectionId, entity: 'orders', kind: 'full', cause: 'manual' }),
    )
    await db.prisma.run.updateMany({ data: { state: 'running', queuedAt: minutes(-60), startedAt: minutes(-59) } })
    t.same(await tick(context), { started: 0, skipped: 1 })
    t.match(await runs(db), [
      { state: 'running' },
      {
        state: 'skipped',
        cause: 'schedule',
        endedAt: at,
        problem: {
          message: `The last run, started at ${tellInstant(minutes(-59))}, is still going.`,
          remedy: /Nothing is lost/,
        },
      },
    ])
    t.match(await schedules(db), [{ nextRunAt: new Date('2026-11-20T13:07Z') }], 'the next time is set all the same')
  },

  'a connection that cannot run says so once, not with every tick': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    const connectionId = await insertConnection(db, { pausedAt: minutes(-600) })
    await insertSchedule(db, connectionId, { nextRunAt: minutes(-1) })
    t.same(await tick(context), { started: 0, skipped: 1 })
    t.same(await tick({ ...context, now: () => minutes(60) }), { started: 0, skipped: 0 })
    t.match(await runs(db), [{ state: 'skipped', problem: { message: /has been paused/ } }])
    await db.prisma.connection.updateMany({ data: { pausedAt: null } })
    t.same(await tick({ ...context, now: () => minutes(120) }), { started: 1, skipped: 0 })
  },

  'the daily reconcile waits for the run in its way instead of missing its day': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    const connectionId = await insertConnection(db)
    await insertSchedule(db, connectionId, { nextRunAt: minutes(-1), nextReconcileAt: minutes(-1) })
    t.same(await tick(context), { started: 1, skipped: 0 })
    t.match(await schedules(db), [{ nextReconcileAt: minutes(5) }])
    await db.transaction(client => context.queue.withdrawRun(client, connectionId, 'orders'))
    t.same(await tick({ ...context, now: () => minutes(5) }), { started: 1, skipped: 0 })
    t.match(await runs(db), [{ kind: 'incremental' }, { kind: 'reconcile', cause: 'daily_reconcile', state: 'queued' }])
    const [schedule] = await schedules(db)
    t.ok(
      schedule!.nextReconcileAt! > minutes(12 * 60) && schedule!.nextReconcileAt! < minutes(24 * 60),
      'the next comes with the night',
    )
  },

  'a tick that fails leaves nothing, and the next one does its work': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    await insertSchedule(db, await insertConnection(db), { nextRunAt: minutes(-1) })
    const failing: Queue = {
      ...context.queue,
      async enqueueRuns(client, requests) {
        await context.queue.enqueueRuns(client, requests)
        throw new Error('the line was cut')
      },
    }
    t.match(await failureOf(tick({ ...context, queue: failing })), { message: 'the line was cut' })
    t.equal(await db.prisma.run.count(), 0)
    t.match(await schedules(db), [{ nextRunAt: minutes(-1), lastTickAt: null }])
    t.same(await tick(context), { started: 1, skipped: 0 })
  },

  'an edit takes effect with the very next tick': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    const connectionId = await insertConnection(db)
    await insertSchedule(db, connectionId, { nextRunAt: minutes(-1) })
    await editSchedule(context, { connectionId, entity: 'orders', cron: '9 * * * *' })
    t.same(await tick(context), { started: 0, skipped: 0 })
    t.same(await tick({ ...context, now: () => minutes(2) }), { started: 1, skipped: 0 })
  },

  'one schedule that cannot be read stops no other': async (t, { db, queue }) => {
    const context = ticking({ db, queue })
    const connectionId = await insertConnection(db)
    await insertSchedule(db, connectionId, { entity: 'orders', cron: 'broken', nextRunAt: minutes(-1) })
    await insertSchedule(db, connectionId, { entity: 'products', nextRunAt: minutes(-1) })
    await tick(context)
    t.match(await schedules(db), [{ nextRunAt: minutes(60) }, { nextRunAt: new Date('2026-11-20T13:07Z') }])
  },

  'two processes that tick at once start each run once': async (t, { db, queue, info }) => {
    const context = ticking({ db, queue })
    await fill(db, 1_300, 1_200)
    const other = info.kind === 'server' ? await info.openAgain() : db
    const others = ticking({ db: other, queue })
    const ticked = await Promise.all([tick(context), tick(others), tick(context)])
    t.same(
      ticked.reduce((sum, one) => sum + one.started, 0),
      1_200,
    )
    t.same(
      ticked.reduce((sum, one) => sum + one.skipped, 0),
      0,
    )
    t.equal(await db.prisma.run.count(), 1_200)
    t.equal((await db.prisma.run.groupBy({ by: ['connectionId'] })).length, 1_200)
  },

  'a tick reads what is due, not what exists': async (t, { db }) => {
    await fill(db, 3_000, 20)
    await db.pool.query('analyze')
    const plan = await db.transaction(async client => {
      const explained: string[] = []
      const explaining = {
        query: async (sql: string, values: unknown[]) => {
          const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, costs off) ${sql}`, values)
          explained.push(rows.map(row => row['QUERY PLAN']).join('\n'))
          return { rows: [] }
        },
      }
      await claimDue(explaining as never, 'import', { at, limit: 500 })
      await claimDue(explaining as never, 'reconcile', { at, limit: 500 })
      return explained
    })
    t.match(plan[0], /Index Scan using schedules_next_run_at_idx on schedules.*rows=20/)
    t.match(plan[1], /Index Scan using schedules_next_reconcile_at_idx on schedules.*rows=0/)
    for (const one of plan) t.notMatch(one, /Seq Scan on (schedules|connections|runs)/)
  },
})
