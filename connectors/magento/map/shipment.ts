import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { carried } from './money.ts'
import { RawAmount, RawId, RawText } from './raw.ts'
import { instantOf, textOf } from './values.ts'

const RawTrack = z.looseObject({
  entity_id: RawId.nullish(),
  track_number: RawText,
  title: RawText,
  carrier_code: RawText,
})
export type RawTrack = z.output<typeof RawTrack>

/** A shipment, with what its order has to tell read beside it under `koppla_order`. */
export const RawShipment = z.looseObject({
  entity_id: RawId,
  order_id: RawId,
  created_at: RawText,
  updated_at: RawText,
  items: z.array(z.looseObject({ order_item_id: RawId, qty: RawAmount.nullish() })).nullish(),
  tracks: z.array(RawTrack).nullish(),
  extension_attributes: z.looseObject({ source_code: RawText }).nullish(),
  koppla_order: z.looseObject({ increment_id: RawText, created_at: RawText }),
})
export type RawShipment = z.output<typeof RawShipment>

/** Order Start goes by the order, so `createdAt` is its; when the parcel left is `shippedAt`. */
export function mapShipment(raw: RawShipment): CanonicalInput<'shipments'> {
  const tracks = raw.tracks ?? []
  return {
    externalId: String(raw.entity_id),
    parentExternalId: String(raw.order_id),
    orderNumber: textOf(raw.koppla_order.increment_id),
    createdAt: instantOf(raw.koppla_order.created_at),
    modifiedAt: instantOf(raw.updated_at),
    status: null,
    carrier: joined(tracks.map(({ title, carrier_code }) => textOf(title) ?? textOf(carrier_code))),
    trackingNumber: joined(tracks.map(({ track_number }) => textOf(track_number))),
    trackingUrl: null,
    shippedAt: instantOf(raw.created_at),
    source: textOf(raw.extension_attributes?.source_code) ?? 'shipment',
    lines: (raw.items ?? []).map(({ order_item_id, qty }) => ({
      orderLineExternalId: String(order_item_id),
      quantity: carried(qty) ?? '0',
    })),
  }
}

/** A shipment in several parcels is one record here: all of their numbers stand in it. */
const joined = (texts: readonly (string | null)[]): string | null =>
  textOf([...new Set(texts)].filter(Boolean).join(', '))
