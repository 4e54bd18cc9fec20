import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { type Amount, amountOf, decimalOf, sum } from './money.ts'
import { RawItem, type Sold, soldItems } from './order-lines.ts'
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
  koppla_order: z.looseObject({ increment_id: RawText, created_at: RawText, items: z.array(RawItem) }),
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
    lines: linesOf(raw),
  }
}

/**
 * What left of each line that the order has. A parcel names rows of its own choice: of a bundle that is shipped together the
 * bundle, though its parts may be what was sold; of one that is shipped in parts those, though the bundle may be what was.
 */
function linesOf({ items, koppla_order: order }: RawShipment): CanonicalInput<'shipments'>['lines'] {
  const packed = new Map((items ?? []).map(({ order_item_id, qty }) => [String(order_item_id), amountOf(qty)]))
  const parts = Map.groupBy(order.items, ({ parent_item_id }) => String(parent_item_id ?? ''))
  return soldItems(order.items).flatMap(sold => {
    const quantity = quantityOf(sold, { packed, parts })
    return quantity === 0n ? [] : [{ orderLineExternalId: String(sold.item.item_id), quantity: decimalOf(quantity) }]
  })
}

interface Packing {
  readonly packed: ReadonlyMap<string, Amount>
  /** The rows below a row, by its id. */
  readonly parts: ReadonlyMap<string, readonly RawItem[]>
}

/** By its parts where they are named: half of them are half a bundle. */
function quantityOf({ item, bundle }: Sold, packing: Packing): Amount {
  const ordered = amountOf(item.qty_ordered)
  const parts = packing.parts.get(String(item.item_id)) ?? []
  const packed = packedOf(parts, packing)
  if (packed > 0n) return share(ordered, packed, sum(parts.map(part => amountOf(part.qty_ordered))))
  const own = packedOf([item], packing)
  if (own > 0n || bundle === undefined) return own
  const isInParts = packedOf(packing.parts.get(String(bundle.item_id)) ?? [], packing) > 0n
  return isInParts ? 0n : share(ordered, packedOf([bundle], packing), amountOf(bundle.qty_ordered))
}

const packedOf = (items: readonly RawItem[], { packed }: Packing): Amount =>
  sum(items.map(({ item_id }) => packed.get(String(item_id)) ?? 0n))

/** So much of it as `some` is of `whole`. */
const share = (amount: Amount, some: Amount, whole: Amount): Amount =>
  whole === 0n ? 0n : (2n * amount * some + whole) / (2n * whole)

/** A shipment in several parcels is one record here: all of their numbers stand in it. */
const joined = (texts: readonly (string | null)[]): string | null =>
  textOf([...new Set(texts)].filter(Boolean).join(', '))
