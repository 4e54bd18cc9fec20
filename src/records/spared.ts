import type { Pool, PoolClient } from 'pg'
import { listMissingSql, type Owner, type Swept } from './marks.ts'
import { tables } from './tables.ts'

// Records that the store does not show any more and that are kept, because a person decided so.

/** Keeps all that the sweep has not seen; how many that is now. */
export async function spareMissing(client: PoolClient, owner: Owner, swept: Swept): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO spared_records (connection_id, entity, external_id)
     SELECT t.connection_id, $5, t.external_id ${listMissingSql(owner)} ON CONFLICT DO NOTHING`,
    [owner.connectionId, swept.createdFrom, swept.windowId, swept.openedAt, owner.entity.name],
  )
  return rowCount ?? 0
}

/** Those that this sweep has seen again are like all others from now on. */
export async function releaseSeen(client: PoolClient, owner: Owner, windowId: string): Promise<void> {
  await client.query(
    `DELETE FROM spared_records k WHERE connection_id = $1 AND entity = $2 AND (
       EXISTS (SELECT 1 FROM sweep_marks m WHERE m.window_id = $3 AND m.external_id = k.external_id)
       OR NOT EXISTS (${record(owner)}))`,
    [owner.connectionId, owner.entity.name, windowId],
  )
}

/** To this sweep they are there: it neither counts nor deletes them. */
export async function passOverSpared(client: PoolClient, owner: Owner, windowId: string): Promise<void> {
  await client.query(
    `INSERT INTO sweep_marks (window_id, external_id)
     SELECT $3, external_id FROM spared_records WHERE connection_id = $1 AND entity = $2 ON CONFLICT DO NOTHING`,
    [owner.connectionId, owner.entity.name, windowId],
  )
}

/** All of them, or those that this sweep has not seen or passed over. */
export async function countSpared(db: Pick<Pool, 'query'>, owner: Owner, windowId?: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM spared_records k WHERE connection_id = $1 AND entity = $2 AND EXISTS (${record(owner)})
       AND NOT EXISTS (SELECT 1 FROM sweep_marks m WHERE m.window_id = $3 AND m.external_id = k.external_id)`,
    [owner.connectionId, owner.entity.name, windowId ?? null],
  )
  return rows[0]!.n
}

const record = ({ entity }: Owner) =>
  `SELECT 1 FROM ${tables[entity.name].table} t
   WHERE t.connection_id = k.connection_id AND t.external_id = k.external_id AND t.deleted_at IS NULL`
