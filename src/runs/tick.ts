import { randomUUID } from 'node:crypto'
import type { Client, Database } from '../db.ts'
import type { Log } from '../log.ts'
import type { Queue } from '../queue.ts'
import { nextRun } from '../schedules/next.ts'
import { nextReconcile } from '../schedules/schedule.ts'
import { claimDue, type Due, type DueKind, moveSchedules } from './due.ts'
import { describeInTheWay, describeObstacle, type InTheWay, type RunCause } from './request.ts'

export interface TickContext {
  readonly db: Database
  readonly queue: Queue
  readonly log: Log
  readonly now: () => Date
}

export interface Ticked {
  readonly started: number
  readonly skipped: number
}

const batch = 500
/** A tick that comes later than this was missed, because everything was down. */
const caughtUpAfterMs = 60_000
const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * Starts every run that is due. Each batch is one transaction that claims schedules, creates runs with their places in
 * the queue and sets the next times; any number of processes may tick at once. What was missed is caught up once.
 */
export async function tick(context: TickContext): Promise<Ticked> {
  const imports = await tickAll(context, 'import')
  const reconciles = await tickAll(context, 'reconcile')
  return { started: imports.started + reconciles.started, skipped: imports.skipped + reconciles.skipped }
}

async function tickAll(context: TickContext, kind: DueKind): Promise<Ticked> {
  const total = { started: 0, skipped: 0 }
  for (;;) {
    const { claimed, started, skipped } = await context.db.transaction(client => tickBatch(context, client, kind))
    total.started += started
    total.skipped += skipped
    if (claimed < batch) return total
  }
}

async function tickBatch(context: TickContext, client: Client, kind: DueKind) {
  const at = context.now()
  const due = await claimDue(client, kind, { at, limit: batch })
  if (due.length === 0) return { claimed: 0, started: 0, skipped: 0 }
  const runs = due.map(schedule => ({ ...schedule, runId: randomUUID(), obstacle: describeObstacle(schedule) }))
  const accepted = await context.queue.enqueueRuns(
    client,
    runs.filter(run => run.obstacle === null),
  )
  const started = runs.filter(run => accepted.has(run.runId))
  const refused = runs.filter(run => !accepted.has(run.runId))
  await insertRuns(client, started, kind, at)
  const skipped = kind === 'import' ? await recordSkips(client, refused, at) : 0
  const collided = new Set(refused.filter(run => run.obstacle === null).map(run => run.id))
  const next = due.map(schedule => ({ id: schedule.id, at: nextTime(context, schedule, { kind, at, collided }) }))
  await moveSchedules(client, kind, { next, at })
  return { claimed: due.length, started: started.length, skipped }
}

interface Planned extends Due {
  readonly runId: string
  readonly obstacle: string | null
}

function nextTime({ log }: TickContext, schedule: Due, tick: { kind: DueKind; at: Date; collided: Set<string> }): Date {
  try {
    if (tick.kind === 'import') return nextRun(schedule, tick.at)
    // A run is in the way. Once it has ended the day's reconcile has its turn.
    if (tick.collided.has(schedule.id)) return new Date(tick.at.getTime() + 5 * minuteMs)
    return nextReconcile(schedule.entity, schedule.connectionId, schedule, tick.at)
  } catch (error) {
    log.error({ err: error, scheduleId: schedule.id }, 'a schedule cannot be read; it is tried again in an hour')
    return new Date(tick.at.getTime() + hourMs)
  }
}

async function insertRuns(client: Client, runs: readonly Planned[], kind: DueKind, at: Date): Promise<void> {
  const rows = runs.map(({ runId, connectionId, entity, dueAt }) => ({
    id: runId,
    connection_id: connectionId,
    entity,
    kind: kind === 'import' ? 'incremental' : 'reconcile',
    cause: causeOf(kind, at.getTime() - dueAt.getTime()),
    queued_at: at,
  }))
  if (rows.length === 0) return
  await client.query(
    `insert into runs (id, connection_id, entity, kind, cause, queued_at)
     select * from jsonb_to_recordset($1) as r(id uuid, connection_id uuid, entity text, kind text, cause text, queued_at timestamptz)`,
    [JSON.stringify(rows)],
  )
}

function causeOf(kind: DueKind, lateMs: number): RunCause {
  if (kind === 'reconcile') return 'daily_reconcile'
  return lateMs > caughtUpAfterMs ? 'caught_up' : 'schedule'
}

/** A tick without its run is on record with the reason; while a connection cannot run at all, only the first is. */
async function recordSkips(client: Client, refused: readonly Planned[], at: Date): Promise<number> {
  const inTheWay = await findInTheWay(client, refused)
  const rows = refused
    .map(run => ({
      ...run,
      reason: run.obstacle ?? describeInTheWay(inTheWay.get(`${run.connectionId} ${run.entity}`)),
    }))
    .filter(run => run.obstacle === null || run.lastSkip !== run.reason)
    .map(({ connectionId, entity, reason, obstacle }) => ({
      connection_id: connectionId,
      entity,
      problem: skipProblem(reason, obstacle),
    }))
  if (rows.length === 0) return 0
  await client.query(
    `insert into runs (connection_id, entity, kind, cause, state, queued_at, ended_at, problem)
     select connection_id, entity, 'incremental', 'schedule', 'skipped', $2, $2, problem
     from jsonb_to_recordset($1) as r(connection_id uuid, entity text, problem jsonb)`,
    [JSON.stringify(rows), at],
  )
  return rows.length
}

function skipProblem(message: string, obstacle: string | null) {
  if (obstacle !== null)
    return { kind: 'skipped', message, remedy: 'Nothing is lost: the next run reads what this one would have.' }
  return {
    kind: 'skipped',
    message,
    remedy:
      'Nothing is lost: the next run reads what this one would have. If it happens often, let the schedule run less often.',
  }
}

async function findInTheWay(client: Client, refused: readonly Planned[]): Promise<Map<string, InTheWay>> {
  const ids = refused.filter(run => run.obstacle === null).map(run => run.connectionId)
  if (ids.length === 0) return new Map()
  const found = await client.query<InTheWay & { key: string }>(
    `select distinct on (connection_id, entity) concat_ws(' ', connection_id, entity) as key, id, state, started_at as "startedAt"
     from runs where connection_id = any($1) and state in ('queued', 'running', 'waiting')
     order by connection_id, entity, queued_at desc`,
    [ids],
  )
  return new Map(found.rows.map(run => [run.key, run]))
}
