import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { type Amount, amountOf, decimalOf, RawMoney, sum } from './money.ts'
import { numberOf, RawText, textOf } from './values.ts'

const RawRefundLine = z.looseObject({
  id: RawText,
  quantity: z.int(),
  lineItem: z.looseObject({ id: z.string() }),
  subtotalSet: RawMoney,
  totalTaxSet: RawMoney,
})

const RawRefundedShipping = z.looseObject({
  id: z.string(),
  shippingLine: z.looseObject({ id: z.string() }),
  subtotalAmountSet: RawMoney,
  taxAmountSet: RawMoney,
})

export const RawRefund = z.looseObject({
  id: z.string(),
  createdAt: RawText,
  processedAt: RawText,
  note: RawText,
  totalRefundedSet: RawMoney,
  refundLineItems: z.looseObject({ nodes: z.array(RawRefundLine) }),
  refundShippingLines: z.looseObject({ nodes: z.array(RawRefundedShipping) }),
})
export type RawRefund = z.output<typeof RawRefund>

type Refund = CanonicalInput<'orders'>['refunds'][number]
type Piece = Refund['lines'][number]

export function mapRefund(raw: RawRefund, taxesIncluded: boolean): Refund {
  const externalId = numberOf(raw.id)
  const netOf = (subtotal: Amount, tax: Amount) => (taxesIncluded ? subtotal - tax : subtotal)
  const pieces = raw.refundLineItems.nodes.map(({ id, quantity, lineItem, subtotalSet, totalTaxSet }): Piece => {
    const [subtotal, tax, line] = [amountOf(subtotalSet), amountOf(totalTaxSet), numberOf(lineItem.id)]
    return {
      ...{ externalId: id ? numberOf(id) : `${externalId}:${line}`, orderLineExternalId: line },
      ...{ quantity: String(quantity), total: decimalOf(netOf(subtotal, tax)), tax: decimalOf(tax) },
    }
  })
  const shipping = raw.refundShippingLines.nodes.map(({ id, shippingLine, subtotalAmountSet, taxAmountSet }): Piece => {
    const [subtotal, tax] = [amountOf(subtotalAmountSet), amountOf(taxAmountSet)]
    return {
      ...{ externalId: `${numberOf(id)}:shipping`, orderLineExternalId: numberOf(shippingLine.id), quantity: '0' },
      ...{ total: decimalOf(netOf(subtotal, tax)), tax: decimalOf(tax) },
    }
  })
  const lines = [...pieces, ...shipping]
  const amount = amountOf(raw.totalRefundedSet)
  return {
    ...{ externalId, createdAt: raw.createdAt ?? raw.processedAt ?? null, reason: textOf(raw.note) },
    ...{ amount: decimalOf(amount), lines: [...lines, ...adjustmentOf(externalId, amount, lines)] },
  }
}

/** What was given back beside what lines and shipping are worth, or less; without lines, the amount says it all. */
function adjustmentOf(refundId: string, amount: Amount, lines: readonly Piece[]): Piece[] {
  const told = sum(lines.flatMap(({ total, tax }) => [total, tax].map(amountIn)))
  if (lines.length === 0 || told === amount) return []
  return [
    {
      ...{ externalId: `${refundId}:adjustment`, orderLineExternalId: null, quantity: '0' },
      ...{ total: decimalOf(amount - told), tax: '0.00' },
    },
  ]
}

const amountIn = (amount: string): Amount => amountOf({ shopMoney: { amount } })
