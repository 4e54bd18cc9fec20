import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { numberOf, RawText, textOf } from './values.ts'
import { isOption, mapVariant, pictureOf, RawMedia, RawVariant } from './variant.ts'

export const RawProduct = z.looseObject({
  id: z.string(),
  title: z.string(),
  handle: RawText,
  status: z.string(),
  ...{ descriptionHtml: RawText, vendor: RawText, productType: RawText, onlineStoreUrl: RawText, publishedAt: RawText },
  tags: z.array(z.string()),
  ...{ createdAt: z.string(), updatedAt: z.string() },
  ...{ hasOnlyDefaultVariant: z.boolean(), isGiftCard: z.boolean() },
  options: z.array(z.looseObject({ name: z.string(), optionValues: z.array(z.looseObject({ name: z.string() })) })),
  collections: z.looseObject({ nodes: z.array(z.looseObject({ id: z.string() })) }),
  media: z.looseObject({ nodes: z.array(RawMedia) }),
  variants: z.looseObject({ nodes: z.array(RawVariant) }),
})
export type RawProduct = z.output<typeof RawProduct>

type Product = CanonicalInput<'products'>

export function mapProduct(raw: RawProduct, facts: Facts): Product {
  const variants = raw.variants.nodes.map(one => mapVariant(one, facts))
  const only = raw.hasOnlyDefaultVariant ? variants[0] : undefined
  return {
    ...{ externalId: numberOf(raw.id), createdAt: raw.createdAt, modifiedAt: raw.updatedAt, name: raw.title },
    ...{ type: typeOf(raw), slug: textOf(raw.handle), status: statuses[raw.status] ?? 'other' },
    ...{ externalStatus: raw.status, sku: only?.sku ?? null, barcode: only?.barcode ?? null },
    ...{ description: textOf(raw.descriptionHtml), shortDescription: null, url: textOf(raw.onlineStoreUrl) },
    ...{
      brand: textOf(raw.vendor),
      taxClass: null,
      taxable: raw.variants.nodes.some(({ taxable }) => taxable !== false),
    },
    ...{ weight: only?.weight ?? null, dimensions: null, tags: raw.tags },
    collectionExternalIds: raw.collections.nodes.map(({ id }) => numberOf(id)),
    images: raw.media.nodes.flatMap(toImage),
    attributes: raw.options.filter(option => !isDefault(option)).map(toAttribute),
    ...{ componentExternalIds: [], variants, meta: metaOf(raw) },
  }
}

const typeOf = ({ isGiftCard, hasOnlyDefaultVariant }: RawProduct): string =>
  isGiftCard ? 'gift_card' : hasOnlyDefaultVariant ? 'simple' : 'variable'

/** An unlisted product is sold to whoever has its address. */
const statuses: Readonly<Record<string, Product['status']>> = {
  ...{ ACTIVE: 'active', UNLISTED: 'active', DRAFT: 'draft', ARCHIVED: 'other' },
}

/** A film or a model is shown by its preview picture, where it has one. */
function toImage(raw: RawMedia): Product['images'] {
  const url = pictureOf(raw)
  return url === null ? [] : [{ externalId: raw.id ? numberOf(raw.id) : null, url, alt: textOf(raw.alt) }]
}

type Option = RawProduct['options'][number]

const isDefault = ({ name, optionValues: [first] }: Option): boolean => !isOption({ name, value: first?.name ?? '' })

const toAttribute = ({ name, optionValues }: Option): Product['attributes'][number] => ({
  ...{ name, values: optionValues.map(value => value.name), forVariants: true },
})

function metaOf({ productType, publishedAt }: RawProduct): Record<string, unknown> {
  const [type, published] = [textOf(productType), textOf(publishedAt)]
  return { ...(type !== null && { product_type: type }), ...(published !== null && { published_at: published }) }
}
