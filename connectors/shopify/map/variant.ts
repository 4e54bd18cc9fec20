import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { amountOf, decimalOf, RawAmount } from './money.ts'
import { numberOf, RawText, textOf } from './values.ts'

const RawPicture = z.looseObject({ image: z.looseObject({ url: RawText }).nullish() }).nullish()

export const RawMedia = z.looseObject({ id: RawText, alt: RawText, mediaContentType: RawText, preview: RawPicture })
export type RawMedia = z.output<typeof RawMedia>

export const RawVariant = z.looseObject({
  id: z.string(),
  title: z.string(),
  sku: RawText,
  barcode: RawText,
  price: RawAmount,
  compareAtPrice: RawAmount.nullish(),
  taxable: z.boolean().nullish(),
  inventoryPolicy: RawText,
  inventoryQuantity: z.int().nullish(),
  updatedAt: z.string(),
  selectedOptions: z.array(z.looseObject({ name: z.string(), value: z.string() })),
  media: z.looseObject({ nodes: z.array(RawMedia) }).nullish(),
  inventoryItem: z.looseObject({
    tracked: z.boolean(),
    measurement: z.looseObject({ weight: z.looseObject({ value: z.number(), unit: z.string() }).nullish() }).nullish(),
  }),
})
export type RawVariant = z.output<typeof RawVariant>

type Variant = CanonicalInput<'products'>['variants'][number]
type Told = Pick<Facts, 'currency' | 'pricesIncludeTax'>

export const pictureOf = ({ preview }: RawMedia): string | null => textOf(preview?.image?.url)

/** Each has an id of its own, the only one of a product too: order lines and stock name it. */
export function mapVariant(raw: RawVariant, facts: Told): Variant {
  return {
    ...{ externalId: numberOf(raw.id), name: raw.title, sku: textOf(raw.sku), barcode: textOf(raw.barcode) },
    options: raw.selectedOptions.filter(isOption).map(({ name, value }) => ({ name, value })),
    ...{ price: priceOf(raw, facts), stock: stockOf(raw), weight: weightOf(raw) },
    imageUrl: raw.media?.nodes.map(pictureOf).find(url => url !== null) ?? null,
    ...{ active: true, modifiedAt: raw.updatedAt },
  }
}

/** A product without options has one that Shopify makes up. */
export const isOption = ({ name, value }: { name: string; value: string }): boolean =>
  name !== 'Title' || value !== 'Default Title'

/** A sale is a price below the one to compare it with. */
function priceOf({ price, compareAtPrice }: RawVariant, { currency, pricesIncludeTax }: Told): Variant['price'] {
  const [now, before] = [amountIn(price), compareAtPrice == null ? null : amountIn(compareAtPrice)]
  const isSale = before !== null && before > now
  return {
    ...{ current: decimalOf(now), regular: decimalOf(isSale ? before : now), sale: isSale ? decimalOf(now) : null },
    ...{ saleFrom: null, saleTo: null, currency, includesTax: pricesIncludeTax },
  }
}

const amountIn = (amount: string) => amountOf({ shopMoney: { amount } })

function stockOf({ inventoryItem: { tracked }, inventoryPolicy, inventoryQuantity }: RawVariant): Variant['stock'] {
  const quantity = tracked ? (inventoryQuantity ?? 0) : null
  const backorders = inventoryPolicy === 'CONTINUE'
  return {
    ...{ managed: tracked, quantity: quantity === null ? null : String(quantity), backorders },
    status: quantity === null || quantity > 0 ? 'in_stock' : backorders ? 'on_backorder' : 'out_of_stock',
  }
}

const inKilograms: Readonly<Record<string, number>> = {
  ...{ KILOGRAMS: 1, GRAMS: 0.001, POUNDS: 0.453_592_37, OUNCES: 0.028_349_523_125 },
}

/** In kilograms, whatever each was entered in. */
function weightOf({ inventoryItem: { measurement } }: RawVariant): string | null {
  const weight = measurement?.weight
  const factor = inKilograms[weight?.unit ?? '']
  if (!weight || factor === undefined || weight.value <= 0) return null
  return (weight.value * factor).toFixed(6).replace(/\.?0+$/, '')
}
