import { z } from 'zod'
import { ConnectorError } from '../../../src/sdk/index.ts'
import { attemptRead } from '../broken.ts'
import type { Client } from '../client.ts'
import { RawId } from '../map/raw.ts'
import { readByIds } from '../read-by-ids.ts'
import { idOf } from '../rows.ts'
import { completeEach, partUnread } from './complete-each.ts'
import { inHundreds, listOf, readAll } from './read.ts'

const Refunded = z.object({ id: RawId, refunds: z.array(z.object({ id: RawId })) })
type Refunded = z.output<typeof Refunded>

function refundedOrder(row: unknown): Refunded | undefined {
  const order = Refunded.safeParse(row).data
  return order?.refunds.length === 0 ? undefined : order
}

/** An order tells only how much was refunded; which lines is read beside it and kept in the record as `koppla_refunds`. */
export async function withRefunds(client: Client, rows: readonly unknown[]): Promise<readonly unknown[]> {
  const orders = rows.flatMap(row => refundedOrder(row) ?? [])
  const known = await readTogether(client, orders)
  return await completeEach(client, rows, (client, row) => addRefunds(client, row, known))
}

/** One request for a hundred refunds of whatever orders, where the store is new enough (9.0) to answer it. */
async function readTogether(client: Client, orders: readonly Refunded[]): Promise<ReadonlyMap<number, unknown>> {
  const known = new Map<number, unknown>()
  if (Number.parseInt(client.facts.version ?? '0', 10) < 9) return known
  const ids = orders.flatMap(({ refunds }) => refunds.map(({ id }) => Number(id)))
  for (const some of inHundreds(ids)) {
    const refunds = await attemptRead(readByIds(listOf(client, 'refunds'), some))
    // Those of each order are then asked for by themselves.
    if (refunds instanceof ConnectorError) break
    for (const refund of refunds) known.set(idOf(refund) ?? 0, refund)
  }
  return known
}

async function addRefunds(client: Client, row: unknown, known: ReadonlyMap<number, unknown>): Promise<unknown> {
  const order = refundedOrder(row)
  if (order === undefined) return row
  const together = order.refunds.flatMap(({ id }) => known.get(Number(id)) ?? [])
  const all = together.length === order.refunds.length
  const koppla_refunds = all ? together : await readAll(listOf(client, `orders/${order.id}/refunds`))
  return partUnread(row, 'refund', koppla_refunds) ?? { ...(row as object), koppla_refunds }
}
