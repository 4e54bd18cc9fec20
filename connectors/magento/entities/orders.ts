import { hash } from 'node:crypto'
import { z } from 'zod'
import { entity, type Mark, readable, type Window, whyUnread } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { customerOf, mapOrder, RawOrder } from '../map/order.ts'
import { RawAmount, RawId, RawText } from '../map/raw.ts'
import { RawCreditMemo, reasonOf } from '../map/refund.ts'
import type { Filter } from '../search.ts'
import { idTextOf, Position, walkIds, walkWindow } from '../walk.ts'
import { completeAhead } from './complete.ts'
import { withCreditMemos } from './credit-memos.ts'
import { notes } from './notes.ts'
import { readNamed } from './read.ts'
import { summarise } from './summaries.ts'

export const orders = entity<'orders', Client, RawOrder, Position, Facts>({
  name: 'orders',
  label: 'Orders',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: readable(RawOrder),
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) => withCreditMemos(client, onlyViews(client, await readNamed(client, 'orders', ids))),
    sweep,
    fingerprint,
    map: mapOrder,
  },
  lookups: { notes },
  summarise,
})

/** The code in an address filters no orders: the chosen store views are asked for by their ids. */
export const ofViews = ({ facts }: Client): Filter[] =>
  facts.storeIds ? [['store_id', 'in', facts.storeIds.join(',')]] : []

/** Those of them that were read by their ids; of one that could not be read nobody can tell, and it is not gone. */
export const onlyViews = ({ facts: { storeIds } }: Client, rows: readonly unknown[]) =>
  rows.filter(row => !storeIds || whyUnread(row) !== null || storeIds.includes(Number(Object(row)['store_id'])))

function readPages(client: Client, window: Window, from: Position | null) {
  const stretches = walkWindow(client, { route: 'orders', filters: ofViews(client) }, window, from)
  return completeAhead(stretches, async rows => ({ records: await withCreditMemos(client, rows) }))
}

/**
 * Comments, on the order or its credit memos, do not bump the modification time, nor does an address that is put right in the admin, which is saved by itself;
 * and a deleted customer leaves its orders without a word.
 */
const Marked = RawOrder.pick({ customer_email: true, billing_address: true, extension_attributes: true }).extend({
  entity_id: RawId,
  updated_at: RawText,
  status: RawText,
  customer_id: RawId.nullish(),
  grand_total: RawAmount.nullish(),
  total_refunded: RawAmount.nullish(),
  status_histories: z.array(z.looseObject({ entity_id: RawId.nullish() })).nullish(),
  koppla_creditmemos: z.array(RawCreditMemo.pick({ entity_id: true, comments: true })).optional(),
})
/** `total` stands beside the address, which a virtual order has not: PHP writes what is left empty as a list. */
const whereTo = 'extension_attributes[shipping_assignments[shipping[address,total[shipping_amount]]]]'
const plainFields =
  'entity_id,updated_at,state,status,customer_id,grand_total,total_refunded,status_histories[entity_id]'
const markFields = `${plainFields},customer_email,billing_address,${whereTo}`

const memoFields = 'entity_id,order_id,state,grand_total,comments[comment]'

function sweep(client: Client, window: Window, from: Position | null) {
  const list = { route: 'orders', filters: ofViews(client), fields: markFields }
  return completeAhead(walkIds(client, list, window, from), async rows => ({
    marks: (await withCreditMemos(client, rows, memoFields)).flatMap(markOf),
  }))
}

function markOf(row: unknown): Mark[] {
  const externalId = idTextOf(row)
  const marked = Marked.safeParse(row).data
  if (externalId === null) return []
  return [{ externalId, fingerprint: marked === undefined ? 'unreadable' : fingerprint(marked) }]
}

function fingerprint(order: z.output<typeof Marked>): string {
  const comments = (order.status_histories ?? []).map(({ entity_id }) => Number(entity_id)).sort((a, b) => a - b)
  const { entity_id, updated_at, status, customer_id, grand_total, total_refunded } = order
  const { email, billing, shipping } = customerOf(order)
  const reasons = (order.koppla_creditmemos ?? []).map(memo => [Number(memo.entity_id), reasonOf(memo)])
  const rest = hash('sha256', JSON.stringify([email, billing, shipping, reasons.sort()]), 'base64url')
  return [entity_id, updated_at, status, customer_id, grand_total, total_refunded ?? 0, comments, rest].join('|')
}
