import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { RawAmount, RawId, RawMeta, RawText } from './raw.ts'
import { amountOf, idText, instantOf, metaValue, negate, textOf } from './values.ts'

/** What the order itself tells of a refund; its total is negative. */
export const RawRefundSummary = z.object({ id: RawId, reason: RawText, total: RawAmount })

const RawRefundLine = z.object({
  id: RawId,
  quantity: RawAmount.nullish(),
  total: RawAmount,
  total_tax: RawAmount.nullish(),
  meta_data: RawMeta,
})

/** The refund itself; its amount is positive, its lines are negative. */
export const RawRefund = z.object({
  id: RawId,
  date_created_gmt: RawText,
  amount: RawAmount,
  reason: RawText,
  line_items: z.array(RawRefundLine),
  shipping_lines: z.array(RawRefundLine),
  fee_lines: z.array(RawRefundLine),
})
export type RawRefund = z.output<typeof RawRefund>

type Refund = CanonicalInput<'orders'>['refunds'][number]

/** The order says which refunds there are; a refund that was erased while the order was read has no lines. */
export const mapRefunds = (
  summaries: readonly z.output<typeof RawRefundSummary>[],
  details: readonly RawRefund[],
): Refund[] =>
  summaries.map(summary => {
    const detail = details.find(({ id }) => String(id) === String(summary.id))
    return {
      externalId: String(summary.id),
      createdAt: instantOf(detail?.date_created_gmt),
      reason: textOf(summary.reason),
      amount: amountOf(detail?.amount ?? negate(amountOf(summary.total))),
      lines: detail === undefined ? [] : linesOf(detail),
    }
  })

const linesOf = ({ line_items, shipping_lines, fee_lines }: RawRefund): Refund['lines'] =>
  [...line_items, ...shipping_lines, ...fee_lines].map(line => ({
    externalId: String(line.id),
    orderLineExternalId: refundedLine(line),
    // Shipping and fees are given back as money, not as pieces.
    quantity: negate(amountOf(line.quantity)),
    total: negate(amountOf(line.total)),
    tax: negate(amountOf(line.total_tax)),
  }))

function refundedLine({ meta_data: meta }: z.output<typeof RawRefundLine>): string | null {
  const id = RawId.safeParse(metaValue(meta, '_refunded_item_id'))
  return id.success ? idText(id.data) : null
}
