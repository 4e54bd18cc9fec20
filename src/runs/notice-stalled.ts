import type { Database } from '../db.ts'
import type { Log } from '../log.ts'

/** A run that gets nothing done for this long is stalled. */
export const stalledAfterMs = 10 * 60_000

/** Puts a notice on every run that makes no progress, once for each time that it stops. Returns their ids. */
export async function noticeStalled({ db, log, now }: { db: Database; log: Log; now: () => Date }): Promise<string[]> {
  const at = now()
  const minutes = stalledAfterMs / 60_000
  const notice = {
    kind: 'stalled',
    message: `Nothing has been imported for ${minutes} minutes.`,
    remedy: 'The store may be answering slowly. Wait, or cancel the run: the next one goes on from the same place.',
    at,
  }
  const found = await db.pool.query<{ id: string }>(
    `update runs set notices = notices || $1::jsonb
     where state = 'running' and coalesce(progressed_at, started_at) < $2
       and not exists (select from jsonb_array_elements(notices) n
         where n ->> 'kind' = 'stalled' and (n ->> 'at')::timestamptz > coalesce(progressed_at, started_at))
     returning id`,
    [JSON.stringify([notice]), new Date(at.getTime() - stalledAfterMs)],
  )
  for (const { id } of found.rows) log.warn({ runId: id }, 'a run makes no progress')
  return found.rows.map(run => run.id)
}
