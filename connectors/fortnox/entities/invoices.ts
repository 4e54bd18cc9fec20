import { entity, readable } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapInvoice, RawInvoice } from '../map/invoice.ts'
import { mark } from '../map/mark.ts'
import type { Position } from '../walk.ts'
import { type Numbered, numbered } from './numbered.ts'

const listed: Numbered = {
  resource: 'invoices',
  dayField: 'InvoiceDate',
  fingerprint: row =>
    mark(row, {
      texts: ['CustomerNumber', 'CustomerName', 'InvoiceDate', 'DueDate', 'FinalPayDate', 'Currency', 'OCR'],
      amounts: ['Total', 'Balance', 'VoucherNumber'],
      flags: ['Booked', 'Cancelled', 'Sent'],
    }),
}

/** A payment may change what is left to pay and not when the invoice was changed: the sweep sees it in the list. */
export const invoices = entity<'invoices', Client, RawInvoice, Position, Facts>({
  name: 'invoices',
  label: 'Invoices',
  import: {
    ...numbered(listed),
    raw: readable(RawInvoice),
    map: mapInvoice,
  },
})
