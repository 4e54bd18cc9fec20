import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { carried } from './money.ts'
import { RawAmount, RawId, RawText } from './raw.ts'
import { attributeOf, instantOf, textOf } from './values.ts'
import { barcodeOf, imagesOf, isActive, mapVariant, RawSellable, type Variant } from './variant.ts'

const RawOption = z.looseObject({
  attribute_id: RawText,
  label: RawText,
  values: z.array(z.looseObject({ value_index: RawId })).nullish(),
})

/** An attribute of which a configurable product's children differ, with the words for the values they have. */
export const RawAttribute = z.looseObject({
  attribute_id: RawId,
  attribute_code: z.string(),
  options: z.array(z.looseObject({ label: RawText, value: RawText })),
})
export type RawAttribute = z.output<typeof RawAttribute>

/**
 * A product as the lists give it. Beside it are read: a configurable one's children (`koppla_children`) and what they differ
 * in (`koppla_attributes`), and the ids of what a bundle or a group is made of (`koppla_components`).
 */
export const RawProduct = RawSellable.extend({
  created_at: RawText,
  visibility: RawAmount.nullish(),
  extension_attributes: z
    .looseObject({
      website_ids: z.array(RawId).nullish(),
      category_links: z.array(z.looseObject({ category_id: RawId })).nullish(),
      configurable_product_options: z.array(RawOption).nullish(),
      configurable_product_links: z.array(RawId).nullish(),
    })
    .nullish(),
  koppla_children: z.array(RawSellable).optional(),
  koppla_attributes: z.array(RawAttribute).optional(),
  koppla_components: z.array(RawId).optional(),
})
export type RawProduct = z.output<typeof RawProduct>

type Product = CanonicalInput<'products'>

export function mapProduct(raw: RawProduct, facts: Facts): Product {
  const attribute = (code: string) => attributeOf(raw.custom_attributes, code)
  const taxClass = attribute('tax_class_id')
  return {
    externalId: String(raw.id),
    createdAt: instantOf(raw.created_at),
    modifiedAt: instantOf(raw.updated_at),
    type: textOf(raw.type_id) ?? 'simple',
    name: textOf(raw.name) ?? raw.sku,
    slug: attribute('url_key'),
    status: isActive(raw) ? 'active' : 'draft',
    externalStatus: isActive(raw) ? 'enabled' : 'disabled',
    sku: raw.sku,
    barcode: barcodeOf(raw.custom_attributes),
    description: attribute('description'),
    shortDescription: attribute('short_description'),
    url: null,
    brand: null,
    taxClass,
    taxable: taxClass !== '0',
    weight: carried(raw.weight),
    dimensions: null,
    collectionExternalIds: categoriesOf(raw),
    tags: [],
    images: imagesOf(raw, facts),
    attributes: attributesOf(raw),
    componentExternalIds: (raw.koppla_components ?? []).map(String),
    variants: variantsOf(raw, facts),
    meta: raw.visibility == null ? {} : { visibility: visibilities.get(Number(raw.visibility)) ?? raw.visibility },
  }
}

const visibilities: ReadonlyMap<number, string> = new Map([
  [1, 'not visible individually'],
  [2, 'catalog'],
  [3, 'search'],
  [4, 'catalog, search'],
])

function categoriesOf({ extension_attributes: extras, custom_attributes: attributes }: RawProduct): string[] {
  const listed = attributes.find(({ attribute_code }) => attribute_code === 'category_ids')?.value
  const linked = (extras?.category_links ?? []).map(({ category_id }) => category_id)
  return [...new Set([...linked, ...(Array.isArray(listed) ? listed : [])].map(String))]
}

const attributesOf = (raw: RawProduct): Product['attributes'] =>
  (raw.extension_attributes?.configurable_product_options ?? []).map(({ attribute_id, label, values }) => ({
    name: textOf(label) ?? '',
    values: (values ?? []).map(({ value_index }) => wordFor(raw, attribute_id, String(value_index))),
    forVariants: true,
  }))

/** A value is known by a number; where the words for it may not be read, the number stands for itself. */
function wordFor({ koppla_attributes: known }: RawProduct, attributeId: unknown, value: string): string {
  const options = known?.find(({ attribute_id }) => String(attribute_id) === String(attributeId))?.options
  return textOf(options?.find(option => String(option.value) === value)?.label) ?? value
}

/** The children of a configurable product are products of their own as well; any other product is its own only variant. */
function variantsOf(raw: RawProduct, facts: Facts): Variant[] {
  if (raw.type_id !== 'configurable') return [mapVariant(raw, [], facts)]
  return (raw.koppla_children ?? []).map(child => mapVariant(child, optionsOf(raw, child), facts))
}

function optionsOf(raw: RawProduct, child: RawSellable): Variant['options'] {
  return (raw.extension_attributes?.configurable_product_options ?? []).flatMap(({ attribute_id, label }) => {
    const code = raw.koppla_attributes?.find(one => String(one.attribute_id) === String(attribute_id))?.attribute_code
    const value = code === undefined ? null : attributeOf(child.custom_attributes, code)
    return value === null ? [] : [{ name: textOf(label) ?? '', value: wordFor(raw, attribute_id, value) }]
  })
}
