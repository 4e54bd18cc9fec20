import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue, type Queue, type QueuedRun, type RunHandler } from '../../src/queue.ts'

export const store = { connectionId: randomUUID(), entity: 'orders' }

export const newRun = (more = {}) => ({ runId: randomUUID(), ...store, ...more })

export async function openTestQueue(t: Test, db: Database): Promise<Queue> {
  const queue = await openQueue(db, silentLog)
  t.teardown(() => queue.stop(2_000))
  return queue
}

export const enqueue = (db: Database, queue: Queue, more = {}) =>
  db.transaction(client => queue.enqueueRun(client, newRun(more)))

/** Spares the test the back-off. */
export async function hurry(db: Database): Promise<void> {
  await db.pool.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'runs' AND state = 'retry'`)
}

export async function states(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query(`SELECT state FROM pgboss.job WHERE name = 'runs' ORDER BY created_on`)
  return rows.map(row => row.state)
}

export function nextRun(queue: Queue, handler: RunHandler = async () => {}): Promise<QueuedRun> {
  return new Promise((resolve, reject) => {
    const work = async (run: QueuedRun, signal: AbortSignal) => {
      resolve(run)
      await handler(run, signal)
    }
    queue.workRuns(work, { concurrency: 2 }).catch(reject)
  })
}
