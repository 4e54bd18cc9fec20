import { z } from 'zod'
import { entity, type Mark, readable, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { RawId, RawText } from '../map/raw.ts'
import { mapShipment, RawShipment } from '../map/shipment.ts'
import { instantOf } from '../map/values.ts'
import { idTextOf, Position, walkIds, walkWindow } from '../walk.ts'
import { completeAhead } from './complete.ts'
import { ofViews } from './orders.ts'
import { readNamed } from './read.ts'

export const shipments = entity<'shipments', Client, RawShipment, Position, Facts>({
  name: 'shipments',
  label: 'Shipments',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: readable(RawShipment),
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) => withOrders(client, await readNamed(client, 'shipments', ids)),
    sweep,
    fingerprint,
    map: mapShipment,
  },
})

/** A shipment is never older than its order: what was made before the first order of the window is not asked for. */
const notBefore = (window: Window): Window => ({ ...window, createdBefore: null })

function readPages(client: Client, window: Window, from: Position | null) {
  const list = { route: 'shipments', filters: ofViews(client) }
  return completeAhead(walkWindow(client, list, notBefore(window), from), async rows => ({
    records: (await withOrders(client, rows)).filter(row => isWithin(row, window)),
  }))
}

const Shipped = z.looseObject({ order_id: RawId })
const Order = z.looseObject({ entity_id: RawId, increment_id: RawText, created_at: RawText })

/** Each with what its order has to tell. One whose order is gone is gone with it; of one that cannot be read, it cannot be told. */
async function withOrders(client: Client, rows: readonly unknown[]): Promise<unknown[]> {
  const orderIdOf = (row: unknown) => String(Shipped.safeParse(row).data?.order_id)
  const ids = [...new Set(rows.map(orderIdOf))]
  const orders = await readNamed(client, 'orders', ids, 'entity_id,increment_id,created_at')
  const byId = new Map(orders.map(order => [idTextOf(order), Order.safeParse(order).data]))
  return rows.flatMap(row => {
    const id = orderIdOf(row)
    return byId.has(id) || id === 'undefined' ? [{ ...Object(row), koppla_order: byId.get(id) }] : []
  })
}

const Timed = z.looseObject({ koppla_order: Order })

/** Order Start goes by the order. */
function isWithin(row: unknown, { createdFrom, createdBefore }: Window): boolean {
  const created = Date.parse(instantOf(Timed.safeParse(row).data?.koppla_order.created_at) ?? '')
  if (Number.isNaN(created)) return true
  const notTooOld = createdFrom === null || created >= Date.parse(createdFrom)
  return notTooOld && (createdBefore === null || created < Date.parse(createdBefore))
}

/** A track that is added later bumps neither its shipment nor the order, nor does its order's time that is put right. */
const Marked = z.looseObject({
  entity_id: RawId,
  koppla_order: z.looseObject({ created_at: RawText }),
  updated_at: RawText,
  tracks: z.array(z.looseObject({ entity_id: RawId.nullish(), track_number: RawText, title: RawText })).nullish(),
})
const fields = 'entity_id,order_id,updated_at,tracks[entity_id,track_number,title]'

function sweep(client: Client, window: Window, from: Position | null) {
  const list = { route: 'shipments', filters: ofViews(client), fields }
  return completeAhead(walkIds(client, list, notBefore(window), from), async rows => ({
    marks: (await withOrders(client, rows)).filter(row => isWithin(row, window)).flatMap(markOf),
  }))
}

function markOf(row: unknown): Mark[] {
  const externalId = idTextOf(row)
  const marked = Marked.safeParse(row).data
  if (externalId === null) return []
  return [{ externalId, fingerprint: marked === undefined ? 'unreadable' : fingerprint(marked) }]
}

function fingerprint({ entity_id, updated_at, tracks, koppla_order }: z.output<typeof Marked>): string {
  const told = (tracks ?? []).map(track => [track.entity_id, track.track_number, track.title].join(' '))
  return [entity_id, updated_at, koppla_order.created_at, ...told.sort()].join('|')
}
