import { listChildren } from './listing.ts'
import { moneyOfRefund, shareOf, taxIn } from './order-money.ts'
import { type Opened, showLine, showShipping } from './show-order.ts'
import { showTransactions } from './show-payment.ts'
import { gid, type Refund, type RefundLine, show } from './state.ts'
import type { Shown } from './visit.ts'

export function showRefund(opened: Opened, refund: Refund): Shown {
  const { content, bag } = opened
  const of = `of refund ${refund.id}`
  const place = opened.order.refunds.indexOf(refund)
  const repaid = showTransactions(opened)
    .slice(place + 1, place + 2)
    .map(shown => ({ id: refund.id + 70, shown }))
  return {
    __typename: 'Refund',
    ...{ id: gid('Refund', refund.id), legacyResourceId: String(refund.id), note: refund.note, return: null },
    ...{ createdAt: show(refund.created), processedAt: show(refund.created), updatedAt: show(refund.created) },
    totalRefundedSet: bag(moneyOfRefund(content, refund).total),
    refundLineItems: listChildren(`lines ${of}`, refund.lines, line => showRefundLine(opened, line)),
    refundShippingLines: listChildren(
      `shipping ${of}`,
      refund.shipping > 0 ? [{ id: refund.id + 50 }] : [],
      ({ id }) => ({
        ...{ id: gid('RefundShippingLine', id), subtotalAmountSet: bag(refund.shipping) },
        shippingLine: () => content.shipping && showShipping(opened, content.shipping),
        taxAmountSet: bag(taxIn(refund.shipping, 25)),
      }),
    ),
    transactions: listChildren(`transactions ${of}`, repaid, ({ shown }) => shown),
    orderAdjustments: listChildren(
      `adjustments ${of}`,
      refund.adjustment !== 0 ? [{ id: refund.id + 60 }] : [],
      ({ id }) => ({
        ...{ id: gid('OrderAdjustment', id), reason: 'REFUND_DISCREPANCY', amountSet: bag(-refund.adjustment) },
        taxAmountSet: bag(0),
      }),
    ),
  }
}

function showRefundLine(opened: Opened, { id, lineId, quantity }: RefundLine): Shown {
  const { state, content, bag } = opened
  const line = content.lines.find(one => one.id === lineId)
  if (line === undefined) throw new Error(`refund line ${id} has no line`)
  const gross = shareOf(line, quantity)
  const [location] = state.locations
  return {
    ...{ id: gid('RefundLineItem', id), quantity, restockType: 'RETURN', restocked: true },
    location: location ? { id: gid('Location', location.id), name: location.name } : null,
    lineItem: () => showLine(opened, line),
    ...{ priceSet: bag(line.price), subtotalSet: bag(gross), totalTaxSet: bag(taxIn(gross, line.taxRate)) },
  }
}
