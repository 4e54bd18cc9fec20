// The lines of an order or an invoice as the company's own books have them. Money is in öre, without VAT.
import type { Invoice, Order, Row } from '../../../connectors/fortnox/practice-store/documents.ts'
import { add, netOf, round, type Sums, totalOf, withoutVat } from '../../../connectors/fortnox/practice-store/money.ts'

export interface Line {
  readonly id: string
  readonly kind: 'product' | 'shipping' | 'fee' | 'rounding'
  readonly name: string
  readonly quantity: number
  readonly percent: number
  readonly subtotal: number
  readonly total: number
  readonly tax: number
  /** What it is of; absent where Fortnox has no row for it. */
  readonly row?: Row
}

type Document = Order | Invoice

export const linesOf = (document: Document, sums: Sums): Line[] => [
  ...rowsOf(document, sums),
  ...lump('freight', 'shipping', 'Freight', [document.freight, sums.freightVat]),
  ...lump('fee', 'fee', 'Administration fee', [document.fee, sums.feeVat]),
  ...lump('rounding', 'rounding', 'Rounding', [sums.roundOff, 0]),
]

const lump = (id: string, kind: Line['kind'], name: string, [total, tax]: readonly [number, number]): Line[] =>
  total === 0
    ? []
    : [{ id, kind, name, quantity: 1, percent: Math.round(100 * Math.abs(tax / total)), subtotal: total, total, tax }]

/** Fortnox works out VAT for each rate: the öre by which that differs are put on the rows that bear most of it. */
function rowsOf(document: Document, sums: Sums): Line[] {
  const { rows, vatIncluded } = document
  const lines = rows.map(row => ({ ...showRow(row, vatIncluded), row }))
  const lacking = sums.vat - sums.freightVat - sums.feeVat - add(lines.map(({ tax }) => tax))
  const bearing = lines.filter(({ percent }) => percent > 0).sort((a, b) => Math.abs(b.tax) - Math.abs(a.tax))
  for (const line of bearing.slice(0, Math.abs(lacking))) line.tax += Math.sign(lacking)
  return lines
}

function showRow(row: Row, vatIncluded: boolean) {
  const total = netOf(row, vatIncluded)
  const tax = vatIncluded ? totalOf(row) - total : round((total * row.vat) / 100)
  const named = { id: String(row.id), kind: 'product' as const, name: row.description }
  return { ...named, quantity: row.quantity, percent: row.vat, subtotal: beforeDiscount(row, vatIncluded), total, tax }
}

function beforeDiscount(row: Row, vatIncluded: boolean): number {
  const total = netOf(row, vatIncluded)
  if (row.discountType === 'PERCENT') return round((total * 100) / (100 - row.discount))
  return total + withoutVat(row.discount, row.vat, vatIncluded)
}
