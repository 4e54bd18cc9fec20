import { z } from 'zod'
import type { Client } from '../client.ts'
import { RawId } from '../map/raw.ts'
import { readByIds } from '../read-by-ids.ts'
import { idOf } from '../rows.ts'
import { inHundreds, listOf, readAll } from './read.ts'

const Refunded = z.looseObject({ id: RawId, refunds: z.array(z.looseObject({ id: RawId })).min(1) })
type Refunded = z.output<typeof Refunded>

/** An order tells only how much was refunded; which lines is read beside it and kept in the record as `koppla_refunds`. */
export async function withRefunds(client: Client, rows: readonly unknown[]): Promise<readonly unknown[]> {
  const orders = rows.flatMap(row => Refunded.safeParse(row).data ?? [])
  const known = await readTogether(client, orders)
  return await Promise.all(rows.map(row => addRefunds(client, row, known)))
}

/** One request for a hundred refunds of whatever orders, where the store is new enough (9.0) to answer it. */
async function readTogether(client: Client, orders: readonly Refunded[]): Promise<ReadonlyMap<number, unknown>> {
  const known = new Map<number, unknown>()
  if (Number.parseInt(client.facts.version ?? '0', 10) < 9) return known
  const ids = orders.flatMap(({ refunds }) => refunds.map(({ id }) => Number(id)))
  for (const some of inHundreds(ids))
    for (const refund of await readByIds(listOf(client, 'refunds'), some)) known.set(idOf(refund) ?? 0, refund)
  return known
}

async function addRefunds(client: Client, row: unknown, known: ReadonlyMap<number, unknown>): Promise<unknown> {
  const order = Refunded.safeParse(row).data
  if (order === undefined) return row
  const together = order.refunds.flatMap(({ id }) => known.get(Number(id)) ?? [])
  const all = together.length === order.refunds.length
  return {
    ...(row as object),
    koppla_refunds: all ? together : await readAll(listOf(client, `orders/${order.id}/refunds`)),
  }
}
