import { z } from 'zod'
import { entity, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { parcelsOf, RawFulfillment, RawParcelOrder } from '../map/parcels.ts'
import { mapShipment, RawShipment } from '../map/shipment.ts'
import { metaValue } from '../map/values.ts'
import { Position, walkWindow } from '../walk-window.ts'
import { completeAhead } from './complete.ts'
import { idTextOf, liveAndTrash, readNamed } from './read.ts'

/** A walk of its own over the orders, with few fields: what was shipped is in an order's fulfillments and meta. */
export const shipments = entity<'shipments', Client, RawShipment, Position, Facts>({
  name: 'shipments',
  label: 'Shipments',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: RawShipment,
    idOf: raw => (raw as { koppla_id?: string } | null)?.koppla_id ?? idTextOf(raw),
    position: Position,
    pages: readPages,
    fetch: fetchShipments,
    map: mapShipment,
  },
})

const fields = { _fields: 'id,number,status,date_created_gmt,date_modified_gmt,meta_data' }

function readPages(client: Client, window: Window, from: Position | null) {
  const pages = walkWindow({ legs: liveAndTrash(client, 'orders', fields), window }, from)
  return completeAhead(pages, async ({ rows, ...page }) => {
    const read = await Promise.all(rows.map(row => readParcels(client, row)))
    return {
      ...page,
      records: read.flatMap(({ records }) => records),
      wholeParents: read.flatMap(({ orderId }) => orderId ?? []),
    }
  })
}

/** A shipment's id begins with its order's. */
async function fetchShipments(client: Client, externalIds: readonly string[]): Promise<readonly unknown[]> {
  const orderIds = [...new Set(externalIds.map(id => id.split(':')[0] ?? ''))]
  const lists = Object.values(liveAndTrash(client, 'orders', fields))
  const rows = await readNamed(client, { route: 'orders', lists, fields }, orderIds)
  const read = await Promise.all(rows.map(row => readParcels(client, row)))
  return read
    .flatMap(({ records }) => records)
    .filter(raw => externalIds.includes((raw as { koppla_id?: string }).koppla_id ?? ''))
}

interface Parcels {
  readonly records: readonly unknown[]
  /** The order whose parcels these all are; null for a row that is none. */
  readonly orderId: string | null
}

async function readParcels(client: Client, row: unknown): Promise<Parcels> {
  const order = RawParcelOrder.safeParse(row).data
  if (order === undefined) return { records: [row], orderId: null }
  const fulfillments = await readFulfillments(client, order)
  return { records: parcelsOf(order, fulfillments), orderId: String(order.id) }
}

/** An order that has, or had, fulfillments says so in its meta. */
async function readFulfillments(client: Client, order: RawParcelOrder): Promise<readonly RawFulfillment[]> {
  const status = metaValue(order.meta_data, '_fulfillment_status')
  if (client.facts.hasFulfillments !== true || typeof status !== 'string' || status === '') return []
  return (await client.get(`orders/${order.id}/fulfillments`, {}, z.array(RawFulfillment))).data
}
