import type { Database } from '../db.ts'
import type { Queue } from '../queue.ts'

interface Unended {
  readonly runId: string
  readonly connectionId: string
  readonly entity: string
}

/** Runs that had not ended when the backup was made go on from their last committed page. Says how many. */
export async function requeueRuns(db: Database, queue: Queue): Promise<number> {
  return db.transaction(async client => {
    const { rows } = await client.query<Unended>(
      `SELECT id AS "runId", connection_id AS "connectionId", entity FROM runs
       WHERE state IN ('queued', 'running', 'waiting') ORDER BY queued_at, id`,
    )
    return (await queue.enqueueRuns(client, rows)).size
  })
}
