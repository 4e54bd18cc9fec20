import type { Document, Money, RawRow } from './document.ts'
import { decimalOf } from './money.ts'
import { referenceOf, textOf } from './values.ts'

// What the lines of orders and of invoices have in common.

export function articleOf(row: RawRow, at: number) {
  const article = textOf(row.ArticleNumber)
  return {
    externalId: referenceOf(row.RowId) ?? `row-${at + 1}`,
    kind: 'product' as const,
    name: textOf(row.Description) ?? '',
    ...{ sku: article, productExternalId: article },
  }
}

/** What a document bears beside its rows. */
export function lumpsOf({ freight, fee, rounding, rest }: Document) {
  const rounded = rounding === 0n ? null : { subtotal: rounding, total: rounding, tax: 0n, percent: 0n }
  return [
    ...(freight ? [lump({ externalId: 'freight', kind: 'shipping', name: 'Freight' }, freight)] : []),
    ...(fee ? [lump({ externalId: 'fee', kind: 'fee', name: 'Administration fee' }, fee)] : []),
    ...(rounded ? [lump({ externalId: 'rounding', kind: 'rounding', name: 'Rounding' }, rounded)] : []),
    ...(rest ? [lump({ externalId: 'rest', kind: 'rest', name: 'Not in any row' }, rest)] : []),
  ]
}

interface Named {
  readonly externalId: string
  readonly kind: 'shipping' | 'fee' | 'rounding' | 'rest'
  readonly name: string
}

const lump = (named: Named, money: Money) => ({
  ...{ ...named, sku: null, productExternalId: null, quantity: '1' },
  money,
})

export const netOf = ({ subtotal, total, tax }: Money) => ({
  subtotal: decimalOf(subtotal),
  total: decimalOf(total),
  tax: decimalOf(tax),
})
