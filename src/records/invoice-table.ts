import type { CanonicalRecord } from '../sdk/index.ts'
import { proveInvoice } from './money.ts'
import { searchText } from './search-text.ts'
import type { RecordTable } from './table.ts'

export const invoices: RecordTable = {
  table: 'invoices',
  startsBy: 't.created_at',
  columns: {
    number: 'text',
    kind: 'text',
    status: 'text',
    external_status: 'text',
    issued_on: 'date',
    due_on: 'date',
    paid_on: 'date',
    currency: 'text',
    currency_rate: 'numeric',
    total: 'numeric',
    total_tax: 'numeric',
    balance: 'numeric',
    booked: 'boolean',
    voucher_external_id: 'text',
    order_external_id: 'text',
    order_number: 'text',
    credited_external_id: 'text',
    customer_external_id: 'text',
    email: 'text',
    billing: 'jsonb',
    payment_reference: 'text',
    money_difference: 'numeric',
    money_warning: 'text',
    meta: 'jsonb',
  },
  derive: record => ({ ...proveInvoice(record as CanonicalRecord<'invoices'>) }),
  search: record => {
    const { number, orderNumber, paymentReference, email, billing, lines } = record as CanonicalRecord<'invoices'>
    const codes = [number, orderNumber, paymentReference, ...lines.map(line => line.sku)]
    return searchText([email, billing?.name, billing?.company], codes)
  },
  children: [
    {
      property: 'lines',
      table: 'invoice_lines',
      parent: 'invoice_id',
      keys: ['external_id'],
      columns: {
        external_id: 'text',
        position: 'int',
        kind: 'text',
        name: 'text',
        sku: 'text',
        product_external_id: 'text',
        order_line_external_id: 'text',
        quantity: 'numeric',
        subtotal: 'numeric',
        total: 'numeric',
        tax: 'numeric',
        tax_percent: 'numeric',
        account_number: 'text',
        meta: 'jsonb',
      },
    },
  ],
}
