import { z } from 'zod'
import { entity, type Page, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapShipment, RawShipment } from '../map/shipment.ts'
import { completeNested } from '../nested.ts'
import { gid, idOf, Position, readNamed, walkWindow } from '../walk.ts'

const row = 'fragment Row on FulfillmentLineItem { id quantity lineItem { id } }'
const whole = `fragment Whole on Fulfillment {
  id status displayStatus createdAt updatedAt
  order { id name createdAt }
  location { id name }
  trackingInfo { company number url }
  fulfillmentLineItems(first: 20) { pageInfo { hasNextPage endCursor } nodes { ...Row } }
}
${row}`

export const shipmentQueries = {
  page: `query OrdersWithShipments($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id createdAt updatedAt fulfillments { ...Whole } }
  }
}\n${whole}`,
  named: `query NamedShipments($ids: [ID!]!) { nodes(ids: $ids) { ...Whole } }\n${whole}`,
  lines: `query MoreShipped($id: ID!, $after: String) {
  node(id: $id) {
    ... on Fulfillment {
      fulfillmentLineItems(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Row } }
    }
  }
}\n${row}`,
}

const walk = { query: shipmentQueries.page, list: 'orders' }
const lines = { field: 'fulfillmentLineItems', query: shipmentQueries.lines }

/** Shopify has no list of them: they are reached through orders that changed, as a shipment changes its order too. */
export const shipments = entity<'shipments', Client, RawShipment, Position, Facts>({
  name: 'shipments',
  label: 'Shipments',
  import: {
    incremental: true,
    overlapSeconds: 600,
    startsAtOrderStart: true,
    raw: RawShipment,
    idOf,
    position: Position,
    pages: async function* (client, window, from) {
      for await (const { records, next } of walkWindow(client, walk, window, from))
        yield { records: await completeAll(client, changedIn(records, window)), next } satisfies Page<Position>
    },
    fetch: async (client, ids) =>
      completeAll(
        client,
        await readNamed(
          client,
          shipmentQueries.named,
          ids.map(id => gid('Fulfillment', id)),
        ),
      ),
    map: mapShipment,
  },
})

const Sent = z.looseObject({ fulfillments: z.array(z.unknown()) })
const Timed = z.looseObject({ updatedAt: z.iso.datetime() })

/** An order changes for many reasons. One whose time cannot be read is let through, to be set aside with its reason. */
function changedIn(orders: readonly unknown[], { since }: Window): unknown[] {
  const from = since === null ? Number.NEGATIVE_INFINITY : Math.floor(Date.parse(since) / 1000) * 1000
  const all = orders.flatMap(order => Sent.safeParse(order).data?.fulfillments ?? [])
  return all.filter(one => Date.parse(Timed.safeParse(one).data?.updatedAt ?? '9999-01-01T00:00:00Z') >= from)
}

async function completeAll(client: Client, records: readonly unknown[]): Promise<unknown[]> {
  const all: unknown[] = []
  for (const record of records) all.push(await completeNested(client, record, lines))
  return all
}
