import { z } from 'zod'
import { Currency, Decimal, ExternalId, Instant, recordShape, Text } from './values.ts'

export const Price = z.object({
  /**
   * What it costs, as the store tells it; null: no price. Where it is `regular` or `sale` and the sale has days, which of
   * them it is changes by time alone: that is reckoned whenever it is read (src/records/price-sql.ts).
   */
  current: Decimal.nullable(),
  regular: Decimal.nullable(),
  sale: Decimal.nullable(),
  saleFrom: Instant.nullable(),
  saleTo: Instant.nullable(),
  currency: Currency.nullable(),
  includesTax: z.boolean().nullable(),
})

export const stockStatuses = ['in_stock', 'out_of_stock', 'on_backorder'] as const
export const StockState = z.object({
  /** False: the store does not count this one. */
  managed: z.boolean(),
  quantity: Decimal.nullable(),
  /** Null: where the product is read, the store does not tell; its stock levels may. */
  status: z.enum(stockStatuses).nullable(),
  backorders: z.boolean(),
})

/** What can be put in a basket. A product without variants has exactly one, with the product's own external id. */
export const Variant = z.object({
  externalId: ExternalId,
  name: Text,
  sku: Text.nullable(),
  barcode: Text.nullable(),
  options: z.array(z.object({ name: Text, value: Text })),
  price: Price,
  stock: StockState,
  weight: Decimal.nullable(),
  imageUrl: Text.nullable(),
  active: z.boolean(),
  modifiedAt: Instant.nullable(),
})

export const Image = z.object({ externalId: ExternalId.nullable(), url: Text, alt: Text.nullable() })
export const Attribute = z.object({ name: Text, values: z.array(Text), forVariants: z.boolean() })

export const Product = z.object({
  ...recordShape,
  /** The store's own word: simple, variable, grouped, external, bundle … */
  type: Text,
  name: Text,
  slug: Text.nullable(),
  status: z.enum(['active', 'draft', 'private', 'pending', 'other']),
  externalStatus: Text,
  sku: Text.nullable(),
  barcode: Text.nullable(),
  description: Text.nullable(),
  shortDescription: Text.nullable(),
  url: Text.nullable(),
  brand: Text.nullable(),
  taxClass: Text.nullable(),
  taxable: z.boolean(),
  weight: Decimal.nullable(),
  dimensions: z
    .object({ length: Decimal.nullable(), width: Decimal.nullable(), height: Decimal.nullable() })
    .nullable(),
  collectionExternalIds: z.array(ExternalId),
  tags: z.array(Text),
  images: z.array(Image),
  attributes: z.array(Attribute),
  /** Products this one is made of or groups. */
  componentExternalIds: z.array(ExternalId),
  variants: z.array(Variant),
  meta: z.record(z.string(), z.unknown()).default({}),
})

/** A category or collection. */
export const Collection = z.object({
  externalId: ExternalId,
  parentExternalId: ExternalId.nullable(),
  name: Text,
  slug: Text.nullable(),
  description: Text.nullable(),
  position: z.number().int().nullable(),
})
export type Collection = z.input<typeof Collection>
