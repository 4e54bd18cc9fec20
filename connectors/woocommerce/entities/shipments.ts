import { z } from 'zod'
import { entity, unread, type Window, whyUnread } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { parcelsOf, RawFulfillment, type RawParcel, RawParcelOrder } from '../map/parcels.ts'
import { mapShipment, RawShipment } from '../map/shipment.ts'
import { metaValue } from '../map/values.ts'
import { idOf } from '../rows.ts'
import { Position, walkWindow } from '../walk-window.ts'
import { completeAhead } from './complete.ts'
import { completeEach } from './complete-each.ts'
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
    const orders = await completeEach(client, rows, withFulfillments)
    return {
      ...page,
      records: orders.flatMap<unknown>(row => parcelsIn(row) ?? [row]),
      wholeParents: orders.flatMap(row => (parcelsIn(row) === null ? [] : (idTextOf(row) ?? []))),
    }
  })
}

/** A shipment's id begins with its order's. What was set aside as a whole order comes back with all of its parcels. */
async function fetchShipments(client: Client, externalIds: readonly string[]): Promise<readonly unknown[]> {
  const orderIds = [...new Set(externalIds.map(orderIdIn))]
  const lists = Object.values(liveAndTrash(client, 'orders', fields))
  const rows = await readNamed(client, { route: 'orders', lists, fields }, orderIds)
  const orders = await completeEach(client, rows, withFulfillments)
  return orders.flatMap<unknown>(row => {
    const asked = externalIds.filter(id => orderIdIn(id) === idTextOf(row))
    const isAsked = ({ koppla_id: id }: RawParcel) => asked.includes(id) || asked.includes(orderIdIn(id))
    const parcels = parcelsIn(row)
    return parcels === null ? asked.map(id => unreadWithOrder(id, row)) : parcels.filter(isAsked)
  })
}

const orderIdIn = (externalId: string): string => externalId.split(':')[0]!

/** A parcel whose order cannot be read is not gone. */
const unreadWithOrder = (externalId: string, row: unknown) => ({
  ...unread(idOf(row) ?? 0, `belongs to an order that ${whyUnread(row) ?? 'cannot be understood'}`),
  koppla_id: externalId,
})

const Fulfilled = z.looseObject({ koppla_fulfillments: z.array(RawFulfillment) })

/** Null for a row that is no order, or one that cannot be read. */
function parcelsIn(row: unknown): readonly RawParcel[] | null {
  const order = RawParcelOrder.safeParse(row).data
  return order === undefined ? null : parcelsOf(order, Fulfilled.safeParse(row).data?.koppla_fulfillments ?? [])
}

/** An order that has, or had, fulfillments says so in its meta. */
async function withFulfillments(client: Client, row: unknown): Promise<unknown> {
  const order = RawParcelOrder.safeParse(row).data
  const status = order && metaValue(order.meta_data, '_fulfillment_status')
  if (order === undefined || client.facts.hasFulfillments !== true || typeof status !== 'string' || status === '')
    return row
  const { data } = await client.get(`orders/${order.id}/fulfillments`, {}, z.array(RawFulfillment))
  return { ...(row as object), koppla_fulfillments: data }
}
