import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { numberOf, RawText, textOf } from './values.ts'

export const RawShipment = z.looseObject({
  id: z.string(),
  status: RawText,
  displayStatus: RawText,
  createdAt: z.string(),
  updatedAt: z.string(),
  order: z.looseObject({ id: z.string(), name: z.string(), createdAt: z.string() }),
  location: z.looseObject({ id: z.string(), name: RawText }).nullish(),
  trackingInfo: z.array(z.looseObject({ company: RawText, number: RawText, url: RawText })),
  fulfillmentLineItems: z.looseObject({
    nodes: z.array(z.looseObject({ quantity: z.int().nullish(), lineItem: z.looseObject({ id: z.string() }) })),
  }),
})
export type RawShipment = z.output<typeof RawShipment>

/** Created as its order was, because Order Start measures by that. A parcel more is told beside the first. */
export function mapShipment(raw: RawShipment): CanonicalInput<'shipments'> {
  const [tracking] = raw.trackingInfo
  return {
    ...{ externalId: numberOf(raw.id), createdAt: raw.order.createdAt, modifiedAt: raw.updatedAt },
    ...{ parentExternalId: numberOf(raw.order.id), orderNumber: raw.order.name },
    status: textOf(raw.displayStatus ?? raw.status),
    ...{ carrier: textOf(tracking?.company), trackingNumber: numbersOf(raw), trackingUrl: textOf(tracking?.url) },
    ...{ shippedAt: raw.createdAt, source: 'fulfillments' },
    lines: raw.fulfillmentLineItems.nodes.map(({ quantity, lineItem }) => ({
      orderLineExternalId: numberOf(lineItem.id),
      quantity: String(quantity ?? 0),
    })),
  }
}

const numbersOf = ({ trackingInfo }: RawShipment): string | null =>
  textOf(trackingInfo.flatMap(({ number }) => textOf(number) ?? []).join(', '))
