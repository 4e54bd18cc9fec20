import type { Database } from '../db.ts'
import { stalledAfterMs } from '../runs/notice-stalled.ts'

/** So many runs of an entity failed one after the other, each after tries of its own. */
export const disconnectedAfterFailures = 2

/**
 * How fresh what is here is, per connection and entity: the first rule that holds. `late_at` comes from the schedule: twice
 * its interval and ten minutes after what is here was read, see `src/schedules/late.ts`.
 *
 * SQL over `c` connections, `s` schedules, `k` checkpoints (columns null where nothing was ever read).
 */
export const freshnessRules = [
  { state: 'paused', meaning: 'A person paused the connection.', when: 'c.paused_at IS NOT NULL' },
  { state: 'inactive', meaning: 'Its schedule is off: nothing is expected.', when: 'NOT s.active' },
  {
    state: 'disconnected',
    meaning: `The credential was refused, it may not be read, or its last ${disconnectedAfterFailures} runs failed.`,
    when: `c.attention IS NOT NULL OR s.unreadable_because IS NOT NULL OR k.failures >= ${disconnectedAfterFailures}`,
  },
  {
    state: 'stalled',
    meaning: `A run has got nothing done for ${stalledAfterMs / 60_000} minutes.`,
    when: `(s.connection_id, s.entity) IN (SELECT connection_id, entity FROM runs
      WHERE state = 'running' AND coalesce(progressed_at, started_at) < now() - interval '${stalledAfterMs} ms')`,
  },
  { state: 'never', meaning: 'Nothing has been read to its end yet.', when: 'k.watermark IS NULL' },
  {
    state: 'late',
    meaning: 'Two runs were due since it was read, and none came to its end.',
    when: 'k.late_at < now()',
  },
  { state: 'fresh', meaning: 'Read when it was due.', when: 'true' },
] as const

export type FreshnessState = (typeof freshnessRules)[number]['state']
export const freshnessStates = freshnessRules.map(({ state }) => state)

/** What a person should know first; what is not expected does not count. */
export const byUrgency: readonly FreshnessState[] = ['disconnected', 'stalled', 'late', 'never', 'paused', 'fresh']

export const freshnessSql = `CASE ${freshnessRules.map(({ state, when }) => `WHEN ${when} THEN '${state}'`).join(' ')} END`

/** What `freshnessSql` looks at. */
export const freshnessTables = `schedules s JOIN connections c ON c.id = s.connection_id AND c.deleted_at IS NULL
  LEFT JOIN checkpoints k ON k.connection_id = s.connection_id AND k.entity = s.entity`

export interface Freshness {
  readonly connectionId: string
  readonly connectionName: string
  readonly entity: string
  readonly state: FreshnessState
  /** Everything until then is here, by the store's clock. Null: nothing yet. */
  readonly completeUntil: Date | null
  /** The same moment by our clock. */
  readonly readAt: Date | null
  /** When it is late; null while nothing was read, or nothing is expected. */
  readonly lateAt: Date | null
  /** Runs that failed since the last that succeeded. */
  readonly failures: number
  /** Everything since then is here, up to `completeUntil`. Null: since the beginning, or nothing yet. */
  readonly completeSince: Date | null
  /** When a reconcile last compared all there is, and what it counted on both sides. */
  readonly countedAt: Date | null
  readonly storeCount: number | null
  readonly ourCount: number | null
}

/** Of all connections, or of those named, by name and entity, in one statement. */
export async function readFreshness(
  db: Pick<Database, 'pool'>,
  { connectionIds }: { readonly connectionIds?: readonly string[] } = {},
): Promise<Freshness[]> {
  const { rows } = await db.pool.query<Freshness>(
    `SELECT c.id AS "connectionId", c.name AS "connectionName", s.entity, ${freshnessSql} AS state,
       k.watermark AS "completeUntil", k.our_time AS "readAt", CASE WHEN s.active THEN k.late_at END AS "lateAt",
       coalesce(k.failures, 0) AS failures, k.complete_since AS "completeSince", k.counted_at AS "countedAt",
       k.store_count AS "storeCount", k.our_count AS "ourCount"
     FROM ${freshnessTables} WHERE $1::uuid[] IS NULL OR c.id = ANY ($1) ORDER BY c.name, c.id, s.entity`,
    [connectionIds ?? null],
  )
  return rows
}
