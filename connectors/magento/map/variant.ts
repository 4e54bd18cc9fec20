import { DateTime } from 'luxon'
import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { amountOf, carried } from './money.ts'
import { RawAmount, RawAttributes, RawId, RawText } from './raw.ts'
import { attributeOf, instantOf, textOf } from './values.ts'

/** What a product that can be put in a basket by itself has. */
export const RawSellable = z.looseObject({
  id: RawId,
  sku: z.string(),
  name: RawText,
  price: RawAmount.nullish(),
  /** 1 enabled, 2 disabled. */
  status: RawAmount.nullish(),
  type_id: RawText,
  updated_at: RawText,
  weight: RawAmount.nullish(),
  media_gallery_entries: z
    .array(
      z.looseObject({
        id: RawId.nullish(),
        media_type: RawText,
        label: RawText,
        disabled: z.boolean().nullish(),
        file: RawText,
      }),
    )
    .nullish(),
  custom_attributes: RawAttributes,
})
export type RawSellable = z.output<typeof RawSellable>

export type Variant = CanonicalInput<'products'>['variants'][number]

export function mapVariant(raw: RawSellable, options: Variant['options'], facts: Facts): Variant {
  return {
    externalId: String(raw.id),
    name: textOf(raw.name) ?? raw.sku,
    sku: raw.sku,
    barcode: barcodeOf(raw.custom_attributes),
    options,
    price: priceOf(raw, facts),
    stock: { managed: false, quantity: null, status: null, backorders: false },
    weight: carried(raw.weight),
    imageUrl: imagesOf(raw, facts)[0]?.url ?? null,
    active: isActive(raw),
    modifiedAt: instantOf(raw.updated_at),
  }
}

export const isActive = ({ status }: RawSellable): boolean => Number(status) === 1

/** Magento has no attribute of its own for it; shops name theirs so. */
export const barcodeOf = (attributes: RawAttributes): string | null =>
  ['gtin', 'ean', 'barcode', 'gtin13', 'upc'].map(code => attributeOf(attributes, code)).find(Boolean) ?? null

/** A configurable, grouped or dynamic product has no price of its own, and says 0. The special price of a bundle is a percentage. */
function priceOf(raw: RawSellable, facts: Facts): Variant['price'] {
  const attribute = (code: string) => attributeOf(raw.custom_attributes, code)
  const compound = raw.type_id === 'grouped' || (raw.type_id === 'bundle' && attribute('price_type') === '0')
  const regular = compound ? null : carried(raw.price)
  const sale = compound || raw.type_id === 'bundle' ? null : decimalAttribute(attribute('special_price'))
  const [saleFrom, saleTo] = [
    dayOf(attribute('special_from_date'), facts),
    dayOf(attribute('special_to_date'), facts, 1),
  ]
  const always = sale !== null && saleFrom === null && saleTo === null
  return {
    // Whether days have come is no matter of the map; a special price that is dearer is passed over.
    current: always && (regular === null || amountOf(sale) < amountOf(regular)) ? sale : regular,
    regular,
    sale,
    saleFrom,
    saleTo,
    currency: facts.currency,
    includesTax: facts.pricesIncludeTax,
  }
}

const decimalAttribute = (text: string | null): string | null =>
  text !== null && RawAmount.safeParse(text).success ? carried(text) : null

/** Days of the store's own calendar; the last one is included. */
function dayOf(text: string | null, { timeZone }: Facts, daysLater = 0): string | null {
  if (text === null) return null
  const zone = /^[+-]\d/.test(timeZone) ? `UTC${timeZone}` : timeZone
  const day = DateTime.fromISO(text.slice(0, 10), { zone }).plus({ days: daysLater })
  return day.isValid && day.year >= 1970 && day.year < 2200 ? day.toUTC().toISO() : null
}

export const imagesOf = ({ media_gallery_entries: entries }: RawSellable, { mediaUrl }: Facts) =>
  (entries ?? []).flatMap(({ id, file, label, disabled, media_type }) => {
    const path = textOf(file)
    if (path === null || mediaUrl === null || disabled || media_type === 'external-video') return []
    return [{ externalId: textOf(id), url: `${mediaUrl}catalog/product${path}`, alt: textOf(label) }]
  })
