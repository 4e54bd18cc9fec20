import { z } from 'zod'
import type { Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import { RawId, RawText } from '../map/raw.ts'
import { instantOf } from '../map/values.ts'
import { idTextOf } from '../walk.ts'
import { readNamed } from './read.ts'

// Invoices and shipments hang on orders: each is read with what its order has to tell, under `koppla_order`.

/** A document is never older than its order: what was made before the first order of the window is not asked for. */
export const notBefore = (window: Window): Window => ({ ...window, createdBefore: null })

const Document = z.looseObject({ order_id: RawId })
const Order = z.looseObject({ entity_id: RawId, increment_id: RawText, created_at: RawText })

/** What any order is asked for. */
export const orderFields = 'entity_id,increment_id,created_at'

/** Which of its order's lines were sold tells a document's own from those that only repeat them. */
export const soldFields = 'items[item_id,parent_item_id,product_type,qty_ordered,price,row_total_incl_tax,tax_percent]'

/** Each with its order. One whose order is gone is gone with it; of one that cannot be read, it cannot be told. */
export async function withOrders(
  client: Client,
  rows: readonly unknown[],
  fields: string = orderFields,
): Promise<unknown[]> {
  const orderIdOf = (row: unknown) => String(Document.safeParse(row).data?.order_id)
  const ids = [...new Set(rows.map(orderIdOf))]
  const orders = await readNamed(client, 'orders', ids, fields)
  const byId = new Map(orders.map(order => [idTextOf(order), Order.safeParse(order).data]))
  return rows.flatMap(row => {
    const id = orderIdOf(row)
    return byId.has(id) || id === 'undefined' ? [{ ...Object(row), koppla_order: byId.get(id) }] : []
  })
}

const Timed = z.looseObject({ koppla_order: Order })

/** Order Start goes by the order. */
export function isWithin(row: unknown, { createdFrom, createdBefore }: Window): boolean {
  const created = Date.parse(instantOf(Timed.safeParse(row).data?.koppla_order.created_at) ?? '')
  if (Number.isNaN(created)) return true
  const notTooOld = createdFrom === null || created >= Date.parse(createdFrom)
  return notTooOld && (createdBefore === null || created < Date.parse(createdBefore))
}
