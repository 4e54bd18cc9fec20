import { z } from 'zod'
import { StockState, stockStatuses } from './product.ts'
import { ExternalId, recordShape, Text } from './values.ts'

/** What is on hand of one variant, at one location where the store has several. `parentExternalId` is the product's. */
export const StockLevel = z.object({
  ...recordShape,
  parentExternalId: ExternalId,
  variantExternalId: ExternalId,
  locationExternalId: ExternalId.nullable(),
  sku: Text.nullable(),
  ...StockState.shape,
  status: z.enum(stockStatuses),
})
