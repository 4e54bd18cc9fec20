import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/db.ts'
import { insertRows } from './rows.ts'

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly needed: boolean
  readonly parent: string | null
}

const findColumns = `
  SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type,
    a.attnotnull AND NOT a.atthasdef AS needed, p.relname AS parent
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
  LEFT JOIN pg_class p ON p.oid = f.confrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum`

/** What a column must hold to be of use; all others hold what their type allows. */
const given: Readonly<Record<string, unknown>> = {
  entity: 'orders',
  'runs.kind': 'full',
  'runs.state': 'needs_approval',
  'alerts.kind': 'failing',
  'rejections.state': 'open',
  'rejections.raw': '{}',
  'events.change': 'created',
  'orders.status': 'processing',
  'invoices.status': 'open',
  'invoices.kind': 'invoice',
  'order_lines.kind': 'product',
  'invoice_lines.kind': 'product',
  'products.status': 'active',
  'stock_levels.status': 'in_stock',
  'variants.stock_status': 'in_stock',
  cron: '0 * * * *',
  time_zone: 'UTC',
  ended: null,
  unreadable_because: null,
  currency: 'SEK',
}
const lists = new Set([
  'coupons',
  'tags',
  'images',
  'attributes',
  'component_external_ids',
  'lines',
  'taxes',
  'options',
])
for (const one of ['notices', 'totals', 'statuses', 'differences']) lists.add(one)

export interface Filled {
  /** In all text that is this connection's. */
  readonly mark: string
  /** By table. */
  readonly ids: Readonly<Record<string, string>>
}

/**
 * A connection with one row in every table that hangs on one, with its mark in every text. Tables are found in the
 * catalog: one that is added later is filled too.
 */
export async function fillConnection(db: Database, mark: string, companyGroupId: string): Promise<Filled> {
  const { rows: columns } = await db.pool.query<Column>(findColumns)
  const id = randomUUID()
  const ids: Record<string, string> = { connections: id }
  const facts = { name: mark, url: 'https://shop.example', timeZone: 'UTC', currency: 'SEK', identity: mark }
  const connection = {
    id,
    name: mark,
    system: 'toyshop',
    identity: mark,
    credential_key_id: 'test',
    credential_sealed: '',
  }
  const shown = { credential_shown: '{}', facts, report: '[]', verified_at: new Date(), order_start: '2026-01-01' }
  await insertRows(db, 'connections', [{ ...connection, ...shown, company_group_id: companyGroupId }])
  const left = Map.groupBy(columns, one => one.table)
  for (const [table, own] of left) if (!hangs(own, left)) left.delete(table)
  while (left.size > 0)
    for (const [table, own] of left) {
      if (own.some(({ parent }) => parent !== null && left.has(parent) && parent !== table)) continue
      left.delete(table)
      ids[table] = randomUUID()
      const values = own.map(one => [one.column, fillValue(one, mark, ids)] as const)
      await insertRows(db, table, [Object.fromEntries(values.filter(([, value]) => value !== null))])
    }
  return { mark, ids }
}

const hangs = (own: readonly Column[], tables: ReadonlyMap<string, readonly Column[]>): boolean =>
  own.some(({ column, parent }) => {
    if (column === 'connection_id') return true
    return parent !== null && (tables.get(parent) ?? []).some(one => one.column === 'connection_id')
  })

let position = 0

/** Null: left to the database. */
function fillValue(
  { table, column, type, needed, parent }: Column,
  mark: string,
  ids: Record<string, string>,
): unknown {
  if (column === 'id') return type === 'uuid' ? ids[table] : ++position
  if (column === 'connection_id') return ids['connections']
  if (parent !== null) return ids[parent] ?? null
  const set = [`${table}.${column}`, column].find(name => name in given)
  if (set !== undefined) return given[set]
  if (type === 'text')
    return column === 'body' ? JSON.stringify(mark) : column === 'external_id' ? `${mark}-1` : `${mark} ${column}`
  if (type === 'text[]') return []
  if (type === 'tsvector') return `'${mark}'`
  if (type.startsWith('timestamp')) return needed || column === 'created_at' ? new Date() : null
  if (type === 'jsonb') return needed || lists.has(column) ? (lists.has(column) ? '[]' : '{}') : null
  return needed ? plain(type, column) : null
}

function plain(type: string, column: string): unknown {
  if (column === 'position' && type === 'bigint') return ++position
  if (type === 'uuid') return randomUUID()
  if (type === 'boolean') return true
  if (type === 'date') return '2026-11-01'
  if (type === 'bytea') return ''
  return 1
}
