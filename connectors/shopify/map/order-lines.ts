import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { type Amount, amountOf, decimalOf, RawMoney, shareOf, sum } from './money.ts'
import { numberOf, RawText, textOf } from './values.ts'

export const RawTaxLine = z.looseObject({ title: z.string(), ratePercentage: z.number().nullish(), priceSet: RawMoney })
export type RawTaxLine = z.output<typeof RawTaxLine>

const Reference = z.looseObject({ id: z.string() }).nullish()

export const RawLine = z.looseObject({
  id: z.string(),
  name: z.string(),
  sku: RawText,
  quantity: z.int(),
  currentQuantity: z.int().nullish(),
  /** Ours: so many were taken off again by an edit, and are not counted. */
  removedQuantity: z.int().optional(),
  product: Reference,
  variant: Reference,
  originalTotalSet: RawMoney,
  taxLines: z.array(RawTaxLine),
  discountAllocations: z
    .array(
      z.looseObject({
        allocatedAmountSet: RawMoney,
        discountApplication: z.looseObject({ code: RawText }).nullish(),
      }),
    )
    .nullish(),
  customAttributes: z.array(z.looseObject({ key: z.string(), value: RawText })).nullish(),
})
export type RawLine = z.output<typeof RawLine>

export const RawShipping = z.looseObject({
  id: z.string(),
  title: RawText,
  isRemoved: z.boolean().nullish(),
  originalPriceSet: RawMoney,
  discountedPriceSet: RawMoney,
  taxLines: z.array(RawTaxLine),
})
export type RawShipping = z.output<typeof RawShipping>

export type Line = CanonicalInput<'orders'>['lines'][number]

/** Shopify's rates have no ids: a tax is what it is called, and how much of it. */
export const rateOf = ({ title, ratePercentage }: RawTaxLine): string =>
  `${title} ${ratePercentage ?? ''}`.trim().slice(0, 200)

export const taxOf = (lines: readonly RawTaxLine[]): Amount => sum(lines.map(({ priceSet }) => amountOf(priceSet)))

interface Figures {
  readonly original: Amount
  /** After all discounts. */
  readonly discounted: Amount
  readonly tax: Amount
}

/** Ours are net: where prices include tax, the tax is taken out, and out of what was before the discount in proportion. */
function figuresOf({ original, discounted, tax }: Figures, taxesIncluded: boolean) {
  const net = taxesIncluded ? discounted - tax : discounted
  const subtotal = discounted === original ? net : shareOf(original, net, discounted)
  return { subtotal: decimalOf(subtotal), total: decimalOf(net), tax: decimalOf(tax) }
}

const discountOf = ({ discountAllocations }: RawLine): Amount =>
  sum((discountAllocations ?? []).map(({ allocatedAmountSet }) => amountOf(allocatedAmountSet)))

/** What the whole line came to, tax included only where the shop's prices are. */
export const discountedTotal = (raw: RawLine): Amount => amountOf(raw.originalTotalSet) - discountOf(raw)

export function mapLine(raw: RawLine, taxesIncluded: boolean): Line {
  const figures = {
    original: amountOf(raw.originalTotalSet),
    discounted: discountedTotal(raw),
    tax: taxOf(raw.taxLines),
  }
  return {
    ...{ externalId: numberOf(raw.id), kind: 'product', name: raw.name, sku: textOf(raw.sku) },
    productExternalId: raw.product ? numberOf(raw.product.id) : null,
    variantExternalId: raw.variant ? numberOf(raw.variant.id) : null,
    quantity: String(raw.quantity),
    ...figuresOf(figures, taxesIncluded),
    taxes: raw.taxLines.map(toLineTax),
    meta: metaOf(raw),
  }
}

export const toLineTax = (line: RawTaxLine) => ({
  rateExternalId: rateOf(line),
  amount: decimalOf(amountOf(line.priceSet)),
})

function metaOf({ quantity, currentQuantity, removedQuantity, customAttributes }: RawLine): Record<string, unknown> {
  const attributes = Object.fromEntries((customAttributes ?? []).map(({ key, value }) => [key, value]))
  return {
    ...(currentQuantity != null && currentQuantity !== quantity && { current_quantity: currentQuantity }),
    ...(removedQuantity !== undefined && { removed_quantity: removedQuantity }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  }
}

export function mapShipping(raw: RawShipping, taxesIncluded: boolean): Line {
  const [original, discounted] = [amountOf(raw.originalPriceSet), amountOf(raw.discountedPriceSet)]
  return {
    ...{ externalId: numberOf(raw.id), kind: 'shipping', name: raw.title ?? '', sku: null, quantity: '1' },
    ...{ productExternalId: null, variantExternalId: null },
    ...figuresOf({ original, discounted, tax: taxOf(raw.taxLines) }, taxesIncluded),
    taxes: raw.taxLines.map(toLineTax),
    meta: raw.isRemoved ? { removed: true } : {},
  }
}

const feeNames = { tip: 'Tip', duties: 'Duties', removed: 'Removed by an edit' } as const

/** A tip, duties, or what an edit took off: no line of the shop's own, and without tax. */
export const feeLine = (orderId: string, name: keyof typeof feeNames, amount: Amount): Line => ({
  ...{ externalId: `${orderId}:${name}`, kind: 'fee', name: feeNames[name], sku: null, quantity: '1' },
  ...{ productExternalId: null, variantExternalId: null, subtotal: decimalOf(amount), total: decimalOf(amount) },
  ...{ tax: '0.00', taxes: [], meta: {} },
})
