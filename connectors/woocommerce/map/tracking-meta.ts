import { z } from 'zod'
import type { RawMeta } from './raw.ts'
import { metaValue } from './values.ts'

type Entry = Readonly<Record<string, unknown>>

/** Where a plugin keeps its tracking numbers in an order's meta. Each entry read has a `tracking_number`. */
interface TrackingSource {
  readonly source: string
  readonly read: (meta: RawMeta) => readonly Entry[]
}

/**
 * The plugins whose tracking is read, the more telling first: a number that two of them tell is taken from the first.
 * The keys are those of the plugins' own source; README.md lists them for people.
 */
export const trackingSources: readonly TrackingSource[] = [
  // Shipment Tracking, Advanced Shipment Tracking, and those that write in their form.
  { source: 'shipment-tracking', read: meta => entriesOf(metaValue(meta, '_wc_shipment_tracking_items')) },
  { source: 'aftership', read: readAfterShip },
  // ParcelPanel keeps JSON text: an object whose keys are the numbers.
  { source: 'parcelpanel', read: meta => entriesOf(parseJson(metaValue(meta, '_parcelpanel_shipping_numbers'))) },
  { source: 'yith', read: readYith },
  { source: 'pluginhive', read: readPluginHive },
  { source: 'order-meta', read: readPlain },
]

function readAfterShip(meta: RawMeta): readonly Entry[] {
  const entries = entriesOf(metaValue(meta, '_aftership_tracking_items'))
  if (entries.length > 0) return entries
  const tracking_number = metaValue(meta, '_aftership_tracking_number')
  return filled({ tracking_number, slug: metaValue(meta, '_aftership_tracking_provider_name') })
}

function readYith(meta: RawMeta): readonly Entry[] {
  return filled({
    tracking_number: metaValue(meta, 'ywot_tracking_code'),
    carrier: metaValue(meta, 'ywot_carrier_name') ?? metaValue(meta, 'ywot_carrier_id'),
    url: metaValue(meta, 'ywot_carrier_url'),
    date_shipped: metaValue(meta, 'ywot_pick_up_date'),
  })
}

/** Several numbers stand in one text, with commas between. */
function readPluginHive(meta: RawMeta): readonly Entry[] {
  const [source] = entriesOf([metaValue(meta, 'wf_wc_shipment_source')])
  return String(source?.['shipment_id_cs'] ?? '')
    .split(',')
    .flatMap(number =>
      filled({
        tracking_number: number.trim(),
        carrier: source?.['shipping_service'],
        date_shipped: source?.['order_date'],
      }),
    )
}

/** What programs that print labels write when no plugin is there to keep it. */
function readPlain(meta: RawMeta): readonly Entry[] {
  return filled({
    tracking_number: metaValue(meta, '_tracking_number'),
    carrier: metaValue(meta, '_tracking_provider'),
    url: metaValue(meta, '_tracking_url'),
  })
}

function filled(entry: Entry): readonly Entry[] {
  const number = entry['tracking_number']
  return (typeof number === 'string' || typeof number === 'number') && number !== '' ? [entry] : []
}

/** PHP makes an object of a list from which something was taken. */
const Entries = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown()).transform(Object.values)])

function entriesOf(value: unknown): readonly Entry[] {
  const parsed = Entries.safeParse(value)
  const list: readonly unknown[] = parsed.success ? parsed.data : []
  return list.flatMap(entry => (typeof entry === 'object' && entry !== null ? [entry as Entry] : []))
}

function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return null
  }
}
