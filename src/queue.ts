import { randomUUID } from 'node:crypto'
import { type JobWithMetadata, PgBoss } from 'pg-boss'
import { takeTurn } from './db/turns.ts'
import { type Client, type Database, logFailure } from './db.ts'
import type { Log } from './log.ts'
import { bossOptions, DEAD, inside, makeQueues, RUNS } from './queue/make-queues.ts'
import { type Messages, openMessages } from './queue/messages.ts'
import { countFromHere, takeBackAll, watchHearts } from './queue/orphans.ts'
import { waitAtMost } from './queue/wait-at-most.ts'

const polling = { pollingIntervalSeconds: 0.5, includeMetadata: true } as const

export type { Message } from './queue/messages.ts'

export interface RunRequest {
  readonly runId: string
  readonly connectionId: string
  readonly entity: string
  readonly startAfter?: Date
  /** Higher goes first; 0 when absent. */
  readonly priority?: number
}

export interface QueuedRun {
  readonly runId: string
  readonly connectionId: string
  readonly entity: string
  /** 1 for the first; a postponed run starts at 1 again. */
  readonly attempt: number
  /** False when a failure of this attempt is the end of the run. */
  readonly mayRetry: boolean
  /**
   * Ends this attempt and queues the run again, in the caller's transaction: nobody else gets in between.
   * The handler then returns. False when the run is no longer this attempt's to postpone.
   */
  postpone(client: Client, startAfter: Date): Promise<boolean>
  /** Whether it is this attempt's still: a process that stood still may have been taken for dead meanwhile. */
  isHeld(client: Client): Promise<boolean>
}

/**
 * Returns when the run has ended, well or badly, or was postponed. Throws to have it tried again, with back-off, up
 * to ATTEMPTS times; after the last one it is dead. `signal` is aborted when the process stops (reason: Interrupted)
 * and when the run is no longer this attempt's: the handler then throws, or returns, as soon as it can.
 */
export type RunHandler = (run: QueuedRun, signal: AbortSignal) => Promise<void>

export interface WorkOptions {
  readonly concurrency: number
  /** How far a run has come, as a number that grows: attempts that got further do not count towards the last. */
  readonly readProgress?: (runId: string) => Promise<number>
}

export interface DeadRun {
  readonly runId: string
  readonly connectionId: string
  readonly entity: string
  readonly attempts: number
  /** What the last attempt failed with. */
  readonly reason: string
}

/** The reason of a signal aborted because the process stops: the run goes on elsewhere and no attempt is used up. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  constructor() {
    super('The process is stopping; the run goes on in another one or after the restart.')
  }
}

export interface Queue extends Messages {
  /** In the caller's transaction. False: one for this connection and entity is queued, waiting or active already. */
  enqueueRun(client: Client, request: RunRequest): Promise<boolean>
  /** Many at once, in the caller's transaction: the ids of the runs that were taken. */
  enqueueRuns(client: Client, requests: readonly RunRequest[]): Promise<ReadonlySet<string>>
  /** Takes a run that has not begun out of the queue; false when there was none. Active ones are not touched. */
  withdrawRun(client: Client, connectionId: string, entity: string): Promise<boolean>
  workRuns(handler: RunHandler, options: WorkOptions): Promise<void>
  /** Told of every run that failed its last attempt or lost its process too often; again until it returns. */
  onDead(handler: (run: DeadRun) => Promise<void>): Promise<void>
  /** Interrupts what is active, waits for it to end up to `timeoutMs`, and leaves the rest to other processes. */
  stop(timeoutMs: number): Promise<void>
}

interface RunData {
  readonly runId: string
  readonly connectionId: string
  readonly entity: string
}

/** The queue in the database itself, its tables and queues made when they are absent. */
export async function openQueue(db: Database, log: Log): Promise<Queue> {
  const boss = new PgBoss(bossOptions(db))
  boss.on('error', error => logFailure(log, error, 'queue'))
  boss.on('warning', warning => log.warn({ warning }, 'queue'))
  const start = () => boss.start().then(() => makeQueues(boss))
  // Several processes that make its tables at once would trip over each other.
  await (db.embedded ? start() : takeTurn(db.pool, 'make queues', start))
  const attempts = new Attempts(db, boss)
  let stopWatching = () => {}
  const { stop: stopMessages, ...messages } = openMessages(boss)
  return {
    ...messages,
    enqueueRun: (client, request) => sendRun(boss, client, request),
    enqueueRuns: (client, requests) => insertRuns(boss, client, requests),
    withdrawRun,
    async workRuns(handler, { concurrency, readProgress }) {
      if (db.embedded) await takeBackAll({ db, name: RUNS })
      else stopWatching = watchHearts({ db, log, name: RUNS })
      const options = { ...polling, localConcurrency: concurrency } as const
      await boss.work(RUNS, options, async ([run]: JobWithMetadata<RunData>[]) => {
        if (readProgress) await countFromHere({ db, name: RUNS }, run!, await readProgress(run!.data.runId))
        await attempts.handle(run!, handler)
      })
    },
    async onDead(handler) {
      await boss.work(DEAD, polling, ([run]: JobWithMetadata<RunData>[]) => handler(readDead(run!)))
    },
    async stop(timeoutMs) {
      stopWatching()
      const drained = Promise.all([boss.offWork(RUNS), boss.offWork(DEAD), stopMessages()])
      attempts.interrupt()
      await waitAtMost(drained, timeoutMs)
      await boss.stop({ graceful: false })
    },
  }
}

