import { amountOf } from './money.ts'
import type { RawItem } from './order-lines.ts'

/**
 * No route tells how a store enters its prices. A line does whose catalogue price is exactly what one piece cost, either
 * with its tax or without. At a special price it is neither, or by chance the wrong one (a fifth off where a quarter is
 * tax), so most of the lines that tell decide. Null: none tells, or as many tell one thing as the other.
 */
export function includesTax(items: readonly RawItem[]): boolean | null {
  const told = items.flatMap(item => tell(item) ?? [])
  const withTax = told.filter(Boolean).length
  return withTax * 2 === told.length ? null : withTax * 2 > told.length
}

function tell({ original_price, price, price_incl_tax }: RawItem): boolean | null {
  const [original, net, gross] = [original_price, price, price_incl_tax].map(amountOf)
  if (original === 0n || net === gross) return null
  return original === gross ? true : original === net ? false : null
}
