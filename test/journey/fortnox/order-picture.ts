// An order as the practice company's own books have it.
import type { Order } from '../../../connectors/fortnox/practice-store/documents.ts'
import { add, sumUp } from '../../../connectors/fortnox/practice-store/money.ts'
import type { State } from '../../../connectors/fortnox/practice-store/state.ts'
import { type Line, linesOf } from './lines.ts'
import { dayAt, showAddress } from './picture.ts'

export function showOrder(state: State, order: Order): object {
  const sums = sumUp(state, order)
  const lines = linesOf(order, sums)
  const discounts = lines.map(({ subtotal, total }) => subtotal - total)
  return {
    number: String(order.number),
    ...stand(order),
    currency: order.currency,
    money: {
      total: sums.total,
      totalTax: sums.vat,
      shipping: order.freight,
      discount: add(discounts),
      ...{ refunded: 0, difference: 0 },
    },
    warned: false,
    times: [dayAt(order.day), null, null, null],
    customer: order.customerNumber,
    email: order.addressee.email || null,
    note: null,
    payment: [null, '30', null],
    billing: showAddress(order.addressee, order.customerName),
    shipping: null,
    comments: [],
    lines: lines.map(showLine),
    taxes: showTaxes(lines),
    ...{ coupons: [], refunds: [] },
  }
}

function stand({ cancelled, invoiceNumber }: Order) {
  if (cancelled) return { status: 'cancelled', externalStatus: 'cancelled' }
  if (invoiceNumber > 0) return { status: 'completed', externalStatus: 'invoicecreated' }
  return { status: 'processing', externalStatus: 'invoicenotcreated' }
}

/** On an order rounding is a fee. */
const showLine = ({ id, kind, name, quantity, percent, subtotal, total, tax, row }: Line) => ({
  ...{ id, kind: kind === 'rounding' ? 'fee' : kind, name, quantity, subtotal, total, tax },
  taxes: tax === 0 ? [] : [[String(percent), tax]],
  chosen: row
    ? { ...(row.unit !== '' && { unit: row.unit }), account: String(row.account), delivered: String(row.quantity) }
    : {},
})

/** By rate, as the lines come; that of the freight last. */
function showTaxes(lines: readonly Line[]): unknown[] {
  const taxed = lines.filter(({ tax }) => tax !== 0)
  const last = taxed.toSorted((a, b) => Number(a.kind === 'shipping') - Number(b.kind === 'shipping'))
  return [...Map.groupBy(last, ({ percent }) => percent)].map(([percent, of]) => {
    const [sent, sold] = [of.filter(({ kind }) => kind === 'shipping'), of.filter(({ kind }) => kind !== 'shipping')]
    const [onFreight, onRest] = [sent, sold].map(some => add(some.map(({ tax }) => tax)))
    return [String(percent), `${percent} %`, percent, onRest, onFreight]
  })
}
