import { z } from 'zod'
import { entity, readable, unread, type Window, whyUnread } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapShipment, RawShipment } from '../map/shipment.ts'
import { completeEach, completeNested } from '../nested.ts'
import { connectionOf, type Nested, queriesOf } from '../queries.ts'
import { idOf, Position, walk } from '../walk.ts'
import { reachDays, readOrders } from './read-orders.ts'
import { sweepOf } from './sweep.ts'

const rows: Nested = {
  ...{ on: 'Fulfillment', field: 'fulfillmentLineItems', first: 20 },
  nodes: 'id quantity lineItem { id }',
}
const one = `
  id status displayStatus createdAt updatedAt
  order { id name createdAt }
  location { id name }
  trackingInfo { company number url }
  ${connectionOf(rows)}`

/** Shopify has no list of shipments: they are reached through orders that changed, as a shipment changes its order too. */
const orders = { list: 'orders', type: 'Order' }
const whole = queriesOf({ ...orders, by: 'UPDATED_AT', fields: `id createdAt updatedAt fulfillments { ${one} }` })
const alone = queriesOf({ ...orders, type: 'Fulfillment', by: 'ID', fields: one })
const marked = queriesOf({
  ...{ ...orders, by: 'ID' },
  fields: 'id createdAt updatedAt fulfillments { id status displayStatus updatedAt trackingInfo { number url } }',
})
export const shipmentQueries = { whole, marked, rows, alone: alone.named }

/** Nothing promises that new tracking moves the time of the order. */
const Marked = RawShipment.pick({ id: true, status: true, displayStatus: true, updatedAt: true }).extend({
  trackingInfo: z.array(RawShipment.shape.trackingInfo.element.pick({ number: true, url: true })),
})
const fingerprint = ({ id, status, displayStatus, updatedAt, trackingInfo }: z.output<typeof Marked>): string =>
  [id, status, displayStatus, updatedAt, ...trackingInfo.flatMap(({ number, url }) => [number, url])].join('|')

const complete = (client: Client, record: unknown) => completeNested(client, record, rows)

export const shipments = entity<'shipments', Client, RawShipment, Position, Facts>({
  name: 'shipments',
  label: 'Shipments',
  import: {
    incremental: true,
    overlapSeconds: 600,
    startsAtOrderStart: true,
    reachDays,
    raw: readable(RawShipment),
    idOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) =>
      completeEach(client, await readOrders(client, { type: 'Fulfillment', query: alone.named }, ids), complete),
    sweep: sweepOf({
      ...{ of: { queries: marked }, schema: Marked, fingerprint },
      prepare: async (_, found) => found.flatMap(sentOf),
    }),
    fingerprint,
    map: mapShipment,
  },
})

async function* readPages(client: Client, window: Window, from: Position | null) {
  for await (const { records, next } of walk(client, { queries: whole }, window, from)) {
    const changed = records.flatMap(sentOf).filter(shipment => isSince(shipment, window))
    yield { records: await completeEach(client, changed, complete), next }
  }
}

const Sent = z.looseObject({ fulfillments: z.array(z.unknown()) })

/** What was sent of an order; where that cannot be read, something that says so. */
function sentOf(order: unknown): readonly unknown[] {
  const sent = Sent.safeParse(order).data
  if (sent !== undefined) return sent.fulfillments
  const reason = whyUnread(order) ?? 'cannot be understood.'
  return [unread(z.looseObject({ id: z.string() }).parse(order).id, `belongs to an order that ${reason}`)]
}

/** An order changes for many reasons. One whose time cannot be read is let through, to be set aside with its reason. */
function isSince(shipment: unknown, { since }: Window): boolean {
  const changed = z.looseObject({ updatedAt: z.iso.datetime() }).safeParse(shipment).data?.updatedAt
  return since === null || changed === undefined || Date.parse(changed) >= Math.floor(Date.parse(since) / 1000) * 1000
}
