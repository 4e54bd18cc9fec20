import { type Amount, amountOf, sum } from './money.ts'
import type { RawAmount } from './raw.ts'

interface Discounted {
  readonly discount_amount?: RawAmount | null | undefined
  readonly shipping_discount_tax_compensation_amount?: RawAmount | null | undefined
}

/**
 * What the discount of an invoice or credit memo, which is negative, has beyond that of its items is the discount on
 * shipping. Here without the tax in it.
 */
export const shippingDiscountOf = (document: Discounted, items: readonly Discounted[]): Amount =>
  -amountOf(document.discount_amount) -
  sum(items.map(item => amountOf(item.discount_amount))) -
  amountOf(document.shipping_discount_tax_compensation_amount)
