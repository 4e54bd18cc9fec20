import { type Change, commandLine, recordChange } from '../connections/audit.ts'
import { type Database, type DatabaseOptions, openDatabase } from '../db.ts'
import { openQueue, type Queue } from '../queue.ts'

interface Unended {
  readonly runId: string
  readonly connectionId: string
  readonly entity: string
}

/** Opens what was restored, which is then of this version and says what happened, and tells how many runs go on there. */
export async function bringUpToDate(place: DatabaseOptions, change: Change): Promise<number> {
  const db = await openDatabase(place)
  try {
    await db.transaction(client => recordChange(client, commandLine(), change))
    const queue = await openQueue(db, place.log)
    return await requeueRuns(db, queue).finally(() => queue.stop(1_000))
  } finally {
    await db.close()
  }
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
