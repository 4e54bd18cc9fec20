import { z } from 'zod'
import { entity, type Span, type Summaries } from '../../../src/sdk/index.ts'
import type { Client } from './client.ts'
import { fetchByIds, fingerprint, idOf, Position, sweepMarks, walk } from './walk.ts'

const RawOrder = z.looseObject({
  id: z.number(),
  created: z.string(),
  modified: z.string(),
  trashed: z.boolean(),
  refunded: z.string(),
  number: z.string(),
  total: z.string(),
})

const Notes = z.array(z.object({ text: z.string() }))

/** Orders can go to the trash and come back; what is refunded of them bumps no modification time. */
export const orders = entity({
  name: 'orders',
  label: 'Orders',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: RawOrder,
    idOf,
    position: Position,
    pages: walk('/orders'),
    fetch: (client: Client, ids) => fetchByIds(client, '/orders', ids),
    sweep: sweepMarks('/orders/marks'),
    fingerprint,
    map: raw => ({
      externalId: String(raw.id),
      createdAt: raw.created,
      modifiedAt: raw.modified,
      deleted: raw.trashed,
      number: raw.number,
      status: 'processing' as const,
      externalStatus: 'new',
      currency: 'SEK',
      total: raw.total,
      totalTax: '0',
      shippingTotal: '0',
      discountTotal: '0',
      pricesIncludeTax: true,
      ...{ paidAt: null, completedAt: null, customerExternalId: null, email: null, billing: null, shipping: null },
      ...{ paymentMethod: null, paymentMethodTitle: null, transactionId: null, customerNote: null },
      ...{ lines: [], taxes: [], coupons: [], refunds: [], meta: { refunded: raw.refunded } },
    }),
  },
  lookups: {
    notes: {
      label: 'Notes',
      output: Notes,
      run: (client: Client, id) => client.get('/orders/notes', Notes, { of: id }),
    },
  },
  summarise,
})

async function* summarise(client: Client, { from, before }: Span): AsyncGenerator<Summaries> {
  const window = { since: null, until: before, createdFrom: from, createdBefore: before }
  for await (const { records } of walk('/orders', { trash: 'false' })(client, window, null)) {
    const rows = z.array(RawOrder).parse(records)
    yield {
      summaries: rows.map(({ id, number, total, created, modified }) => ({
        ...{ externalId: String(id), number, total },
        ...{ status: 'new', currency: 'SEK', createdAt: created, modifiedAt: modified },
      })),
    }
  }
}
