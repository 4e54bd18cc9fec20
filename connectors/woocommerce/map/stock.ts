import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { RawId, RawText } from './raw.ts'
import { RawStock, stockOf } from './stock-state.ts'
import { readable } from './unread.ts'
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
    modifiedAt: instantOf(raw.date_modified_gmt),
    deleted: product.status === 'trash',
    sku: textOf(raw.sku),
    ...stockOf(raw, product),
  }
}
