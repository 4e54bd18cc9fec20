import { contentOf } from './compose-order.ts'
import { showLine, showTaxLine } from './show-lines.ts'
import type { Line, OrderRow, Refund } from './state.ts'
import { apiUrl, gmtTime, linksOf, localTime, money, type View } from './view.ts'

/** A refund of one order; with `parent_id` only in the list of all refunds. There is no modified date. */
export function showRefund(view: View, row: OrderRow, refund: Refund, options: { readonly withParent: boolean }) {
  const lines = refundedLines(view, row, refund)
  const self = `orders/${row.id}/refunds/${refund.id}`
  return {
    id: refund.id,
    ...(options.withParent && { parent_id: row.id }),
    date_created: localTime(view, refund.created),
    date_created_gmt: gmtTime(refund.created),
    amount: money(refund.amount, view),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [{ id: refund.id * 10, key: '_refund_type', value: lines.length ? 'partial' : 'full' }],
    line_items: lines.map(({ line, id, quantity }) => showLine(view, line, { id, quantity })),
    shipping_lines: [],
    tax_lines: showTaxLines(view, refund, lines),
    fee_lines: [],
    _links: { ...linksOf(view, self, ['GET', 'DELETE']), up: [{ href: apiUrl(view, `orders/${row.id}`) }] },
  }
}

interface RefundedLine {
  readonly line: Line
  readonly id: number
  readonly quantity: number
}

function refundedLines(view: View, row: OrderRow, refund: Refund): RefundedLine[] {
  const content = contentOf(view.state, row)
  return refund.lines.flatMap(({ lineId, quantity }, n) => {
    const line = content.lines.find(one => one.id === lineId)
    return line ? [{ line, quantity, id: refund.id * 100 + n }] : []
  })
}

function showTaxLines(view: View, refund: Refund, lines: readonly RefundedLine[]) {
  const rates = new Map<number, number>()
  for (const { line, quantity } of lines) {
    for (const tax of line.taxes) {
      const part = Math.round((-tax.total * quantity) / line.quantity)
      rates.set(tax.rate, (rates.get(tax.rate) ?? 0) + part)
    }
  }
  return [...rates].map(([rate, cart]) =>
    showTaxLine(view, { id: refund.id * 100 + 70 + rate, rate, cart, shipping: 0 }),
  )
}
