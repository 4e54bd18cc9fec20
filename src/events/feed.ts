import type { Pool } from 'pg'
import type { Database } from '../db.ts'
import type { ChangeName } from './outbox.ts'

export interface FeedEvent {
  readonly position: number
  readonly connectionId: string
  readonly entity: string
  readonly externalId: string
  readonly change: ChangeName
  readonly at: Date
}

export interface FeedQuery {
  /** The position read last; 0 at the start. */
  readonly after: number
  readonly limit: number
  readonly connectionId?: string | undefined
  readonly entity?: string | undefined
}

export interface FeedPage {
  readonly events: readonly FeedEvent[]
  /** Give it as `after` for the next page. With a filter it may lie beyond the last event given. */
  readonly next: number
  /** The last position there is. */
  readonly newest: number
}

/** What the reader asks for is no longer kept. It reads the records anew, then goes on after `startAfter`. */
export class GoneError extends Error {
  override readonly name = 'GoneError'
  readonly startAfter: number

  constructor(message: string, startAfter: number) {
    super(`${message} Read the records anew, then go on after position ${startAfter}.`)
    this.startAfter = startAfter
  }
}

interface FeedRow extends Omit<FeedEvent, 'position'> {
  readonly newest: string
  readonly oldest: string
  readonly position: string | null
}

/**
 * Changes in commit order: what is read once is never followed by an earlier position.
 * @throws GoneError for a reader behind retention, or ahead of us (our database was restored from a backup).
 */
export async function readEvents(pool: Pick<Pool, 'query'>, query: FeedQuery): Promise<FeedPage> {
  const { rows } = await pool.query<FeedRow>(
    `SELECT c.position AS newest, c.oldest, e.position, e.connection_id AS "connectionId", e.entity,
       e.external_id AS "externalId", e.change, e.at
     FROM (SELECT coalesce(max(position), 0) AS position, coalesce(max(oldest), 1) AS oldest FROM event_counters) c
     LEFT JOIN LATERAL (SELECT * FROM events WHERE position > $1::bigint AND ($3::uuid IS NULL OR connection_id = $3)
       AND ($4::text IS NULL OR entity = $4) ORDER BY position LIMIT $2) e ON true ORDER BY e.position`,
    [query.after, query.limit, query.connectionId ?? null, query.entity ?? null],
  )
  const newest = Number(rows[0]?.newest ?? 0)
  refuseGone(query.after, Number(rows[0]?.oldest ?? 1), newest)
  const events = rows.filter(row => row.position !== null).map(toEvent)
  return { events, next: events.length < query.limit ? newest : events.at(-1)!.position, newest }
}

/** Nobody waits long for it, and no transaction grows large. */
const PRUNED_AT_ONCE = 5_000

/** Forgets events from before an instant; says how many. Readers that have not come so far get a GoneError. */
export async function pruneEvents(db: Database, before: Date, signal?: AbortSignal): Promise<number> {
  // One snapshot decides what goes, so that what is told meanwhile is kept.
  const { rows } = await db.pool.query<{ oldest: string }>(
    `SELECT coalesce((SELECT position FROM events WHERE at >= $1 ORDER BY position LIMIT 1), c.position + 1) AS oldest
     FROM event_counters c`,
    [before],
  )
  if (rows[0] === undefined) return 0
  const { oldest } = rows[0]
  await db.pool.query('UPDATE event_counters SET oldest = $1 WHERE oldest < $1', [oldest])
  let forgotten = 0
  for (;;) {
    const batch = `SELECT position FROM events WHERE position < $1 ORDER BY position LIMIT ${PRUNED_AT_ONCE}`
    const { rowCount } = await db.pool.query(`DELETE FROM events WHERE position IN (${batch})`, [oldest])
    forgotten += rowCount ?? 0
    if (rowCount !== PRUNED_AT_ONCE || signal?.aborted) return forgotten
  }
}

function refuseGone(after: number, oldest: number, newest: number): void {
  if (after > newest) throw new GoneError(`Position ${after} has not been given out: the last is ${newest}.`, newest)
  if (after < oldest - 1) throw new GoneError(`Events up to position ${oldest - 1} are no longer kept.`, newest)
}

function toEvent({ connectionId, entity, externalId, change, at, position }: FeedRow): FeedEvent {
  return { position: Number(position), connectionId, entity, externalId, change, at }
}
