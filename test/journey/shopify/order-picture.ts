// An order as the practice shop's own books have it. Prices include tax; Koppla's amounts do not.
import { grossOf, shareOf, taxIn } from '../../../connectors/shopify/practice-store/order-money.ts'
import type { Order, OrderContent, OrderLine, Refund } from '../../../connectors/shopify/practice-store/state.ts'
import { showAddress, told } from './picture.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const rateOf = (percent: number) => `Moms ${percent}`

export function showOrder(order: Order, content: OrderContent): object {
  const { lines, shipping, tip, duties } = content
  const amounts = lines.map(amountsOf)
  const sent = shipping === null ? 0 : shipping.price
  const sentTax = taxIn(sent, 25)
  const refunds = order.refunds.map(refund => showRefund(content, refund)).sort((a, b) => a.id - b.id)
  const refunded = sum(refunds.map(one => one.amount))
  const total = sum(lines.map(grossOf)) + sent + tip + duties
  const gateway = order.source === 'pos' ? 'cash' : 'shopify_payments'
  return {
    number: `#${order.number}`,
    ...stand(order, content, { refunded, total }),
    currency: 'SEK',
    money: {
      total,
      totalTax: sum(amounts.map(({ tax }) => tax)) + sentTax,
      shipping: sent - sentTax,
      discount: sum(amounts.map(one => one.subtotal - one.total)),
      refunded,
      difference: 0,
    },
    warned: refunded > total,
    times: [order.created, order.updated, order.paid, order.closed].map(told),
    customer: null,
    email: order.source === 'pos' ? null : `kund@${order.number}.example.test`,
    note: content.note,
    payment: order.paid === null ? [null, null, null] : [gateway, gateway, `#${order.number}.1`],
    billing: showAddress(content.billing),
    shipping: showAddress(content.delivery),
    comments: [],
    lines: [...lines.map(line => showLine(order, line)), ...showShipping(content), ...showFees(order, content)],
    taxes: showTaxes(content),
    coupons: showCoupons(content),
    refunds,
  }
}

function stand(order: Order, { lines }: OrderContent, { refunded, total }: { refunded: number; total: number }) {
  const living = order.fulfillments.filter(({ status }) => status === 'SUCCESS').flatMap(one => one.lines)
  const sent = sum(living.map(({ quantity }) => quantity)) >= sum(lines.map(({ quantity }) => quantity))
  const parcels = living.length === 0 ? 'UNFULFILLED' : sent ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
  const paid = refunded === 0 ? 'PAID' : refunded >= total ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  const unpaid = order.cancelled === null ? 'PENDING' : 'VOIDED'
  const externalStatus = `${order.paid === null ? unpaid : paid}/${parcels}`
  if (order.cancelled !== null) return { status: 'cancelled', externalStatus }
  if (order.paid === null) return { status: 'pending', externalStatus }
  if (paid === 'REFUNDED') return { status: 'refunded', externalStatus }
  return { status: parcels === 'FULFILLED' ? 'completed' : 'processing', externalStatus }
}

/** Before its discount a line was worth its price without tax, in the proportion that tax has after it. */
function amountsOf(line: OrderLine) {
  const gross = grossOf(line)
  const tax = taxIn(gross, line.taxRate)
  const before = line.price * line.quantity
  const net = gross - tax
  return { subtotal: line.discount === 0 ? net : Math.round((before * net) / gross), total: net, tax }
}

const refundedOf = ({ refunds }: Order, lineId: number) =>
  sum(refunds.flatMap(({ lines }) => lines.filter(line => line.lineId === lineId).map(({ quantity }) => quantity)))

function showLine(order: Order, line: OrderLine): object {
  const { tax, ...amounts } = amountsOf(line)
  const back = refundedOf(order, line.id)
  return {
    id: String(line.id),
    kind: 'product',
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    quantity: line.quantity,
    ...amounts,
    tax,
    taxes: [[rateOf(line.taxRate), tax]],
    chosen: back === 0 ? {} : { current_quantity: line.quantity - back },
  }
}

function showShipping({ shipping }: OrderContent): object[] {
  if (shipping === null) return []
  const tax = taxIn(shipping.price, 25)
  const net = shipping.price - tax
  const taxes = shipping.price === 0 ? [] : [[rateOf(25), tax]]
  const line = { id: String(shipping.id), kind: 'shipping', name: shipping.title, quantity: 1 }
  return [{ ...line, subtotal: net, total: net, tax, taxes, chosen: {} }]
}

const showFees = ({ id }: Order, { duties, tip }: OrderContent): object[] =>
  Object.entries({ duties, tip }).flatMap(([what, amount]) => {
    const line = { id: `${id}:${what}`, kind: 'fee', name: what === 'tip' ? 'Tip' : 'Duties', quantity: 1 }
    return amount === 0 ? [] : [{ ...line, subtotal: amount, total: amount, tax: 0, taxes: [], chosen: {} }]
  })

/** By rate, as the lines come; that of the shipping last. */
function showTaxes({ lines, shipping }: OrderContent): unknown[] {
  const sent = shipping?.price ?? 0
  const percents = [...new Set([...lines.map(line => line.taxRate), ...(sent > 0 ? [25] : [])])]
  return percents.map(percent => {
    const tax = sum(lines.filter(line => line.taxRate === percent).map(line => amountsOf(line).tax))
    return [rateOf(percent), 'Moms', percent, tax, percent === 25 ? taxIn(sent, 25) : 0]
  })
}

function showCoupons({ lines, discountCode }: OrderContent): unknown[] {
  const discounted = lines.filter(({ discount }) => discount > 0)
  if (discountCode === null || discounted.length === 0) return []
  const nets = discounted.map(line => Math.round((line.discount * amountsOf(line).total) / grossOf(line)))
  return [[discountCode, sum(nets), sum(discounted.map(({ discount }) => discount)) - sum(nets)]]
}

function showRefund(content: OrderContent, { id, created, note, lines, shipping, adjustment }: Refund) {
  const pieces = lines.map(piece => {
    const line = content.lines.find(one => one.id === piece.lineId)!
    const gross = shareOf(line, piece.quantity)
    const tax = taxIn(gross, line.taxRate)
    return { id: String(piece.id), line: String(line.id), quantity: piece.quantity, total: gross - tax, tax }
  })
  const tax = taxIn(shipping, 25)
  const sent = {
    id: `${id + 50}:shipping`,
    line: String(content.shipping?.id),
    quantity: 0,
    total: shipping - tax,
    tax,
  }
  const more = { id: `${id}:adjustment`, line: null, quantity: 0, total: adjustment, tax: 0 }
  return {
    id,
    created: told(created),
    reason: note,
    amount: sum(pieces.map(one => one.total + one.tax)) + shipping + adjustment,
    pieces: [...pieces, ...(shipping > 0 ? [sent] : []), ...(adjustment === 0 ? [] : [more])],
  }
}
