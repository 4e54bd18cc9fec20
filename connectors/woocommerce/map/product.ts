import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { readable } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { RawId, RawImage, RawMeta, RawTerm, RawText } from './raw.ts'
import { decodeEntities, idText, instantOf, measureOf, metaOf, textOf } from './values.ts'
import { mapOwnVariant, mapVariation, RawSellable, RawVariation } from './variant.ts'

const RawAttribute = z.looseObject({
  id: RawId.nullish(),
  name: z.string(),
  variation: z.boolean().nullish(),
  options: z.array(z.union([z.string(), z.number()])),
})

/** A product as the API gives it, with all its variations read beside it under `koppla_variations`. */
export const RawProduct = readable(
  RawSellable.extend({
    name: z.string(),
    slug: RawText,
    type: z.string(),
    permalink: RawText,
    date_created_gmt: RawText,
    description: RawText,
    short_description: RawText,
    tax_status: RawText,
    tax_class: RawText,
    dimensions: z.looseObject({ length: RawText, width: RawText, height: RawText }).nullish(),
    categories: z.array(RawTerm),
    tags: z.array(RawTerm),
    brands: z.array(RawTerm).optional(),
    images: z.array(RawImage),
    attributes: z.array(RawAttribute),
    variations: z.array(RawId).nullish(),
    grouped_products: z.array(RawId).nullish(),
    bundled_items: z
      .array(z.looseObject({ product_id: RawId }))
      .nullish()
      .catch(null),
    meta_data: RawMeta,
    koppla_variations: z.array(RawVariation).optional(),
    koppla_variation_times: z.string().optional(),
  }),
)
export type RawProduct = z.output<typeof RawProduct>

type Product = CanonicalInput<'products'>

/** Names of products come as they were typed; names of categories, tags and brands come with HTML entities. */
export function mapProduct(raw: RawProduct, facts: Facts): Product {
  return {
    externalId: String(raw.id),
    createdAt: instantOf(raw.date_created_gmt),
    modifiedAt: instantOf(raw.date_modified_gmt),
    deleted: raw.status === 'trash',
    type: raw.type,
    name: raw.name,
    slug: textOf(raw.slug),
    status: statuses.get(raw.status) ?? 'other',
    externalStatus: raw.status,
    sku: textOf(raw.sku),
    barcode: textOf(raw.global_unique_id),
    url: textOf(raw.permalink),
    description: textOf(raw.description),
    shortDescription: textOf(raw.short_description),
    taxClass: textOf(raw.tax_class),
    taxable: raw.tax_status === 'taxable',
    weight: measureOf(raw.weight),
    dimensions: dimensionsOf(raw),
    ...groupsOf(raw),
    images: imagesOf(raw),
    attributes: raw.attributes.map(mapAttribute),
    componentExternalIds: componentsOf(raw),
    variants: raw.koppla_variations?.map(own => mapVariation(own, raw, facts)) ?? [mapOwnVariant(raw, facts)],
    meta: metaOf(raw.meta_data),
  }
}

const statuses: ReadonlyMap<string, Product['status']> = new Map([
  ['publish', 'active'],
  ['draft', 'draft'],
  ['private', 'private'],
  ['pending', 'pending'],
])

const groupsOf = (raw: RawProduct) => ({
  brand: raw.brands?.[0] === undefined ? null : decodeEntities(raw.brands[0].name),
  collectionExternalIds: raw.categories.map(({ id }) => String(id)),
  tags: raw.tags.map(({ name }) => decodeEntities(name)),
})

function dimensionsOf({ dimensions }: RawProduct): Product['dimensions'] {
  const [length = null, width = null, height = null] = [dimensions?.length, dimensions?.width, dimensions?.height].map(
    measureOf,
  )
  return length === null && width === null && height === null ? null : { length, width, height }
}

const imagesOf = ({ images }: RawProduct): Product['images'] =>
  images.flatMap(image => {
    const url = textOf(image.src)
    return url === null ? [] : [{ externalId: idText(image.id), url, alt: textOf(image.alt) }]
  })

/** The values of an attribute that the whole store shares (it has an id) are terms, as categories are. */
const mapAttribute = ({ id, name, options, variation }: z.output<typeof RawAttribute>) => ({
  name,
  values: options.map(option => (idText(id) === null ? String(option) : decodeEntities(String(option)))),
  forVariants: variation === true,
})

const componentsOf = ({ grouped_products, bundled_items }: RawProduct): string[] => [
  ...new Set([...(grouped_products ?? []), ...(bundled_items ?? []).map(item => item.product_id)].map(String)),
]
