import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { type Amount, amountOf, carried, decimalOf, sum } from './money.ts'
import { RawAmount, RawId, RawText } from './raw.ts'
import { textOf } from './values.ts'

/** `row_total` is not here: what the API gives under that name is wrong, and differently so from version to version. */
export const RawItem = z.looseObject({
  item_id: RawId,
  parent_item_id: RawId.nullish(),
  product_id: RawId.nullish(),
  product_type: RawText,
  name: RawText,
  sku: RawText,
  qty_ordered: RawAmount.nullish(),
  price: RawAmount.nullish(),
  price_incl_tax: RawAmount.nullish(),
  original_price: RawAmount.nullish(),
  /** After discount, tax included. */
  row_total_incl_tax: RawAmount.nullish(),
  tax_amount: RawAmount.nullish(),
  tax_percent: RawAmount.nullish(),
  discount_amount: RawAmount.nullish(),
  discount_tax_compensation_amount: RawAmount.nullish(),
})
export type RawItem = z.output<typeof RawItem>

const RawTaxes = z.array(
  z.looseObject({ code: RawText, title: RawText, percent: RawAmount.nullish(), amount: RawAmount.nullish() }),
)

export const RawItemTaxes = z
  .array(z.looseObject({ type: RawText, item_id: RawId.nullish(), applied_taxes: RawTaxes.nullish() }))
  .nullish()
export type RawItemTaxes = z.output<typeof RawItemTaxes>

export type Line = CanonicalInput<'orders'>['lines'][number]

/** One tax of one line. */
export interface Taxed {
  readonly code: string
  readonly title: string
  readonly percent: string | null
  readonly amount: Amount
}

/**
 * The rows that were sold: of a configurable product the parent, which has the price; of a bundle the children where they
 * have prices of their own (the parent repeats their sum), else the parent.
 */
export function soldItems(items: readonly RawItem[]): readonly Sold[] {
  const childrenOf = Map.groupBy(items, ({ parent_item_id }) => String(parent_item_id ?? ''))
  return items
    .filter(item => (item.parent_item_id ?? null) === null)
    .flatMap((item): Sold[] => {
      const children = childrenOf.get(String(item.item_id)) ?? []
      if (item.product_type === 'bundle' && children.some(hasPrice))
        return children.map(child => ({ item: child, bundle: item }))
      return [{ item, child: item.product_type === 'configurable' ? children[0] : undefined }]
    })
}

export interface Sold {
  readonly item: RawItem
  /** The variant that was chosen of a configurable product. */
  readonly child?: RawItem | undefined
  /** The bundle that it was sold in. */
  readonly bundle?: RawItem
}

const hasPrice = ({ price, row_total_incl_tax }: RawItem): boolean =>
  amountOf(price) !== 0n || amountOf(row_total_incl_tax) !== 0n

export function mapItem({ item, child, bundle }: Sold, taxes: readonly Taxed[]): Line {
  const tax = amountOf(item.tax_amount)
  const total = amountOf(item.row_total_incl_tax) - tax
  const discount = amountOf(item.discount_amount) - amountOf(item.discount_tax_compensation_amount)
  return {
    externalId: String(item.item_id),
    kind: 'product',
    name: textOf(item.name) ?? '',
    sku: textOf(item.sku),
    productExternalId: textOf(item.product_id),
    // A product without variants is its own only one.
    variantExternalId: textOf(child?.product_id ?? item.product_id),
    quantity: carried(item.qty_ordered) ?? '0',
    subtotal: decimalOf(total + discount),
    total: decimalOf(total),
    tax: decimalOf(tax),
    taxes: taxes.map(toLineTax),
    meta:
      bundle === undefined ? {} : { bundle: { itemId: String(bundle.item_id), name: bundle.name, sku: bundle.sku } },
  }
}

export const toLineTax = ({ code, amount }: Taxed) => ({ rateExternalId: code, amount: decimalOf(amount) })

/** The taxes of an item by its id; those of shipping under `shipping`. */
export function taxesByLine(list: RawItemTaxes): ReadonlyMap<string, readonly Taxed[]> {
  const lines = new Map<string, Taxed[]>()
  for (const { type, item_id, applied_taxes } of list ?? []) {
    const line = type === 'product' ? String(item_id) : String(type)
    lines.set(line, [...(lines.get(line) ?? []), ...(applied_taxes ?? []).map(toTaxed)])
  }
  return lines
}

const toTaxed = ({ code, title, percent, amount }: z.output<typeof RawTaxes>[number]): Taxed => ({
  code: textOf(code) ?? 'tax',
  title: textOf(title) ?? textOf(code) ?? 'tax',
  percent: carried(percent),
  amount: amountOf(amount),
})

/** By rate, over all lines. */
export function sumTaxes(lines: ReadonlyMap<string, readonly Taxed[]>): CanonicalInput<'orders'>['taxes'] {
  const all = [...lines].flatMap(([line, taxes]) => taxes.map(tax => ({ ...tax, line })))
  return [...Map.groupBy(all, ({ code }) => code)].map(([code, taxes]) => {
    const of = (shipping: boolean) =>
      decimalOf(sum(taxes.filter(({ line }) => (line === 'shipping') === shipping).map(({ amount }) => amount)))
    const { title, percent } = taxes[0]!
    return { rateExternalId: code, label: title, percent, amount: of(false), shippingAmount: of(true) }
  })
}
