import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { Queue } from '../queue.ts'
import { forgetWindow } from './aftermath.ts'
import { lockRun } from './lock-run.ts'

/** `cancelled` has ended; `cancelling` ends within seconds, in the process that runs it. */
export type Cancelled = { readonly state: 'cancelled' | 'cancelling' }

/** Throws Problem: not_found, or conflict when the run has ended. */
export function cancelRun({ db, queue }: { db: Database; queue: Queue }, runId: string): Promise<Cancelled> {
  return db.transaction(async client => {
    const { state, connectionId, entity } = await lockRun(client, runId)
    switch (state) {
      case 'running':
        await client.query('update runs set cancel_requested_at = coalesce(cancel_requested_at, now()) where id = $1', [
          runId,
        ])
        return { state: 'cancelling' }
      case 'queued':
      case 'waiting':
        await queue.withdrawRun(client, connectionId, entity)
        return endRun(client, runId)
      case 'needs_approval':
        return endRun(client, runId)
      default:
        throw new Problem('conflict', `The run has ended (${state}); there is nothing to cancel.`)
    }
  })
}

async function endRun(client: Client, runId: string): Promise<Cancelled> {
  await forgetWindow(client, runId)
  await client.query(`update runs set state = 'cancelled', ended_at = now() where id = $1`, [runId])
  return { state: 'cancelled' }
}
