import type { Client } from '../db.ts'
import { nextRuns, type Timing } from './next.ts'

/** Data counts as late when so many runs were due since it was read, and the last of them so long ago. */
export const lateness = { runs: 2, graceMs: 10 * 60_000 }

/**
 * When data that was read at `readAt` counts as late: twice the interval of its schedule, nights and weekends left out as it
 * does. Null: never, for the schedule cannot be read.
 */
export function lateAfter(timing: Timing, readAt: Date): Date | null {
  try {
    const due = nextRuns(timing, readAt, lateness.runs).at(-1)!
    return new Date(due.getTime() + lateness.graceMs)
  } catch {
    return null
  }
}

/** While a connection was paused nothing was expected of it: from now on it is again. To be called while it still is. */
export async function expectAgain(client: Client, connectionId: string, at: Date): Promise<void> {
  const { rows } = await client.query<Timing & { entity: string }>(
    `select s.entity, s.cron, s.time_zone as "timeZone" from schedules s join connections c on c.id = s.connection_id
     where c.id = $1 and c.paused_at is not null and s.active`,
    [connectionId],
  )
  for (const { entity, ...timing } of rows) await setLateAt(client, { connectionId, entity }, lateAfter(timing, at))
}

/** When what is here of an entity counts as late; null: never. */
export async function setLateAt(
  client: Client,
  { connectionId, entity }: { readonly connectionId: string; readonly entity: string },
  at: Date | null,
): Promise<void> {
  await client.query('update checkpoints set late_at = $3 where connection_id = $1 and entity = $2', [
    connectionId,
    entity,
    at,
  ])
}
