import { z } from 'zod'
import { entity, type Mark, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { isDraft, mapOrder, RawOrder } from '../map/order.ts'
import { RawAmount, RawId, RawText } from '../map/raw.ts'
import { Position, walkWindow } from '../walk-window.ts'
import { completeAhead } from './complete.ts'
import { notes } from './notes.ts'
import { idTextOf, liveAndTrash, readNamed } from './read.ts'
import { withRefunds } from './refunds.ts'
import { summarise } from './summaries.ts'

export const orders = entity<'orders', Client, RawOrder, Position, Facts>({
  name: 'orders',
  label: 'Orders',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: RawOrder,
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: fetchOrders,
    sweep,
    fingerprint,
    map: mapOrder,
    firstStays: ['lines.sku', 'lines.productExternalId', 'lines.variantExternalId'],
  },
  lookups: { notes },
  summarise,
})

function readPages(client: Client, window: Window, from: Position | null) {
  const pages = walkWindow({ legs: liveAndTrash(client, 'orders'), window }, from)
  return completeAhead(pages, async ({ rows, ...page }) => ({ ...page, records: await withRefunds(client, rows) }))
}

async function fetchOrders(client: Client, externalIds: readonly string[]): Promise<readonly unknown[]> {
  const lists = Object.values(liveAndTrash(client, 'orders'))
  return await withRefunds(client, await readNamed(client, { route: 'orders', lists }, externalIds))
}

/** A refund that is deleted and a customer who is change the order, but not its modification time. */
const Marked = z.looseObject({
  id: RawId,
  date_modified_gmt: RawText,
  status: z.string(),
  total: RawAmount,
  customer_id: RawId.nullish(),
  refunds: z.array(z.looseObject({ id: RawId })),
})
const markFields = { _fields: 'id,date_modified_gmt,status,total,customer_id,refunds' }

/** Of what is live: what is missing here and then found in the trash is marked deleted all the same. */
async function* sweep(client: Client, window: Window, from: Position | null) {
  const { any } = liveAndTrash(client, 'orders', markFields)
  for await (const { rows, ...page } of walkWindow({ legs: { any }, window: { ...window, since: null } }, from))
    yield { ...page, marks: rows.flatMap(markOf) }
}

function markOf(row: unknown): Mark[] {
  const externalId = idTextOf(row)
  const marked = Marked.safeParse(row).data
  if (externalId === null || (marked !== undefined && isDraft(marked.status))) return []
  return [{ externalId, fingerprint: marked === undefined ? 'unreadable' : fingerprint(marked) }]
}

function fingerprint(order: z.output<typeof Marked>): string {
  const refundIds = order.refunds.map(({ id }) => Number(id)).sort((one, other) => one - other)
  return [order.id, order.date_modified_gmt, order.status, order.total, order.customer_id, refundIds].join('|')
}
