// Our processes: schedulers that tick, and workers that take runs from the queue's own table as the queue hands them out.
import { silentLog } from '../../src/log.ts'
import type { DeadRun, Queue, QueuedRun, RunHandler } from '../../src/queue.ts'
import { executeRun } from '../../src/runs/execute.ts'
import { tick } from '../../src/runs/tick.ts'
import { type Execute, startWorker } from '../../src/runs/worker.ts'
import { actAs } from './hooked-database.ts'
import { type Actor, makeActor } from './turnstile.ts'
import { opener, type World } from './world.ts'

export interface Process extends Actor {
  readonly stop: AbortController
  /** The places in the queue that it works off. */
  readonly owns: Set<string>
  /** What it does with a run it is given, and with one that is dead. */
  readonly handle: { readonly run: RunHandler; readonly dead: (run: DeadRun) => Promise<void> }
}

export async function startProcess(world: World, name: string): Promise<Process> {
  const handle = {} as Process['handle']
  const made: Process = { ...makeActor(name), stop: new AbortController(), owns: new Set(), handle }
  const queue = {
    ...world.queue,
    workRuns: async (run: RunHandler) => void Object.assign(handle, { run }),
    onDead: async (dead: Process['handle']['dead']) => void Object.assign(handle, { dead }),
  } satisfies Queue
  const log = Object.assign(Object.create(silentLog), {
    error: (about: { err?: Error }, message: string) => {
      if (message.includes('error of our own')) world.bugs.push(`${about.err?.stack}`)
    },
  }) as typeof silentLog
  const { db, now } = world
  const deps = { db, log, now, open: opener(world, made), cancelCheckMs: 2 ** 31 - 1 }
  const execute: Execute = (...asked) => executeRun(deps, ...asked)
  await startWorker({ db, queue, log, now, execute }, { concurrency: 2 })
  return made
}

/** Ticks where it is to, then works until there is nothing to take. */
export function work(world: World, process: Process, { ticks }: { ticks: boolean }): Promise<unknown> {
  const { db, queue, now } = world
  const all = async () => {
    // A failed tick changed nothing, and the next one does its work.
    if (ticks) await tick({ db, queue, log: silentLog, now }).catch(() => {})
    await Promise.all([takeAll(world, process), takeAll(world, process)])
  }
  const working = actAs(process, world.hooks, all)
  working.catch(() => {})
  return Promise.race([working, process.died])
}

async function takeAll(world: World, process: Process): Promise<void> {
  while (!process.stop.signal.aborted) {
    const place = await claim(world).catch(() => null)
    if (place === null) return
    process.owns.add(place.id)
    await workOff(world, process, place).catch(() => {})
    process.owns.delete(place.id)
  }
}

interface Place {
  readonly id: string
  readonly data: { readonly runId: string; readonly connectionId: string; readonly entity: string }
  readonly retryCount: number
  readonly retryLimit: number
  readonly priority: number
}

async function claim({ db, connectionId, now }: World): Promise<Place | null> {
  const { rows } = await db.pool.query<Place>(
    `UPDATE pgboss.job SET state = 'active', started_on = now(),
       retry_count = CASE WHEN started_on IS NULL THEN retry_count ELSE retry_count + 1 END
     WHERE name = 'runs' AND id = (SELECT id FROM pgboss.job
       WHERE name = 'runs' AND state IN ('created', 'retry') AND start_after <= $2 AND data ->> 'connectionId' = $1
       ORDER BY data ->> 'entity' LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, data, retry_count AS "retryCount", retry_limit AS "retryLimit", priority`,
    [connectionId, now()],
  )
  return rows[0] ?? null
}

/** As the queue does: what returns is complete, what throws is tried again, what is stopped is queued again. */
async function workOff(world: World, process: Process, place: Place): Promise<void> {
  const { db, queue, now } = world
  const queued: QueuedRun = {
    ...place.data,
    attempt: place.retryCount + 1,
    mayRetry: place.retryCount < place.retryLimit,
    async postpone(client, startAfter) {
      const { rowCount } = await client.query(completing, [place.id, place.retryCount])
      return rowCount === 1 && queue.enqueueRun(client, { ...place.data, startAfter, priority: place.priority })
    },
    async isHeld(client) {
      const { rowCount } = await client.query(`SELECT 1 FROM pgboss.job WHERE ${held}`, [place.id, place.retryCount])
      return rowCount === 1
    },
  }
  try {
    await process.handle.run(queued, process.stop.signal)
    await db.pool.query(completing, [place.id, place.retryCount])
  } catch {
    if (process.stop.signal.aborted) await db.transaction(client => queued.postpone(client, now()))
    else await giveBack(world, process, place)
  }
}

const held = `name = 'runs' AND id = $1 AND state = 'active' AND retry_count = $2`
const completing = `UPDATE pgboss.job SET state = 'completed', completed_on = now() WHERE ${held}`

/** An attempt has failed, or its process is thought dead: another follows, or the run is dead. */
export async function giveBack(
  { db }: World,
  by: Process,
  { id, retryCount }: { readonly id: string; readonly retryCount?: number },
): Promise<void> {
  const { rows } = await db.pool.query<Place & { state: string }>(
    `UPDATE pgboss.job SET state = (CASE WHEN retry_count < retry_limit THEN 'retry' ELSE 'failed' END)::pgboss.job_state
     WHERE name = 'runs' AND id = $1 AND state = 'active' AND retry_count = coalesce($2, retry_count) RETURNING id, data, state::text, retry_count AS "retryCount"`,
    [id, retryCount ?? null],
  )
  for (const { data, state, retryCount: retries } of rows)
    if (state === 'failed') await by.handle.dead({ ...data, attempts: retries + 1, reason: 'It ended.' })
}

/** Takes back what processes left that are no more. */
export async function takeBackOrphans(world: World, living: readonly Process[]): Promise<void> {
  const { rows } = await world.db.pool.query<{ id: string }>(
    `SELECT id FROM pgboss.job WHERE name = 'runs' AND state = 'active' AND data ->> 'connectionId' = $1 ORDER BY data ->> 'entity'`,
    [world.connectionId],
  )
  const owned = new Set(living.flatMap(one => (one.dead ? [] : [...one.owns])))
  for (const { id } of rows) if (!owned.has(id)) await giveBack(world, living[0]!, { id })
}

/** When the next run that waits may be taken; null: none waits. */
export async function nextStart({ db, connectionId }: World): Promise<Date | null> {
  const { rows } = await db.pool.query<{ at: Date | null }>(
    `SELECT min(start_after) AS at FROM pgboss.job
     WHERE name = 'runs' AND state IN ('created', 'retry') AND data ->> 'connectionId' = $1`,
    [connectionId],
  )
  return rows[0]?.at ?? null
}