const keyOf = (connectionId: string, entity: string) => `${connectionId}/${entity}`

async function sendRun(boss: PgBoss, client: Client, request: RunRequest): Promise<boolean> {
  const { runId, connectionId, entity, startAfter, priority } = request
  const options = {
    db: inside(client),
    singletonKey: keyOf(connectionId, entity),
    ...(startAfter && { startAfter }),
    ...(priority !== undefined && { priority }),
  }
  return (await boss.send(RUNS, { runId, connectionId, entity } satisfies RunData, options)) !== null
}

async function insertRuns(boss: PgBoss, client: Client, requests: readonly RunRequest[]): Promise<ReadonlySet<string>> {
  const queued = new Map(requests.map(request => [randomUUID() as string, request]))
  if (queued.size === 0) return new Set()
  const inserts = Array.from(queued, ([id, { runId, connectionId, entity, startAfter, priority = 0 }]) => ({
    id,
    data: { runId, connectionId, entity } satisfies RunData,
    singletonKey: keyOf(connectionId, entity),
    priority,
    ...(startAfter && { startAfter }),
  }))
  const taken = (await boss.insert(RUNS, inserts, { db: inside(client), returnId: true })) ?? []
  return new Set(taken.flatMap(id => queued.get(id)?.runId ?? []))
}

async function withdrawRun(client: Client, connectionId: string, entity: string): Promise<boolean> {
  const sql = `DELETE FROM pgboss.job WHERE name = $1 AND singleton_key = $2 AND state IN ('created', 'retry')`
  const { rowCount } = await client.query(sql, [RUNS, keyOf(connectionId, entity)])
  return rowCount === 1
}

async function isHeld(client: Client, { id, retryCount }: JobWithMetadata<RunData>): Promise<boolean> {
  const sql = `SELECT 1 FROM pgboss.job WHERE name = $1 AND id = $2 AND state = 'active' AND retry_count = $3`
  const { rowCount } = await client.query(sql, [RUNS, id, retryCount])
  return rowCount === 1
}

function readDead(run: JobWithMetadata<RunData>): DeadRun {
  const output = run.sourceOutput as { message?: unknown; value?: { message?: unknown } } | null
  const told = String(output?.message ?? output?.value?.message ?? 'It ended without saying why.')
  const reason = told.includes('heartbeat timeout') ? 'The process that ran it ended or hung.' : told
  return { ...run.data, attempts: (run.sourceRetryCount ?? 0) + 1, reason }
}

class Attempts {
  readonly #db: Database
  readonly #boss: PgBoss
  readonly #stopping = new AbortController()

  constructor(db: Database, boss: PgBoss) {
    this.#db = db
    this.#boss = boss
  }

  interrupt(): void {
    this.#stopping.abort(new Interrupted())
  }

  async handle(run: JobWithMetadata<RunData>, handler: RunHandler): Promise<void> {
    const stopping = this.#stopping.signal
    const queued: QueuedRun = {
      ...run.data,
      attempt: run.retryCount + 1,
      mayRetry: run.retryCount < run.retryLimit,
      postpone: (client, startAfter) => this.#postpone(client, run, startAfter),
      isHeld: client => isHeld(client, run),
    }
    try {
      stopping.throwIfAborted()
      await handler(queued, AbortSignal.any([stopping, run.signal]))
    } catch (error) {
      if (!stopping.aborted) throw error
      await this.#db.transaction(client => queued.postpone(client, new Date()))
    }
  }

  /** Completing first frees the key, which the same transaction takes again. */
  async #postpone(client: Client, run: JobWithMetadata<RunData>, startAfter: Date): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE pgboss.job SET state = 'completed', completed_on = now()
       WHERE name = $1 AND id = $2 AND state = 'active' AND retry_count = $3`,
      [RUNS, run.id, run.retryCount],
    )
    if (rowCount !== 1) return false
    return sendRun(this.#boss, client, { ...run.data, startAfter, priority: run.priority })
  }
}
