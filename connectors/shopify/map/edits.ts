import { z } from 'zod'
import { type Amount, amountOf, decimalOf, RawAmount, RawMoney, shareOf, sum } from './money.ts'
import type { RawLine } from './order-lines.ts'
import type { RawRefund } from './refund.ts'
import { RawText } from './values.ts'

/** What tells that an order came to less once it was edited. */
export const RawEdited = z.looseObject({
  edited: z.boolean().nullish(),
  cancelledAt: RawText,
  totalPriceSet: RawMoney,
  currentTotalPriceSet: RawMoney,
  totalRefundedSet: RawMoney,
})
export type RawEdited = z.output<typeof RawEdited>

/**
 * What was sold, before anything was given back. Shopify’s own total has in it what an edit took off the order; what it comes to
 * now has not, nor what was given back. (Recorded: two of 113.00 sold, one taken off: total 226.00, current total 113.00.)
 */
export function soldFor({ edited, cancelledAt, ...money }: RawEdited): Amount {
  const total = amountOf(money.totalPriceSet)
  if (!edited || cancelledAt || !money.currentTotalPriceSet) return total
  const left = amountOf(money.currentTotalPriceSet) + amountOf(money.totalRefundedSet)
  return left < total ? left : total
}

const Presentment = z.looseObject({ presentmentMoney: z.looseObject({ amount: RawAmount }) })

/** So much of a sum, and of what the customer paid of it in another currency. */
export function shrink(set: RawMoney, to: Amount): NonNullable<RawMoney> {
  const shopMoney = { amount: decimalOf(to) }
  const presentment = Presentment.safeParse(set).data?.presentmentMoney
  if (presentment === undefined) return { ...set, shopMoney }
  const amount = decimalOf(shareOf(amountOf({ shopMoney: presentment }), to, amountOf(set)))
  return { ...set, shopMoney, presentmentMoney: { ...presentment, amount } }
}

/** The line without what an edit took off it. Where that was given back in money, it is a refund and was sold all the same. */
export function cutLine(line: RawLine, refunds: readonly RawRefund[]): RawLine {
  const back = refunds.filter(hasMoney).flatMap(({ refundLineItems }) => refundLineItems.nodes)
  const refunded = back.filter(one => one.lineItem.id === line.id).reduce((all, { quantity }) => all + quantity, 0)
  const removed = line.quantity - (line.currentQuantity ?? line.quantity) - refunded
  if (removed <= 0 || removed > line.quantity) return line
  const [kept, whole] = [line.quantity - removed, line.quantity].map(BigInt) as [bigint, bigint]
  const cut = (money: RawMoney) => ({ shopMoney: { amount: decimalOf(shareOf(amountOf(money), kept, whole)) } })
  return {
    ...{ ...line, quantity: line.quantity - removed, removedQuantity: removed },
    originalTotalSet: cut(line.originalTotalSet),
    taxLines: line.taxLines.map(tax => ({ ...tax, priceSet: cut(tax.priceSet) })),
    discountAllocations: (line.discountAllocations ?? []).map(one => ({
      ...one,
      allocatedAmountSet: cut(one.allocatedAmountSet),
    })),
  }
}

/** One without money tells of what was taken off. */
export const hasMoney = ({ totalRefundedSet, refundShippingLines }: RawRefund): boolean =>
  amountOf(totalRefundedSet) !== 0n || refundShippingLines.nodes.length > 0

/** Of two ways to tell the lines, whether the second comes nearer to what was sold. */
export const isNearer = (sold: Amount, [one, other]: readonly [Amount, Amount]): boolean =>
  size(sold - other) < size(sold - one)

const size = (amount: Amount): Amount => (amount < 0n ? -amount : amount)

export const taxIn = (lines: readonly RawLine[]): Amount =>
  sum(lines.flatMap(({ taxLines }) => taxLines.map(({ priceSet }) => amountOf(priceSet))))
