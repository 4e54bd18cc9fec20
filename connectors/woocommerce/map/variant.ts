import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { RawAmount, RawId, RawImage, RawText } from './raw.ts'
import { RawStock, stockOf } from './stock-state.ts'
import { decimalOf, decodeEntities, idText, instantOf, measureOf, textOf } from './values.ts'

/** What a product without variations and a variation have in common. */
export const RawSellable = z.looseObject({
  ...RawStock.shape,
  id: RawId,
  status: z.string(),
  sku: RawText,
  global_unique_id: RawText,
  date_modified_gmt: RawText,
  price: RawAmount.nullish(),
  regular_price: RawAmount.nullish(),
  sale_price: RawAmount.nullish(),
  date_on_sale_from_gmt: RawText,
  date_on_sale_to_gmt: RawText,
  weight: RawText,
})
type RawSellable = z.output<typeof RawSellable>

/** 10.5 gives a variation its name; before, it has none. */
export const RawVariation = RawSellable.extend({
  name: RawText,
  image: RawImage.nullish(),
  attributes: z.array(z.looseObject({ id: RawId.nullish(), name: z.string(), option: RawText })),
})
export type RawVariation = z.output<typeof RawVariation>

interface Parent extends RawSellable {
  readonly name: string
  readonly images: readonly z.output<typeof RawImage>[]
}

type Variant = CanonicalInput<'products'>['variants'][number]

export function mapVariation(raw: RawVariation, product: Parent, facts: Facts): Variant {
  const options = raw.attributes.flatMap(({ id, name, option }) => {
    const value = textOf(option)
    if (value === null) return []
    return [{ name, value: idText(id) === null ? value : decodeEntities(value) }]
  })
  return {
    ...sellableOf(raw, facts),
    name: textOf(raw.name) ?? (options.map(({ value }) => value).join(', ') || product.name),
    options,
    stock: stockOf(raw, product),
    imageUrl: textOf(raw.image?.src),
  }
}

/** A product without variations has one variant: itself. */
export const mapOwnVariant = (product: Parent, facts: Facts): Variant => ({
  ...sellableOf(product, facts),
  name: product.name,
  options: [],
  stock: stockOf(product, product),
  imageUrl: textOf(product.images[0]?.src),
})

const sellableOf = (raw: RawSellable, facts: Facts) => ({
  externalId: String(raw.id),
  sku: textOf(raw.sku),
  barcode: textOf(raw.global_unique_id),
  price: {
    current: decimalOf(raw.price),
    regular: decimalOf(raw.regular_price),
    sale: decimalOf(raw.sale_price),
    saleFrom: instantOf(raw.date_on_sale_from_gmt),
    saleTo: instantOf(raw.date_on_sale_to_gmt),
    currency: facts.currency,
    includesTax: facts.pricesIncludeTax,
  },
  weight: measureOf(raw.weight),
  active: raw.status === 'publish',
  modifiedAt: instantOf(raw.date_modified_gmt),
})
