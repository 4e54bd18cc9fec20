import type { Database } from '../db.ts'
import { money } from '../records/decimal-sql.ts'
import { instant } from '../records/instant-sql.ts'
import type { OurOrder } from './compare.ts'
import type { SealSpan } from './span.ts'

const columns = `external_id AS "externalId", number, external_status AS status, ${money('total')} AS total, currency,
  ${instant('created_at')} AS "createdAt", ${instant('modified_at')} AS "modifiedAt", deleted_at IS NOT NULL AS deleted,
  coalesce(deleted_at IS NULL AND created_at >= $2 AND created_at < $3, false) AS counts`

/** The orders of the span, and those of the store's ids that are here otherwise, as they are at one moment. */
export async function readOurOrders(
  { pool }: Pick<Database, 'pool'>,
  { connectionId, span, externalIds }: { connectionId: string; span: SealSpan; externalIds: readonly string[] },
): Promise<OurOrder[]> {
  const { rows } = await pool.query<OurOrder>(
    `SELECT ${columns} FROM orders WHERE connection_id = $1 AND created_at >= $2 AND created_at < $3
     UNION
     SELECT ${columns} FROM orders WHERE connection_id = $1 AND external_id = ANY ($4)`,
    [connectionId, span.from, span.before, externalIds],
  )
  return rows
}

/** Why orders that are not here are set aside, by external id. */
export async function readSetAside(
  { pool }: Pick<Database, 'pool'>,
  connectionId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ externalId: string; reason: string }>(
    `SELECT external_id AS "externalId", reason FROM rejections
     WHERE connection_id = $1 AND entity = 'orders' AND state = 'open' AND key = ANY ($2)`,
    [connectionId, externalIds],
  )
  return new Map(rows.map(({ externalId, reason }) => [externalId, reason]))
}
