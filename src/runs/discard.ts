import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { Owner } from '../records/marks.ts'
import { spareMissing } from '../records/spared.ts'
import { lockRun } from './lock-run.ts'

/**
 * Ends a run that the brake stopped and leaves everything as it is. What it would have deleted is kept from now on: runs by
 * the schedule say so and do not ask again about the same records; one that a person starts does.
 * @throws Problem not_found, or conflict when it waits for nobody
 */
export function discardRun({ db }: { db: Database }, runId: string, by: string): Promise<void> {
  return db.transaction(async client => {
    const { state, connectionId, entity } = await lockRun(client, runId)
    if (state !== 'needs_approval')
      throw new Problem('conflict', `The run is ${state.replace('_', ' ')}; there is nothing to discard.`)
    const spared = await spareSeenBy(client, runId, { connectionId, entity: { name: entity } })
    await client.query('DELETE FROM windows WHERE run_id = $1', [runId])
    await client.query(`UPDATE runs SET state = 'cancelled', ended_at = now(), problem = $2 WHERE id = $1`, [
      runId,
      JSON.stringify(describeDecision(spared, entity, by)),
    ])
  })
}

/** Null: a later run has begun to look anew, and what this one saw is not known any more. */
async function spareSeenBy(client: Client, runId: string, owner: Owner): Promise<number | null> {
  const { rows } = await client.query<{ windowId: string; createdFrom: Date | null; openedAt: Date }>(
    `SELECT id AS "windowId", created_from AS "createdFrom", opened_at AS "openedAt" FROM windows
     WHERE run_id = $1 AND swept_at IS NOT NULL`,
    [runId],
  )
  return rows[0] === undefined ? null : spareMissing(client, owner, rows[0])
}

function describeDecision(spared: number | null, entity: string, by: string) {
  const kind = 'discarded'
  if (spared === null)
    return {
      kind,
      message: `${by} discarded it. Nothing was marked deleted.`,
      remedy: 'A later run has looked anew since. It asks again if the records are still missing.',
    }
  return {
    kind,
    message: `${by} discarded it: nothing was marked deleted, and ${spared} ${entity} that the store does not show are kept.`,
    remedy:
      'Runs by the schedule keep them too, and say so. To be asked again, start a reconcile by hand; what the store shows again is imported as ever.',
  }
}
