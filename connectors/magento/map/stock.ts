import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { carried } from './money.ts'
import { RawAmount, RawId, RawText } from './raw.ts'
import { textOf } from './values.ts'

const RawCounted = z.looseObject({ id: RawId, sku: RawText })

/** What one source has of a product; its physical stock, from which no open order is taken. */
const RawSourceItem = z.looseObject({
  source_code: z.string(),
  quantity: RawAmount.nullish(),
  status: RawAmount.nullish(),
  koppla_product: RawCounted,
})

/** Where Multi Source Inventory is switched off: the product's own stock item. */
const RawStockItem = z.looseObject({
  qty: RawAmount.nullish(),
  is_in_stock: z.union([z.boolean(), z.number()]).nullish(),
  manage_stock: z.union([z.boolean(), z.number()]).nullish(),
  backorders: RawAmount.nullish(),
  koppla_product: RawCounted,
})

export const RawStockLevel = z.union([RawSourceItem, RawStockItem])
export type RawStockLevel = z.output<typeof RawStockLevel>

/** A source item has no id and no time of its own; a product has one of each source. */
export function mapStockLevel(raw: RawStockLevel): CanonicalInput<'stock'> {
  const { id, sku } = raw.koppla_product
  return {
    externalId: stockIdOf(raw) ?? String(id),
    parentExternalId: String(id),
    variantExternalId: String(id),
    createdAt: null,
    modifiedAt: null,
    sku: textOf(sku),
    ...('source_code' in raw && typeof raw.source_code === 'string'
      ? ofSource(raw as z.output<typeof RawSourceItem>)
      : ofProduct(raw as z.output<typeof RawStockItem>)),
  }
}

const ofSource = ({ source_code, quantity, status }: z.output<typeof RawSourceItem>) => ({
  locationExternalId: source_code,
  managed: true,
  quantity: carried(quantity),
  status: Number(status) === 0 ? ('out_of_stock' as const) : ('in_stock' as const),
  backorders: false,
})

const ofProduct = ({ qty, is_in_stock, manage_stock, backorders }: z.output<typeof RawStockItem>) => ({
  locationExternalId: null,
  managed: Boolean(manage_stock ?? true),
  quantity: carried(qty),
  status: is_in_stock ? ('in_stock' as const) : ('out_of_stock' as const),
  backorders: Number(backorders ?? 0) > 0,
})

const Named = z.looseObject({ source_code: z.string().optional(), koppla_product: z.looseObject({ id: RawId }) })

/** `12:default`; without sources the product's own id. */
export function stockIdOf(raw: unknown): string | null {
  const named = Named.safeParse(raw).data
  if (named === undefined) return null
  const { source_code: source, koppla_product: product } = named
  return source === undefined ? String(product.id) : `${product.id}:${source}`
}
