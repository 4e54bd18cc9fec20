import { z } from 'zod'
import { entity, readable, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { RawMoney } from '../map/money.ts'
import { mapOrder, RawOrder } from '../map/order.ts'
import { RawText } from '../map/values.ts'
import { completeAll, completeEach } from '../nested.ts'
import { idOf, Position, walk } from '../walk.ts'
import { tellDestroyed } from './destroyed.ts'
import { lines, marked, refundedShipping, refundLines, shippingLines, whole } from './order-queries.ts'
import { reachDays, readOrders } from './read-orders.ts'
import { summarise } from './summaries.ts'
import { sweepOf } from './sweep.ts'
import { timeline } from './timeline.ts'

/** A deleted customer leaves its orders without a word, and nothing promises that money and parcels move an order's time. */
const Marked = z.looseObject({
  id: z.string(),
  updatedAt: z.string(),
  displayFinancialStatus: RawText,
  displayFulfillmentStatus: RawText,
  customer: z.looseObject({ id: z.string() }).nullish(),
  totalPriceSet: RawMoney,
  refunds: z.array(z.looseObject({ id: z.string() })),
})

function fingerprint(order: z.output<typeof Marked>): string {
  const { id, updatedAt, displayFinancialStatus, displayFulfillmentStatus, customer, totalPriceSet } = order
  const refunds = order.refunds.map(refund => refund.id).sort()
  const total = totalPriceSet?.shopMoney.amount
  return [id, updatedAt, displayFinancialStatus, displayFulfillmentStatus, customer?.id, total, ...refunds].join('|')
}

export const orders = entity<'orders', Client, RawOrder, Position, Facts>({
  name: 'orders',
  label: 'Orders',
  import: {
    incremental: true,
    // The search index learns of a change minutes late.
    overlapSeconds: 600,
    startsAtOrderStart: true,
    reachDays,
    raw: readable(RawOrder),
    idOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) =>
      completeEach(client, await readOrders(client, { type: 'Order', query: whole.named }, ids), complete),
    sweep: sweepOf({ of: { queries: marked }, schema: Marked, fingerprint }),
    fingerprint,
    map: mapOrder,
    // Of a product that is deleted they become null, and the order is not saved.
    firstStays: ['lines.productExternalId', 'lines.variantExternalId'],
  },
  lookups: { timeline },
  summarise,
})

async function* readPages(client: Client, window: Window, from: Position | null) {
  if (from === null) yield* tellDestroyed(client, 'ORDER', window)
  for await (const page of walk(client, { queries: whole }, window, from))
    yield { ...page, records: await completeEach(client, page.records, complete) }
}

const Refunded = z.looseObject({ refunds: z.array(z.unknown()) })

/** Refunds come as a plain list, each with connections of its own. */
async function complete(client: Client, record: unknown): Promise<unknown> {
  const completed = await completeAll(client, record, [lines, shippingLines])
  const order = Refunded.safeParse(completed).data
  if (order === undefined) return completed
  const refunds: unknown[] = []
  for (const refund of order.refunds) refunds.push(await completeAll(client, refund, [refundLines, refundedShipping]))
  return { ...order, refunds }
}
