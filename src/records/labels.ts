import type { Pool } from 'pg'
import type { EntityName } from '../sdk/index.ts'
import type { Owner } from './marks.ts'
import { tables } from './tables.ts'

/** A record by what people call it. */
export interface Labelled {
  readonly id: string
  readonly externalId: string
  /** Its number, name or SKU. */
  readonly label: string
}

const labels: Readonly<Record<EntityName, string>> = {
  orders: `concat_ws(' · ', t.number, t.billing->>'name')`,
  invoices: `concat_ws(' · ', t.number, t.billing->>'name')`,
  products: `concat_ws(' · ', t.sku, t.name)`,
  customers: `concat_ws(' ', t.first_name, t.last_name, '<' || t.email || '>')`,
  shipments: `concat_ws(' · ', t.order_number, t.carrier, t.tracking_number)`,
  accounts: `concat_ws(' ', t.number, t.description)`,
  vouchers: `concat_ws(' · ', concat_ws(' ', t.series, t.number), t.description)`,
  stock: `coalesce(t.sku, t.variant_external_id, t.parent_external_id)`,
}

/** In the order of their external ids; those that we do not have are left out. */
export async function labelRecords(
  db: Pick<Pool, 'query'>,
  { connectionId, entity: { name } }: Owner,
  externalIds: readonly string[],
): Promise<Labelled[]> {
  const { rows } = await db.query<Labelled>(
    `SELECT t.id, t.external_id AS "externalId", coalesce(nullif(${labels[name]}, ''), t.external_id) AS label
     FROM ${tables[name].table} t WHERE t.connection_id = $1 AND t.external_id = ANY ($2) ORDER BY t.external_id`,
    [connectionId, externalIds],
  )
  return rows
}
