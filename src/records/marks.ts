import type { Pool, PoolClient } from 'pg'
import type { EntityName, Mark } from '../sdk/index.ts'
import { tables } from './tables.ts'
import type { Target } from './upsert.ts'

/** Whose records. */
export interface Owner extends Pick<Target, 'connectionId'> {
  readonly entity: { readonly name: EntityName }
}

/** A sweep whose ids are marked: what is ours and was not seen may have been deleted. */
export interface Swept {
  readonly windowId: string
  readonly createdFrom: Date | null
  readonly openedAt: Date
}

export async function markSeen(client: PoolClient, windowId: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return
  await client.query(
    `INSERT INTO sweep_marks (window_id, external_id) SELECT DISTINCT $1::uuid, r FROM unnest($2::text[]) r ORDER BY r
     ON CONFLICT DO NOTHING`,
    [windowId, externalIds],
  )
}

/** Which of these differ from ours, those in the trash included, or are not ours yet. */
export async function findDiffering(db: Pick<Pool, 'query'>, owner: Owner, marks: readonly Mark[]): Promise<string[]> {
  const { rows } = await db.query<{ externalId: string }>(
    `SELECT DISTINCT m.external_id AS "externalId" FROM unnest($2::text[], $3::text[]) AS m(external_id, fingerprint)
     LEFT JOIN ${tables[owner.entity.name].table} t ON t.connection_id = $1 AND t.external_id = m.external_id
     WHERE t.fingerprint IS DISTINCT FROM m.fingerprint`,
    [owner.connectionId, marks.map(one => one.externalId), marks.map(one => one.fingerprint)],
  )
  return rows.map(row => row.externalId)
}

/** Our records within the sweep's bounds: those it has not seen and that we had before it began, and all. */
export async function countMissing(db: Pick<Pool, 'query'>, owner: Owner, swept: Swept) {
  const { rows } = await db.query<{ missing: number; all: number }>(
    `SELECT count(*) FILTER (WHERE ${unseen})::int AS missing, count(*)::int AS "all"
     FROM ${tables[owner.entity.name].table} t WHERE ${within(owner)}`,
    [owner.connectionId, swept.createdFrom, swept.windowId, swept.openedAt],
  )
  return rows[0]!
}

/** Our records that were created from then on; null: all. */
export async function countLive(db: Pick<Pool, 'query'>, owner: Owner, createdFrom: Date | null): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${tables[owner.entity.name].table} t WHERE ${within(owner)}`,
    [owner.connectionId, createdFrom],
  )
  return rows[0]!.n
}

/** How many of these we have and have not marked deleted. */
export async function countLiving(db: Pick<Pool, 'query'>, owner: Owner, externalIds: readonly string[]) {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${tables[owner.entity.name].table}
     WHERE connection_id = $1 AND external_id = ANY ($2) AND deleted_at IS NULL`,
    [owner.connectionId, externalIds],
  )
  return rows[0]!.n
}

/** The next of them by external id. */
export async function listMissing(
  db: Pick<Pool, 'query'>,
  owner: Owner,
  { swept, after, limit }: { swept: Swept; after: string; limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ externalId: string }>(
    `SELECT t.external_id AS "externalId" ${listMissingSql(owner)} AND t.external_id > $5 ORDER BY t.external_id LIMIT $6`,
    [owner.connectionId, swept.createdFrom, swept.windowId, swept.openedAt, after, limit],
  )
  return rows.map(row => row.externalId)
}

/** SQL: from where the missing are taken; $1 to $4 as `countMissing` gives them. */
export const listMissingSql = (owner: Owner): string =>
  `FROM ${tables[owner.entity.name].table} t WHERE ${within(owner)} AND ${unseen}`

const unseen = `t.imported_at < $4 AND NOT EXISTS
  (SELECT 1 FROM sweep_marks m WHERE m.window_id = $3 AND m.external_id = t.external_id)`

/** Order Start: what lies before it is neither counted nor deleted. A record whose time is not known counts. */
function within({ entity }: Owner): string {
  const { startsBy } = tables[entity.name]
  const starts = startsBy ? `coalesce(${startsBy} >= $2::timestamptz, true)` : '($2::timestamptz IS NULL OR true)'
  return `t.connection_id = $1 AND t.deleted_at IS NULL AND ${starts}`
}
