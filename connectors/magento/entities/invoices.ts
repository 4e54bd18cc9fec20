import { hash } from 'node:crypto'
import { z } from 'zod'
import { entity, type Mark, readable, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapInvoice, RawInvoice } from '../map/invoice.ts'
import { RawAddress, RawAmount, RawId, RawText } from '../map/raw.ts'
import { addressOf } from '../map/values.ts'
import { idTextOf, Position, walkIds, walkWindow } from '../walk.ts'
import { completeAhead } from './complete.ts'
import { isWithin, notBefore, orderFields, soldFields, withOrders } from './of-orders.ts'
import { ofViews, onlyViews } from './orders.ts'
import { readNamed } from './read.ts'

export const invoices = entity<'invoices', Client, RawInvoice, Position, Facts>({
  name: 'invoices',
  label: 'Invoices',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: readable(RawInvoice),
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) =>
      withOrders(client, onlyViews(client, await readNamed(client, 'invoices', ids)), billedFields),
    sweep,
    fingerprint,
    map: mapInvoice,
  },
})

const payerFields = `${orderFields},customer_id,customer_email,billing_address`
const billedFields = `${payerFields},${soldFields}`

function readPages(client: Client, window: Window, from: Position | null) {
  const list = { route: 'invoices', filters: ofViews(client) }
  return completeAhead(walkWindow(client, list, notBefore(window), from), async rows => ({
    records: (await withOrders(client, rows, billedFields)).filter(row => isWithin(row, window)),
  }))
}

/** Who pays is told by the order, and no change of that bumps its invoices. */
const Marked = z.looseObject({
  entity_id: RawId,
  updated_at: RawText,
  state: RawAmount.nullish(),
  grand_total: RawAmount,
  koppla_order: z.looseObject({
    created_at: RawText,
    customer_id: RawId.nullish(),
    customer_email: RawText,
    billing_address: RawAddress,
  }),
})
const fields = 'entity_id,order_id,updated_at,state,grand_total'

function sweep(client: Client, window: Window, from: Position | null) {
  const list = { route: 'invoices', filters: ofViews(client), fields }
  return completeAhead(walkIds(client, list, notBefore(window), from), async rows => ({
    marks: (await withOrders(client, rows, payerFields)).filter(row => isWithin(row, window)).flatMap(markOf),
  }))
}

function markOf(row: unknown): Mark[] {
  const externalId = idTextOf(row)
  const marked = Marked.safeParse(row).data
  if (externalId === null) return []
  return [{ externalId, fingerprint: marked === undefined ? 'unreadable' : fingerprint(marked) }]
}

function fingerprint({ entity_id, updated_at, state, grand_total, koppla_order }: z.output<typeof Marked>): string {
  const { created_at, customer_id, customer_email, billing_address } = koppla_order
  const payer = hash('sha256', JSON.stringify([customer_email, addressOf(billing_address)]), 'base64url')
  return [entity_id, updated_at, state, grand_total, created_at, customer_id, payer].join('|')
}
