import { inCurrency, show, type Totals, totalOf } from './money.ts'
import { qtyIn } from './pieces.ts'
import { both } from './show-line.ts'
import type { OrderView } from './show-order.ts'
import type { OrderContent } from './state.ts'

type Shown = Record<string, unknown>

/** What was invoiced, refunded and canceled so far. What never happened is not told at all. */
export function handledMoney(view: OrderView): Shown {
  return { ...showInvoiced(view), ...showRefunded(view), ...showCanceled(view) }
}

/** Of several documents together. */
export function addUp(all: readonly Totals[]): Totals {
  const sum = (name: keyof Totals) => all.reduce((total, one) => total + one[name], 0)
  return {
    ...{ subtotal: sum('subtotal'), subtotalIncl: sum('subtotalIncl'), discount: sum('discount') },
    ...{ compensation: sum('compensation'), shipping: sum('shipping'), shippingIncl: sum('shippingIncl') },
    ...{ shippingTax: sum('shippingTax'), tax: sum('tax'), grand: sum('grand') },
  }
}

/** Shipping goes with the first invoice. */
const invoicedIn = ({ row, content }: OrderView, rate: number) =>
  addUp(
    row.invoices.map(({ pieces }, n) =>
      totalOf(content, { rate, qtyOf: qtyIn(pieces), shippingGross: n === 0 ? content.shippingGross : 0 }),
    ),
  )

function showInvoiced(view: OrderView): Shown {
  const { row, content, base, own } = view
  if (row.invoices.length === 0) return both('total_due', base.grand, own.grand)
  const [inBase, inOwn] = [invoicedIn(view, 1), invoicedIn(view, content.rate)]
  return {
    ...both('discount_invoiced', -inBase.discount || 0, -inOwn.discount || 0),
    ...both('discount_tax_compensation_invoiced', inBase.compensation, inOwn.compensation),
    ...both('shipping_invoiced', inBase.shipping, inOwn.shipping),
    ...both('subtotal_invoiced', inBase.subtotal, inOwn.subtotal),
    ...both('tax_invoiced', inBase.tax, inOwn.tax),
    ...both('total_due', base.grand - inBase.grand, own.grand - inOwn.grand),
    ...both('total_invoiced', inBase.grand, inOwn.grand),
    ...both('total_paid', inBase.grand, inOwn.grand),
    base_total_invoiced_cost: 0,
  }
}

/** Of one credit memo, without what was adjusted. */
export const refundOf = (content: OrderContent, rate: number, memo: OrderView['row']['creditMemos'][number]) =>
  totalOf(content, { rate, qtyOf: qtyIn(memo.pieces), shippingGross: memo.shipping })

function showRefunded({ row, content }: OrderView): Shown {
  if (row.creditMemos.length === 0) return {}
  const inRate = (rate: number) => {
    const totals = addUp(row.creditMemos.map(memo => refundOf(content, rate, memo)))
    const sum = (name: 'positive' | 'negative') =>
      row.creditMemos.reduce((total, memo) => total + inCurrency(memo[name], rate), 0)
    const [positive, negative] = [sum('positive'), sum('negative')]
    return { ...totals, positive, negative, refunded: totals.grand + positive - negative }
  }
  const [base, own] = [inRate(1), inRate(content.rate)]
  return {
    ...both('adjustment_negative', base.negative, own.negative),
    ...both('adjustment_positive', base.positive, own.positive),
    ...both('discount_refunded', -base.discount || 0, -own.discount || 0),
    ...both('discount_tax_compensation_refunded', base.compensation, own.compensation),
    ...both('shipping_refunded', base.shipping, own.shipping),
    ...both('shipping_tax_refunded', base.shippingTax, own.shippingTax),
    ...both('subtotal_refunded', base.subtotal, own.subtotal),
    ...both('tax_refunded', base.tax, own.tax),
    ...both('total_offline_refunded', base.refunded, own.refunded),
    ...both('total_refunded', base.refunded, own.refunded),
  }
}

function showCanceled({ row, base, own }: OrderView): Shown {
  if (row.state !== 'canceled') return {}
  return {
    ...{
      base_discount_canceled: 0,
      discount_canceled: 0,
      base_tax_canceled: show(base.tax),
      tax_canceled: show(own.tax),
    },
    ...both('shipping_canceled', base.shipping, own.shipping),
    ...both('subtotal_canceled', base.subtotal, own.subtotal),
    ...both('total_canceled', base.grand, own.grand),
  }
}
