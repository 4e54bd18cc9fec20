import type { Database } from '../db.ts'
import { instant } from '../records/instant-sql.ts'
import type { Registry } from '../sdk/index.ts'
import { type FreshnessState, freshnessSql, freshnessTables } from './freshness.ts'
import { findMissing, type Missing, readWantedSince } from './missing.ts'
import { explainState } from './words.ts'

export interface LastReconcile {
  readonly runId: string
  readonly state: string
  readonly at: string
  readonly problem: { readonly message: string; readonly remedy: string } | null
}

/** How fresh and how complete one entity of one connection is. */
export interface EntityStatus {
  readonly entity: string
  readonly label: string
  readonly freshness: FreshnessState
  /** In words. */
  readonly because: string
  /** What was created from then on is here. Null with `completeUntil`: whatever its age; without: nothing is known. */
  readonly completeSince: Date | null
  /** As it was then, or later, by the store's clock. */
  readonly completeUntil: Date | null
  readonly complete: boolean
  readonly missing: readonly Missing[]
  /** How many records there were when all ids of the store were last seen. */
  readonly counts: { readonly store: number; readonly ours: number; readonly at: Date } | null
  readonly lastReconcile: LastReconcile | null
  readonly openRejections: number
  /** Runs that failed since the last that succeeded. */
  readonly failures: number
  readonly nextRunAt: Date | null
  readonly lateAt: Date | null
}

export interface EntityRow {
  readonly connectionId: string
  readonly entity: string
  readonly freshness: FreshnessState
  readonly active: boolean
  readonly attention: { readonly message?: string } | null
  readonly unreadableBecause: string | null
  readonly completeSince: Date | null
  readonly completeUntil: Date | null
  readonly readAt: Date | null
  readonly lateAt: Date | null
  readonly nextRunAt: Date | null
  readonly failures: number
  readonly storeCount: number | null
  readonly ourCount: number | null
  readonly countedAt: Date | null
  readonly lastReconcile: LastReconcile | null
  readonly openRejections: number
  readonly waits: boolean
}

interface Owner {
  readonly connectionId: string
  readonly externalSystem: string
  readonly orderStart: string
  readonly timeZone: string | null
}

/** By connection, in the order in which its connector names them. */
export async function readEntities(
  { db, registry }: { readonly db: Database; readonly registry: Registry },
  owners: readonly Owner[],
): Promise<ReadonlyMap<string, EntityStatus[]>> {
  const { rows } = await db.pool.query<EntityRow>(entitiesSql, [owners.map(({ connectionId }) => connectionId)])
  return new Map(
    owners.map(owner => {
      const known = registry.get(owner.externalSystem)?.entities ?? []
      const place = (entity: string) => known.findIndex(({ name }) => name === entity)
      const own = rows
        .filter(({ connectionId }) => connectionId === owner.connectionId)
        .sort((a, b) => place(a.entity) - place(b.entity))
      return [owner.connectionId, own.map(row => toStatus(owner, known[place(row.entity)], row))]
    }),
  )
}

type KnownEntity = NonNullable<ReturnType<Registry['get']>>['entities'][number] | undefined

function toStatus({ orderStart, timeZone }: Owner, entity: KnownEntity, row: EntityRow): EntityStatus {
  const wantedSince = entity?.import?.startsAtOrderStart ? readWantedSince(orderStart, timeZone) : null
  const missing = findMissing({ ...row, wantedSince })
  const { storeCount: store, ourCount: ours, countedAt: at } = row
  return {
    entity: row.entity,
    label: entity?.label ?? row.entity,
    freshness: row.freshness,
    because: explainState(row),
    completeSince: row.completeUntil === null ? null : row.completeSince,
    completeUntil: row.completeUntil,
    complete: missing.length === 0,
    missing,
    counts: store === null || ours === null || at === null ? null : { store, ours, at },
    lastReconcile: row.lastReconcile,
    openRejections: row.openRejections,
    failures: row.failures,
    nextRunAt: row.nextRunAt,
    lateAt: row.lateAt,
  }
}

/** The time within which a reconcile is looked for: there is one a day while a schedule is on. */
const recently = `interval '35 days'`

const entitiesSql = `
  SELECT s.connection_id AS "connectionId", s.entity, ${freshnessSql} AS freshness, s.active, c.attention,
    s.unreadable_because AS "unreadableBecause", k.complete_since AS "completeSince", k.watermark AS "completeUntil",
    k.our_time AS "readAt", CASE WHEN s.active THEN k.late_at END AS "lateAt", s.next_run_at AS "nextRunAt",
    coalesce(k.failures, 0) AS failures, k.store_count AS "storeCount", k.our_count AS "ourCount", k.counted_at AS "countedAt",
    last.reconcile AS "lastReconcile", coalesce(r.n, 0) AS "openRejections",
    (s.connection_id, s.entity) IN (SELECT connection_id, entity FROM runs WHERE state = 'needs_approval') AS waits
  FROM ${freshnessTables}
  LEFT JOIN (
    SELECT connection_id, entity, count(*)::int AS n FROM rejections
    WHERE connection_id = ANY ($1::uuid[]) AND state = 'open' GROUP BY 1, 2
  ) r ON r.connection_id = s.connection_id AND r.entity = s.entity
  LEFT JOIN LATERAL (
    SELECT json_build_object('runId', id, 'state', state, 'problem', problem,
      'at', ${instant('coalesce(ended_at, progressed_at, queued_at)')}) AS reconcile
    FROM runs WHERE connection_id = s.connection_id AND entity = s.entity AND kind = 'reconcile'
      AND state NOT IN ('queued', 'running', 'skipped') AND queued_at > now() - ${recently}
    ORDER BY queued_at DESC LIMIT 1
  ) last ON true
  WHERE s.connection_id = ANY ($1::uuid[])`
