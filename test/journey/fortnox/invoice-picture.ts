// An invoice or a credit note as the practice company's own books have it.
import type { Invoice } from '../../../connectors/fortnox/practice-store/documents.ts'
import { balanceOf, finalPayDayOf } from '../../../connectors/fortnox/practice-store/ledger.ts'
import { sumUp } from '../../../connectors/fortnox/practice-store/money.ts'
import type { State } from '../../../connectors/fortnox/practice-store/state.ts'
import { linesOf } from './lines.ts'
import { dayAt, showAddress } from './picture.ts'

export function showInvoice(state: State, invoice: Invoice): object {
  const { number, day, dueDay, currency, currencyRate, currencyUnit, orderNumber } = invoice
  const sums = sumUp(state, invoice)
  const balance = balanceOf(state, invoice)
  const order = orderNumber > 0 ? String(orderNumber) : null
  return {
    number: String(number),
    kind: invoice.credit ? 'credit_note' : 'invoice',
    ...stand(invoice, balance),
    days: [day, dueDay, finalPayDayOf(state, invoice)],
    currency,
    rate: Math.round((currencyRate / currencyUnit) * 1e6) / 1e6,
    money: { total: sums.total, totalTax: sums.vat, balance, difference: 0 },
    order: [order, order],
    customer: invoice.customerNumber,
    email: invoice.addressee.email || null,
    billing: showAddress(invoice.addressee, invoice.customerName),
    times: [dayAt(day), null],
    lines: linesOf(invoice, sums).map(({ row: _, id, ...line }) => ({ id, line: null, ...line })),
  }
}

function stand({ cancelled, voucher, sent }: Invoice, balance: number) {
  if (cancelled) return { status: 'cancelled', externalStatus: 'cancelled' }
  if (voucher === null) return { status: sent ? 'open' : 'draft', externalStatus: 'unbooked' }
  return balance === 0 ? { status: 'paid', externalStatus: 'fullypaid' } : { status: 'open', externalStatus: 'unpaid' }
}
