import { z } from 'zod'
import { entity } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapOrder, RawOrder } from '../map/order.ts'
import { completeNested } from '../nested.ts'
import { gid, idOf, Position, readNamed, walkWindow } from '../walk.ts'
import { orderQueries } from './order-queries.ts'

const walk = { query: orderQueries.page, list: 'orders' }

/** Reconciled by reading all. */
export const orders = entity<'orders', Client, RawOrder, Position, Facts>({
  name: 'orders',
  label: 'Orders',
  import: {
    incremental: true,
    // The search index learns of a change minutes late.
    overlapSeconds: 600,
    startsAtOrderStart: true,
    raw: RawOrder,
    idOf,
    position: Position,
    pages: async function* (client, window, from) {
      for await (const page of walkWindow(client, walk, window, from))
        yield { ...page, records: await completeAll(client, page.records) }
    },
    fetch: async (client, ids) =>
      completeAll(
        client,
        await readNamed(
          client,
          orderQueries.named,
          ids.map(id => gid('Order', id)),
        ),
      ),
    map: mapOrder,
  },
})

async function completeAll(client: Client, records: readonly unknown[]): Promise<unknown[]> {
  const whole: unknown[] = []
  for (const record of records) whole.push(await complete(client, record))
  return whole
}

const Refunded = z.looseObject({ refunds: z.array(z.unknown()) })

/** Refunds come as a plain list, each with a connection of its own. */
async function complete(client: Client, record: unknown): Promise<unknown> {
  const withLines = await completeNested(client, record, { field: 'lineItems', query: orderQueries.lines })
  const order = Refunded.safeParse(withLines).data
  if (order === undefined) return withLines
  const refunds: unknown[] = []
  for (const refund of order.refunds)
    refunds.push(await completeNested(client, refund, { field: 'refundLineItems', query: orderQueries.refundLines }))
  return { ...order, refunds }
}
