import type { Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { Queue } from '../queue.ts'
import { lockRun } from './lock-run.ts'

/** Lets a run that the brake stopped go on. @throws Problem not_found, or conflict when it waits for nobody */
export function approveRun({ db, queue }: { db: Database; queue: Queue }, runId: string): Promise<void> {
  return db.transaction(async client => {
    const { state, connectionId, entity } = await lockRun(client, runId)
    if (state !== 'needs_approval')
      throw new Problem('conflict', `The run is ${state.replace('_', ' ')}; there is nothing to approve.`)
    if (!(await queue.enqueueRun(client, { runId, connectionId, entity })))
      throw new Problem('conflict', `Another run of ${entity} is going on.`, {
        remedy: 'Approve it when that has ended.',
      })
    await client.query(
      `UPDATE runs SET state = 'queued', approved_at = now(), queued_at = now(), ended_at = NULL WHERE id = $1`,
      [runId],
    )
  })
}
