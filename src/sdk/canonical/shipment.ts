import { z } from 'zod'
import { Decimal, ExternalId, Instant, recordShape, Text } from './values.ts'

/** One parcel with its tracking. `parentExternalId` is the order's external id. */
export const Shipment = z.object({
  ...recordShape,
  parentExternalId: ExternalId,
  orderNumber: Text.nullable(),
  status: Text.nullable(),
  carrier: Text.nullable(),
  trackingNumber: Text.nullable(),
  trackingUrl: Text.nullable(),
  shippedAt: Instant.nullable(),
  /** Where the store keeps it: `fulfillments`, or the plugin's name. */
  source: Text,
  lines: z.array(z.object({ orderLineExternalId: ExternalId, quantity: Decimal })),
})
