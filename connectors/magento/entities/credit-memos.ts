import { z } from 'zod'
import { spare } from '../broken.ts'
import type { Client } from '../client.ts'
import { RawAmount, RawId, RawText } from '../map/raw.ts'
import { idOf } from '../walk.ts'
import { readWhere } from './read.ts'

const Refunded = z.looseObject({ entity_id: RawId, total_refunded: RawAmount.nullish(), state: RawText })

/** Half an order must not pass for a whole one: where what hangs on it cannot be read, neither can it. */
export const withCreditMemos = (client: Client, rows: readonly unknown[], fields?: string) =>
  spare(rows, { client, route: 'creditmemos', read: some => addCreditMemos(client, some, fields), idOf })

/** An order tells only how much was given back; what, is read beside it and kept in the record as `koppla_creditmemos`. */
async function addCreditMemos(client: Client, rows: readonly unknown[], fields?: string): Promise<unknown[]> {
  const refunded = rows.filter(row => {
    const order = Refunded.safeParse(row).data
    return order !== undefined && (Number(order.total_refunded ?? 0) > 0 || order.state === 'closed')
  })
  const ids = refunded.flatMap(row => idOf(row) ?? [])
  const named = { route: 'creditmemos', field: 'order_id', ...(fields !== undefined && { fields }) }
  const memos = await readWhere(client, named, ids)
  const memosOf = Map.groupBy(memos, memo => String(Object(memo)['order_id']))
  return rows.map(row =>
    refunded.includes(row) ? { ...Object(row), koppla_creditmemos: memosOf.get(String(idOf(row))) ?? [] } : row,
  )
}
