import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { amountOf, decimalOf, RawMoney } from './money.ts'
import { numberOf, RawText, textOf } from './values.ts'

export const RawRefund = z.looseObject({
  id: z.string(),
  createdAt: RawText,
  processedAt: RawText,
  note: RawText,
  totalRefundedSet: RawMoney,
  refundLineItems: z.looseObject({
    nodes: z.array(
      z.looseObject({
        id: RawText,
        quantity: z.int(),
        lineItem: z.looseObject({ id: z.string() }),
        subtotalSet: RawMoney,
        totalTaxSet: RawMoney,
      }),
    ),
  }),
})
export type RawRefund = z.output<typeof RawRefund>

type Refund = CanonicalInput<'orders'>['refunds'][number]

export function mapRefund(raw: RawRefund, taxesIncluded: boolean): Refund {
  return {
    ...{ externalId: numberOf(raw.id), createdAt: raw.createdAt ?? raw.processedAt ?? null, reason: textOf(raw.note) },
    amount: decimalOf(amountOf(raw.totalRefundedSet)),
    lines: raw.refundLineItems.nodes.map(({ id, quantity, lineItem, subtotalSet, totalTaxSet }) => {
      const [subtotal, tax] = [amountOf(subtotalSet), amountOf(totalTaxSet)]
      const line = numberOf(lineItem.id)
      return {
        ...{ externalId: id ? numberOf(id) : `${numberOf(raw.id)}:${line}`, orderLineExternalId: line },
        ...{
          quantity: String(quantity),
          total: decimalOf(taxesIncluded ? subtotal - tax : subtotal),
          tax: decimalOf(tax),
        },
      }
    }),
  }
}
