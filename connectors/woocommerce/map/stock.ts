import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { readable } from '../../../src/sdk/index.ts'
import { RawId, RawText } from './raw.ts'
import { RawStock, stockOf } from './stock-state.ts'
import { instantOf, textOf } from './values.ts'

const RawCounted = z.looseObject({
  ...RawStock.shape,
  id: RawId,
  sku: RawText,
  status: z.string(),
  date_created_gmt: RawText,
  date_modified_gmt: RawText,
})

/** A variation, or a product without any, with the product it belongs to under `koppla_product`. */
export const RawStockLevel = readable(RawCounted.extend({ koppla_product: RawCounted }))
export type RawStockLevel = z.output<typeof RawStockLevel>

export function mapStockLevel(raw: RawStockLevel): CanonicalInput<'stock'> {
  const product = raw.koppla_product
  return {
    externalId: String(raw.id),
    parentExternalId: String(product.id),
    variantExternalId: String(raw.id),
    locationExternalId: null,
    createdAt: instantOf(raw.date_created_gmt),
    modifiedAt: laterOf(instantOf(raw.date_modified_gmt), instantOf(product.date_modified_gmt)),
    deleted: product.status === 'trash',
    sku: textOf(raw.sku),
    ...stockOf(raw, product),
  }
}

/** A variation comes whenever its product was saved, which windows go by; the other way round it may not bump it (8.1). */
const laterOf = (one: string | null, other: string | null): string | null =>
  (one ?? '') > (other ?? '') ? one : (other ?? one)
