// What we have stored of the shop, read straight from the tables, in the words of store-picture.ts.
import type { Pool } from 'pg'
import { type DetailName, readCollections, readDetail } from '../../src/records/detail.ts'
import { showOurs } from '../journey/our-picture.ts'
import type { Picture } from '../journey/store-picture.ts'
import type { World } from './world.ts'

type Row = Record<string, unknown>

/** Only what is not marked deleted, as it is at the moment of the story: what a sale costs goes by that. */
export async function readPicture({
  db,
  connectionId,
  now,
}: Pick<World, 'db' | 'connectionId' | 'now'>): Promise<Picture> {
  const at = (sql: string) => sql.replaceAll('now()', `'${now().toISOString()}'::timestamptz`)
  const pool = { query: (sql: string, values: unknown[]) => db.pool.query(at(sql), values) } as unknown as Pool
  const details = (name: DetailName) => readDetails(pool, name, connectionId)
  return showOurs({
    orders: await details('orders'),
    invoices: await details('invoices'),
    products: await details('products'),
    customers: await details('customers'),
    shipments: await readRows(db.pool, shipments, connectionId),
    stock: await readRows(db.pool, stock, connectionId),
    accounts: await details('accounts'),
    vouchers: await details('vouchers'),
    collections: await readCollections(db.pool, { connectionId }),
  })
}

/** The very statement that shows one record, for all of them. */
async function readDetails(pool: Pool, name: DetailName, connectionId: string) {
  let rows: Row[] = []
  const query = async (sql: string) => {
    const answer = await pool.query(sql.replace('t.id = $1', 't.connection_id = $1 AND t.deleted_at IS NULL'), [
      connectionId,
    ])
    rows = answer.rows
    return answer
  }
  await readDetail({ query } as unknown as Pool, name, '')
  return rows
}

const shipments = `SELECT external_id AS "externalId", parent_external_id AS "orderExternalId", created_at AS "createdAt",
  modified_at AS "modifiedAt", source, carrier, tracking_number AS "trackingNumber", lines FROM shipments
  WHERE connection_id = $1 AND deleted_at IS NULL`

const stock = `SELECT external_id AS "externalId", parent_external_id AS "productExternalId", sku, managed, quantity, status,
  created_at AS "createdAt", modified_at AS "modifiedAt" FROM stock_levels WHERE connection_id = $1 AND deleted_at IS NULL`

const readRows = async (pool: Pool, sql: string, connectionId: string): Promise<Row[]> =>
  (await pool.query<Row>(sql, [connectionId])).rows
