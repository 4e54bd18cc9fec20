// An order as the practice store's own books have it.
import {
  type Amounts,
  inCurrency,
  priceLines,
  totalOf,
  totalOfOrder,
} from '../../../connectors/magento/practice-store/money.ts'
import { qtyIn } from '../../../connectors/magento/practice-store/pieces.ts'
import type {
  Address,
  CreditMemo,
  Line,
  OrderContent,
  OrderRow,
} from '../../../connectors/magento/practice-store/state.ts'
import { iso } from '../store-picture.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

const statuses: Readonly<Record<string, string>> = {
  new: 'pending',
  payment_review: 'on_hold',
  holded: 'on_hold',
  complete: 'completed',
  closed: 'refunded',
  canceled: 'cancelled',
}

export function showOrder(row: OrderRow, content: OrderContent): object {
  const { grand, tax, shipping, discount, compensation } = totalOfOrder(content, content.rate)
  const refunds = row.creditMemos.map(memo => showRefund(content, memo)).sort((a, b) => a.id - b.id)
  const refunded = sum(refunds.map(one => one.amount))
  return {
    number: row.incrementId,
    status: statuses[row.state] ?? row.state,
    externalStatus: row.status,
    currency: content.currency,
    money: { total: grand, totalTax: tax, shipping, discount: discount - compensation, refunded, difference: 0 },
    warned: refunded > grand,
    times: [row.created, row.updated, null, null].map(iso),
    customer: row.customerId === null ? null : String(row.customerId),
    email: content.email,
    note: null,
    payment: ['checkmo', 'Check / Money order', null],
    billing: showAddress(content.billing, content.email),
    shipping: content.shipping && showAddress(content.shipping, content.email),
    comments: content.comments.toReversed().map(one => one.text),
    lines: showLines(content),
    taxes: showTaxes(content),
    coupons: content.coupon ? [[content.coupon, discount - compensation, compensation]] : [],
    refunds,
  }
}

/** The rows that have a price: the parts of a bundle where they do, else whatever stands at the top. */
export function soldOf({ lines }: OrderContent): readonly Line[] {
  const summed = new Set(lines.filter(line => line.priced === 'sum').map(line => line.itemId))
  return lines.filter(line => (line.parentItemId === null ? !summed.has(line.itemId) : summed.has(line.parentItemId)))
}

const rateOf = (percent: number) => `SE-${percent}`

function showLines(content: OrderContent): object[] {
  const priced = priceLines(content, content.rate)
  const { shipping, shippingTax } = totalOfOrder(content, content.rate)
  const sold = soldOf(content).map(line => showLine(content, line, priced.get(line)!))
  if (content.shipping === null) return sold
  const sent = { id: 'shipping', kind: 'shipping', name: 'Flat Rate - Fixed', quantity: 1, subtotal: shipping }
  const taxes = [[rateOf(25), shippingTax]]
  return [...sold, { ...sent, total: shipping, tax: shippingTax, taxes, chosen: { method_id: 'flatrate_flatrate' } }]
}

function showLine({ lines }: OrderContent, line: Line, { row, rowIncl, discount, tax }: Amounts) {
  const bundle = lines.find(one => one.itemId === line.parentItemId)
  return {
    id: String(line.itemId),
    kind: 'product',
    name: line.name,
    quantity: line.qty,
    subtotal: row,
    total: rowIncl - discount - tax,
    tax,
    taxes: [[rateOf(line.taxPercent), tax]],
    chosen: bundle ? { bundle: { itemId: String(bundle.itemId), name: bundle.name, sku: bundle.sku } } : {},
  }
}

/** By rate; that of shipping is told first, whether or not anything is shipped. */
function showTaxes(content: OrderContent): unknown[] {
  const priced = priceLines(content, content.rate)
  const { shippingTax } = totalOfOrder(content, content.rate)
  const sold = soldOf(content)
  const percents = [...new Set([25, ...sold.map(line => line.taxPercent)])]
  return percents.map(percent => {
    const taxed = sold.filter(line => line.taxPercent === percent).map(line => priced.get(line)!.tax)
    return [rateOf(percent), rateOf(percent), percent, sum(taxed), percent === 25 ? shippingTax : 0]
  })
}

function showRefund(content: OrderContent, memo: CreditMemo) {
  const qtyOf = qtyIn(memo.pieces)
  const { rate } = content
  const priced = priceLines(content, rate, qtyOf)
  const { grand, shipping, shippingTax } = totalOf(content, { rate, qtyOf, shippingGross: memo.shipping })
  const adjusted = inCurrency(memo.positive, rate) - inCurrency(memo.negative, rate)
  const named = content.lines.filter(line => qtyOf(line) > 0)
  const pieces = soldOf(content)
    .filter(line => named.includes(line))
    .map(line => {
      const { rowIncl, discount, tax } = priced.get(line)!
      const id = String(memo.id * 100 + named.indexOf(line))
      return { id, line: String(line.itemId), quantity: qtyOf(line), total: rowIncl - discount - tax, tax }
    })
  const money = (what: string, line: string | null, total: number, tax: number) =>
    total === 0 && tax === 0 ? [] : [{ id: `${memo.id}:${what}`, line, quantity: 0, total, tax }]
  return {
    id: memo.id,
    created: iso(memo.created),
    reason: memo.comments.join('\n') || null,
    amount: grand + adjusted,
    pieces: [
      ...pieces,
      ...money('shipping', 'shipping', shipping, shippingTax),
      ...money('adjustment', null, adjusted, 0),
    ],
  }
}

export const showAddress = (of: Address, email: string | null) => ({
  name: `${of.firstName} ${of.lastName}`,
  company: of.company,
  line1: of.street[0] ?? null,
  line2: of.street.slice(1).join(', ') || null,
  city: of.city,
  region: null,
  postcode: of.postcode,
  country: of.country,
  phone: of.phone,
  email,
})
