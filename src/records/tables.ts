import type { CanonicalRecord, EntityName } from '../sdk/index.ts'
import { accounts, vouchers } from './books-tables.ts'
import { invoices } from './invoice-table.ts'
import { orders } from './order-table.ts'
import { products } from './product-table.ts'
import { searchText } from './search-text.ts'
import { type ChildTable, type RecordTable, type Row, toCamel } from './table.ts'

const customers: RecordTable = {
  table: 'customers',
  columns: {
    email: 'text',
    first_name: 'text',
    last_name: 'text',
    company: 'text',
    phone: 'text',
    username: 'text',
    role: 'text',
    billing: 'jsonb',
    shipping: 'jsonb',
    meta: 'jsonb',
  },
  search: record => {
    const { email, firstName, lastName, company, username, phone, billing } = record as CanonicalRecord<'customers'>
    const texts = [email, firstName, lastName, company, username, billing?.name, billing?.company]
    return searchText(texts, [phone, billing?.phone])
  },
  children: [],
}

const shipments: RecordTable = {
  table: 'shipments',
  startsBy: `(SELECT o.created_at FROM orders o
    WHERE o.connection_id = t.connection_id AND o.external_id = t.parent_external_id)`,
  columns: {
    parent_external_id: 'text',
    order_number: 'text',
    status: 'text',
    carrier: 'text',
    tracking_number: 'text',
    tracking_url: 'text',
    shipped_at: 'timestamptz',
    source: 'text',
    lines: 'jsonb',
  },
  children: [],
}

const stock: RecordTable = {
  table: 'stock_levels',
  columns: {
    parent_external_id: 'text',
    variant_external_id: 'text',
    location_external_id: 'text',
    sku: 'text',
    managed: 'boolean',
    quantity: 'numeric',
    status: 'text',
    backorders: 'boolean',
  },
  children: [],
}

export const tables: Readonly<Record<EntityName, RecordTable>> = {
  ...{ orders, invoices, products, customers, shipments, stock, accounts, vouchers },
}

/** @throws Error when the record names one and the same child twice. */
export function refuseRepeats(table: RecordTable, record: CanonicalRecord): void {
  for (const child of table.children) {
    if (child.mayRepeat) continue
    const seen = new Set<string>()
    for (const row of listOf(record, child)) {
      const key = child.keys.map(name => row[toCamel(name)]).join(' ')
      if (seen.has(key)) throw new Error(`${child.property}: ${key} is there twice.`)
      seen.add(key)
    }
  }
}

export function listOf(record: CanonicalRecord, child: ChildTable): Row[] {
  return (record as unknown as Record<string, Row[]>)[child.property] ?? []
}
