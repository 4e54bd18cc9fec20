import type { CanonicalRecord } from '../sdk/index.ts'
import { proveMoney } from './money.ts'
import { searchText } from './search-text.ts'
import type { RecordTable } from './table.ts'

export const orders: RecordTable = {
  table: 'orders',
  startsBy: 't.created_at',
  columns: {
    number: 'text',
    status: 'text',
    external_status: 'text',
    currency: 'text',
    paid_at: 'timestamptz',
    completed_at: 'timestamptz',
    customer_external_id: 'text',
    email: 'text',
    billing: 'jsonb',
    shipping: 'jsonb',
    payment_method: 'text',
    payment_method_title: 'text',
    transaction_id: 'text',
    customer_note: 'text',
    prices_include_tax: 'boolean',
    total: 'numeric',
    total_tax: 'numeric',
    shipping_total: 'numeric',
    discount_total: 'numeric',
    refunded_total: 'numeric',
    money_difference: 'numeric',
    money_warning: 'text',
    coupons: 'jsonb',
    meta: 'jsonb',
  },
  derive: record => ({ ...proveMoney(record as CanonicalRecord<'orders'>) }),
  search: record => {
    const { number, email, billing, shipping, lines } = record as CanonicalRecord<'orders'>
    const people = [billing?.name, billing?.company, billing?.email, shipping?.name, shipping?.company]
    return searchText([email, ...people], [number, billing?.phone, shipping?.phone, ...lines.map(line => line.sku)])
  },
  children: [
    {
      property: 'lines',
      table: 'order_lines',
      parent: 'order_id',
      keys: ['kind', 'external_id'],
      columns: {
        kind: 'text',
        external_id: 'text',
        position: 'int',
        name: 'text',
        sku: 'text',
        product_external_id: 'text',
        variant_external_id: 'text',
        quantity: 'numeric',
        subtotal: 'numeric',
        total: 'numeric',
        tax: 'numeric',
        taxes: 'jsonb',
        meta: 'jsonb',
      },
    },
    {
      property: 'taxes',
      table: 'order_taxes',
      parent: 'order_id',
      keys: ['rate_external_id'],
      mayRepeat: true,
      columns: {
        rate_external_id: 'text',
        position: 'int',
        label: 'text',
        percent: 'numeric',
        amount: 'numeric',
        shipping_amount: 'numeric',
      },
    },
    {
      property: 'refunds',
      table: 'order_refunds',
      parent: 'order_id',
      keys: ['external_id'],
      columns: {
        external_id: 'text',
        position: 'int',
        created_at: 'timestamptz',
        reason: 'text',
        amount: 'numeric',
        lines: 'jsonb',
      },
    },
  ],
}
