import { z } from 'zod'
import { entity, type Mark, readable, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { RawId, RawText } from '../map/raw.ts'
import { mapShipment, RawShipment } from '../map/shipment.ts'
import { idTextOf, Position, walkIds, walkWindow } from '../walk.ts'
import { completeAhead } from './complete.ts'
import { isWithin, notBefore, orderFields, soldFields, withOrders } from './of-orders.ts'
import { ofViews, onlyViews } from './orders.ts'
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
    fetch: async (client, ids) =>
      withOrders(client, onlyViews(client, await readNamed(client, 'shipments', ids)), packedFields),
    sweep,
    fingerprint,
    map: mapShipment,
  },
})

const packedFields = `${orderFields},${soldFields}`

function readPages(client: Client, window: Window, from: Position | null) {
  const list = { route: 'shipments', filters: ofViews(client) }
  return completeAhead(walkWindow(client, list, notBefore(window), from), async rows => ({
    records: (await withOrders(client, rows, packedFields)).filter(row => isWithin(row, window)),
  }))
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
