import type { Pool } from 'pg'
import type { ChangeName } from '../events/outbox.ts'
import type { DetailName } from './detail.ts'
import { isKept } from './kept.ts'

export interface HistoryEntry {
  readonly change: ChangeName
  readonly at: Date
  /** The run that brought it; null where it was a rejection that somebody retried, or the run is no longer kept. */
  readonly runId: string | null
}

const most = 50

/** What became of a record here, the latest first; null where there is no such record. */
export async function readHistory(
  db: Pick<Pool, 'query'>,
  name: DetailName,
  id: string,
): Promise<HistoryEntry[] | null> {
  const { rows } = await db.query<{ changes: HistoryEntry[] }>(
    `SELECT coalesce((SELECT json_agg(e ORDER BY e.position DESC) FROM (
       SELECT e.change, e.at, r.id AS "runId", e.position FROM events e LEFT JOIN runs r ON r.id = e.run_id
       WHERE e.connection_id = t.connection_id AND e.entity = $2 AND e.external_id = t.external_id
       ORDER BY e.position DESC LIMIT ${most}) e), '[]') AS changes
     FROM ${name} t WHERE t.id = $1 AND ${isKept()}`,
    [id, name],
  )
  return rows[0]?.changes.map(({ change, at, runId }) => ({ change, at: new Date(at), runId })) ?? null
}
