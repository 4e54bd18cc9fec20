import { DateTime } from 'luxon'
import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { readable } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { isDraft } from './order.ts'
import { RawParcelOrder } from './parcels.ts'
import { RawAmount, RawId, RawMeta, RawText } from './raw.ts'
import { amountOf, idText, instantOf, metaValue, textOf } from './values.ts'

const RawParcelLine = z
  .looseObject({ item_id: RawId.nullish(), id: RawId.nullish(), qty: RawAmount, quantity: RawAmount })
  .partial()
const Lines = z.array(RawParcelLine).catch([])
const LooseText = RawText.catch(null)

/** An entry of any of the sources: each has its own words for the same things. */
const RawEntry = z.looseObject({
  tracking_number: LooseText,
  tracking_provider: LooseText,
  custom_tracking_provider: LooseText,
  custom_tracking_link: LooseText,
  date_shipped: LooseText,
  products_list: Lines,
  slug: LooseText,
  line_items: Lines,
  additional_fields: z.looseObject({ ship_date: LooseText }).nullish().catch(null),
  courier_code: LooseText,
  fulfilled_at: LooseText,
  carrier: LooseText,
  url: LooseText,
  status: LooseText,
  meta_data: RawMeta.catch([]),
})
type RawEntry = z.output<typeof RawEntry>

export const RawShipment = readable(
  z.looseObject({
    koppla_id: z.string(),
    source: z.string(),
    order: RawParcelOrder.omit({ meta_data: true }),
    parcel: RawEntry,
  }),
)
export type RawShipment = z.output<typeof RawShipment>

type Shipment = CanonicalInput<'shipments'>

/** Its times are the order's, which windows go by; when the parcel left is `shippedAt`. Null: a draft ships nothing. */
export function mapShipment({ koppla_id, source, order, parcel }: RawShipment, facts: Facts): Shipment | null {
  if (isDraft(order.status)) return null
  const tell = source === 'fulfillments' ? tellFulfillment : tellTracking
  return {
    externalId: koppla_id,
    parentExternalId: String(order.id),
    orderNumber: textOf(order.number) ?? String(order.id),
    createdAt: instantOf(order.date_created_gmt),
    modifiedAt: instantOf(order.date_modified_gmt),
    deleted: order.status === 'trash',
    source,
    ...tell(parcel, facts.timeZone),
  }
}

type Told = Pick<Shipment, 'status' | 'carrier' | 'trackingNumber' | 'trackingUrl' | 'shippedAt' | 'lines'>

/** WooCommerce's own: everything is in the entry's meta, its times are the store's local ones. */
function tellFulfillment({ status, meta_data: meta }: RawEntry, zone: string): Told {
  const text = (key: string): string | null => textOf(LooseText.parse(metaValue(meta, key)))
  return {
    status: textOf(status),
    carrier: text('_shipment_provider'),
    trackingNumber: text('_tracking_number'),
    trackingUrl: text('_tracking_url'),
    shippedAt: localInstant(text('_date_fulfilled'), zone),
    lines: linesOf(Lines.parse(metaValue(meta, '_items'))),
  }
}

function tellTracking(entry: RawEntry, zone: string): Told {
  const carriers = [
    entry.tracking_provider,
    entry.custom_tracking_provider,
    entry.slug,
    entry.courier_code,
    entry.carrier,
  ]
  const shipped = [entry.date_shipped, entry.fulfilled_at, entry.additional_fields?.ship_date]
  return {
    status: null,
    carrier: firstText(carriers),
    trackingNumber: textOf(entry.tracking_number),
    trackingUrl: firstText([entry.custom_tracking_link, entry.url]),
    shippedAt: localInstant(firstText(shipped), zone),
    lines: linesOf([...entry.products_list, ...entry.line_items]),
  }
}

const firstText = (texts: readonly RawText[]): string | null => texts.map(textOf).find(text => text !== null) ?? null

const linesOf = (lines: z.output<typeof Lines>): Shipment['lines'] =>
  lines.flatMap(line => {
    const id = idText(line.item_id ?? line.id)
    return id === null ? [] : [{ orderLineExternalId: id, quantity: amountOf(line.qty ?? line.quantity) }]
  })

/** Epoch seconds, or a time or day of the store's calendar; null for what is neither. */
function localInstant(value: RawText, timeZone: string): string | null {
  const text = textOf(value)
  if (text === null) return null
  const zone = /^[+-]\d/.test(timeZone) ? `UTC${timeZone}` : timeZone
  const time = /^\d{9,11}$/.test(text)
    ? DateTime.fromSeconds(Number(text))
    : DateTime.fromISO(text.replace(' ', 'T'), { zone })
  return time.isValid && time.year >= 1970 && time.year < 2200 ? time.toUTC().toISO() : null
}
