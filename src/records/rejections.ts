import type { Pool, PoolClient } from 'pg'
import type { Database } from '../db.ts'
import { isKept } from './kept.ts'
import type { Rejected } from './normalise.ts'
import { originColumns } from './origin.ts'
import type { Target } from './upsert.ts'

/** A record set aside. */
export interface Rejection {
  readonly id: string
  readonly connectionId: string
  readonly connectionName: string
  readonly practice: boolean
  readonly entity: string
  readonly externalId: string | null
  readonly reason: string
  readonly state: 'open' | 'superseded' | 'dismissed'
  readonly runId: string | null
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  readonly seen: number
}

/** Remembers what was set aside. One that a person dismissed stays dismissed until the store sends something else. */
export async function noteRejections(client: PoolClient, target: Target, all: readonly Rejected[]): Promise<void> {
  if (all.length === 0) return
  const rejections = [...new Map(all.map(one => [one.key, one])).values()]
  await client.query(
    `INSERT INTO rejections AS t (connection_id, entity, run_id, key, external_id, reason, raw)
     SELECT $1, $2, $3, r.* FROM unnest($4::text[], $5::text[], $6::text[], $7::text[]) AS r(key, external_id, reason, raw)
     ORDER BY r.key
     ON CONFLICT (connection_id, entity, key) DO UPDATE SET external_id = excluded.external_id, reason = excluded.reason,
       raw = excluded.raw, run_id = excluded.run_id, last_seen_at = now(), seen = t.seen + 1,
       state = CASE WHEN t.state = 'dismissed' AND t.raw = excluded.raw THEN t.state ELSE 'open' END`,
    [
      target.connectionId,
      target.entity.name,
      target.runId,
      rejections.map(one => one.key),
      rejections.map(one => one.externalId),
      rejections.map(one => one.reason),
      rejections.map(one => one.raw),
    ],
  )
}

/** Those of them that there are. */
export async function findRejections({ pool }: Database, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM rejections WHERE id = ANY ($1)', [ids])
  return new Set(rows.map(({ id }) => id))
}

/** A version of these records was stored after all, or they are gone from the store. */
export async function supersedeRejections(
  client: Pick<Pool, 'query'>,
  target: Pick<Target, 'connectionId' | 'entity'>,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return
  await client.query(
    `UPDATE rejections SET state = 'superseded'
     WHERE connection_id = $1 AND entity = $2 AND key = ANY ($3) AND state <> 'superseded'`,
    [target.connectionId, target.entity.name, externalIds],
  )
}

/** True when it was open: it is not shown any more. */
export async function dismissRejection(client: Pick<Pool, 'query'>, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE rejections SET state = 'dismissed' WHERE id = $1 AND state = 'open'`,
    [id],
  )
  return rowCount === 1
}

const columns = `id, connection_id AS "connectionId", ${originColumns.connectionName} AS "connectionName",
  ${originColumns.practice} AS practice, entity, external_id AS "externalId", reason, state, run_id AS "runId",
  first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt", seen`

/** One rejection with the record as the store gave it, as JSON text. */
export async function readRejection(db: Database, id: string): Promise<(Rejection & { raw: string }) | null> {
  const { rows } = await db.pool.query(`SELECT ${columns}, raw FROM rejections t WHERE id = $1 AND ${isKept()}`, [id])
  return rows[0] ?? null
}
