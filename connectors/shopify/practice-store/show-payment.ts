import { moneyOf, moneyOfRefund } from './order-money.ts'
import type { Opened } from './show-order.ts'
import { gid, type Order, type OrderContent, show } from './state.ts'
import type { Shown } from './visit.ts'

export function showTransactions({ order, content, bag }: Opened): readonly Shown[] {
  if (order.paid === null) return []
  const gateway = order.source === 'pos' ? 'cash' : 'shopify_payments'
  const sale = {
    ...{ id: gid('OrderTransaction', order.id + 800), kind: 'SALE', status: 'SUCCESS', gateway, test: order.test },
    ...{ formattedGateway: gateway, paymentId: `#${order.number}.1`, processedAt: show(order.paid) },
    ...{ amountSet: bag(moneyOf(order, content).total + content.cashRounding), parentTransaction: null },
  }
  const repayments = order.refunds.map((refund, n) => ({
    ...{ ...sale, id: gid('OrderTransaction', order.id + 801 + n), kind: 'REFUND', processedAt: show(refund.created) },
    ...{ amountSet: bag(moneyOfRefund(content, refund).total), parentTransaction: sale },
    paymentId: `#${order.number}.${n + 2}`,
  }))
  return [sale, ...repayments]
}

export function financialOf(order: Order, content: OrderContent): string {
  if (order.paid === null) return order.cancelled === null ? 'PENDING' : 'VOIDED'
  const { refunded, total } = moneyOf(order, content)
  if (refunded === 0) return 'PAID'
  return refunded >= total ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
}

export function fulfillmentOf({ fulfillments }: Order, { lines }: OrderContent): string {
  const living = fulfillments.filter(({ status }) => status === 'SUCCESS')
  if (living.length === 0) return 'UNFULFILLED'
  const sent = living.flatMap(one => one.lines).reduce((all, { quantity }) => all + quantity, 0)
  return sent >= lines.reduce((all, { quantity }) => all + quantity, 0) ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
}
