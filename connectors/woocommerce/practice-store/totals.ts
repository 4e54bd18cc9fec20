import type { Cents, OrderContent, Tax } from './state.ts'
import { sumSubtotalTaxes, sumTaxes } from './taxes.ts'

const sum = <T>(of: readonly T[], value: (one: T) => number) => of.reduce((total, one) => total + value(one), 0)

export interface Totals {
  readonly discount: Cents
  readonly discountTax: Cents
  readonly shipping: Cents
  readonly shippingTax: Cents
  readonly cartTax: Cents
  readonly totalTax: Cents
  readonly total: Cents
}

/** Every total of an order is the exact sum of its parts; there is no other source of truth. */
export function totalsOf(content: OrderContent): Totals {
  const shipping = sum(content.shippingLines, one => one.total)
  const shippingTax = sum(content.shippingLines, one => sumTaxes(one.taxes))
  const cartTax = sum(content.lines, one => sumTaxes(one.taxes)) + sum(content.fees, one => sumTaxes(one.taxes))
  const net = sum(content.lines, one => one.total) + sum(content.fees, one => one.total)
  return {
    discount: sum(content.lines, one => one.subtotal - one.total),
    discountTax: sum(content.lines, one => sumSubtotalTaxes(one.taxes) - sumTaxes(one.taxes)),
    shipping,
    shippingTax,
    cartTax,
    totalTax: cartTax + shippingTax,
    total: net + cartTax + shipping + shippingTax,
  }
}

export const orderTotal = (content: OrderContent): Cents => totalsOf(content).total

/** What each rate brought in, in the order in which the lines name them. */
export function taxesByRate(
  content: OrderContent,
): ReadonlyMap<number, { readonly cart: Cents; readonly shipping: Cents }> {
  const rates = new Map<number, { cart: Cents; shipping: Cents }>()
  const add = (taxes: readonly Tax[], part: 'cart' | 'shipping') => {
    for (const tax of taxes) {
      const rate = rates.get(tax.rate) ?? { cart: 0, shipping: 0 }
      rate[part] += tax.total
      rates.set(tax.rate, rate)
    }
  }
  for (const line of [...content.lines, ...content.fees]) add(line.taxes, 'cart')
  for (const line of content.shippingLines) add(line.taxes, 'shipping')
  return rates
}
