import { createHash } from 'node:crypto'
import { z } from 'zod'
import { RawId, RawMeta, RawText } from './raw.ts'
import { trackingSources } from './tracking-meta.ts'
import { textOf } from './values.ts'

/** As much of an order as its parcels need. */
export const RawParcelOrder = z.looseObject({
  id: RawId,
  number: RawText,
  status: z.string(),
  date_created_gmt: RawText,
  date_modified_gmt: RawText,
  meta_data: RawMeta,
})
export type RawParcelOrder = z.output<typeof RawParcelOrder>

/** One entry of WooCommerce's own order fulfillments (10.5, where switched on); all that tells is in its meta. */
export const RawFulfillment = z.looseObject({ id: RawId })
export type RawFulfillment = z.output<typeof RawFulfillment>

/** A parcel as it lies in the store: who tells of it, and in what words. */
export interface RawParcel {
  readonly koppla_id: string
  readonly source: string
  readonly order: Omit<RawParcelOrder, 'meta_data'>
  readonly parcel: Readonly<Record<string, unknown>>
}

/** The parcels of one order: WooCommerce's own fulfillments, then what tracking plugins keep in its meta, each number once. */
export function parcelsOf(order: RawParcelOrder, fulfillments: readonly RawFulfillment[]): RawParcel[] {
  const own = fulfillments.map(entry => parcelOf(order, 'fulfillments', String(entry.id), entry))
  const told = trackingSources.flatMap(({ source, read }) =>
    read(order.meta_data).map(entry => ({ source, entry, number: textOf(entry['tracking_number'] as RawText) })),
  )
  const fresh = told.filter(({ number }, at) => number !== null && told.findIndex(one => one.number === number) === at)
  const all = [...own, ...fresh.map(({ source, entry }) => parcelOf(order, source, keyOf(source, entry), entry))]
  return all.filter((parcel, at) => all.findIndex(other => other.koppla_id === parcel.koppla_id) === at)
}

const parcelOf = (
  { id, number, status, date_created_gmt, date_modified_gmt }: RawParcelOrder,
  source: string,
  key: string,
  parcel: Readonly<Record<string, unknown>>,
): RawParcel => ({
  koppla_id: `${id}:${key}`,
  source,
  order: { id, number, status, date_created_gmt, date_modified_gmt },
  parcel,
})

/** The plugin's own id of the entry; without one, what the parcel is told by. */
const keyOf = (source: string, entry: Readonly<Record<string, unknown>>): string =>
  textOf(entry['tracking_id'] as RawText) ??
  createHash('sha256')
    .update(`${source}\n${String(entry['tracking_number'])}`)
    .digest('hex')
    .slice(0, 32)
