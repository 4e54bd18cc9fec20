import type { Database } from '../db.ts'
import type { Log } from '../log.ts'
import type { DeadRun, Queue, QueuedRun } from '../queue.ts'
import { count } from '../sdk/count.ts'
import { countFailure, forgetWindow, lockCheckpoint } from './aftermath.ts'
import { RetryLaterError } from './execute.ts'

/**
 * One attempt at a run, which leaves its row in the state it has come to, unless the queue has given the run to another.
 * Throws RetryLaterError when it is to be executed again; the signal interrupts it.
 */
export type Execute = (runId: string, signal: AbortSignal, isHeld: QueuedRun['isHeld']) => Promise<unknown>

export interface WorkerContext {
  readonly db: Database
  readonly queue: Queue
  readonly log: Log
  readonly now: () => Date
  readonly execute: Execute
}

/** Takes runs from the queue, as many at a time as `concurrency`, until the queue is stopped. */
export async function startWorker(
  context: WorkerContext,
  { concurrency }: { readonly concurrency: number },
): Promise<void> {
  await context.queue.onDead(run => failDead(context, run))
  const readProgress = (runId: string) => readDone(context.db, runId)
  await context.queue.workRuns((run, signal) => attempt(context, run, signal), { concurrency, readProgress })
}

/**
 * What the run says of itself decides when it goes on. Anything else thrown, and a process that dies, is counted by the
 * queue, which gives the run up after a few that got nothing done.
 */
async function attempt(context: WorkerContext, run: QueuedRun, signal: AbortSignal): Promise<void> {
  try {
    await context.execute(run.runId, signal, run.isHeld)
  } catch (error) {
    if (!(error instanceof RetryLaterError) || signal.aborted) throw error
    const at = new Date(context.now().getTime() + error.afterMs)
    await context.db.transaction(client => run.postpone(client, at))
  }
}

async function readDone({ pool }: Database, runId: string): Promise<number> {
  const { rows } = await pool.query<{ done: number }>(
    'SELECT pages + created + updated + deleted AS done FROM runs WHERE id = $1',
    [runId],
  )
  return rows[0]?.done ?? 0
}

/** All of it or none: the queue tells of it again until it is done. */
async function failDead({ db, log }: WorkerContext, dead: DeadRun): Promise<void> {
  const { runId, attempts, reason } = dead
  const problem = {
    kind: 'gave_up',
    message: `The run was given up after ${count(attempts, 'attempts')}. The last one: ${reason}`,
    remedy:
      'What was read before is stored. Look at the memory and the log of the workers; the next run goes on from there.',
  }
  const failed = await db.transaction(async client => {
    await lockCheckpoint(client, dead)
    const { rowCount } = await client.query(
      `update runs set state = 'failed', ended_at = now(), problem = $2
       where id = $1 and state in ('queued', 'running', 'waiting')`,
      [runId, JSON.stringify(problem)],
    )
    if (rowCount === 0) return false
    await countFailure(client, dead)
    await forgetWindow(client, runId)
    return true
  })
  if (failed) log.error({ runId, attempts, reason }, 'a run was given up')
}
