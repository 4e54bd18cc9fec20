import type { Invoice } from './documents.ts'
import { bookInvoice, invoiceOrder, makeCreditNote, makeInvoice, makeOrder, makePayment } from './make-documents.ts'
import type { State } from './state.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface Sales {
  readonly orders: number
  /** Invoices that no order was made for. */
  readonly directInvoices: number
}

/** Evenly over the last four hundred days, the last of them a day before the store opened. */
const timesOf = (state: State, count: number): number[] =>
  Array.from({ length: count }, (_, n) => state.openedAt - DAY_MS - ((count - 1 - n) * 400 * DAY_MS) / count)

/** Of ten orders one is cancelled, two are not invoiced yet; of ten invoices one is not booked, one is taken back, two are open. */
export function seedSales(state: State, { orders, directInvoices }: Sales): void {
  for (const [n, at] of timesOf(state, orders).entries()) {
    const order = makeOrder(state, at)
    if (n % 10 === 3) order.cancelled = true
    else if (n % 10 < 8) settle(state, invoiceOrder(state, order, soon(state, at, 4)), n)
  }
  for (const [n, at] of timesOf(state, directInvoices).entries()) settle(state, makeInvoice(state, at), n + 1)
}

/** Never later than the store opened. */
const soon = ({ openedAt }: State, at: number, hours: number) => Math.min(at + hours * HOUR_MS, openedAt - HOUR_MS)

function settle(state: State, invoice: Invoice, n: number): void {
  const at = invoice.modified
  if (n % 10 === 0) {
    invoice.cancelled = n % 20 === 0
    return
  }
  bookInvoice(state, invoice, at)
  if (n % 10 === 7) makeCreditNote(state, invoice, soon(state, at, 200))
  else if (n % 10 === 5) makePayment(state, invoice, { share: 0.5, at: soon(state, at, 90) })
  else if (n % 10 !== 2) makePayment(state, invoice, { share: 1, at: soon(state, at, 120) })
}
