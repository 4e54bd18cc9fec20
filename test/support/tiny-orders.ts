import { z } from 'zod'
import { type CanonicalInput, entity, type StoreFacts, type Window } from '../../src/sdk/index.ts'
import { fetchFrom, Position, type TinyOrder, type TinyStore, walk } from './tiny-shop.ts'

const RawOrder = z.looseObject({
  id: z.number().int(),
  status: z.string(),
  created: z.string(),
  modified: z.string(),
  total: z.string(),
  lines: z.array(z.looseObject({ id: z.number(), sku: z.string().nullable(), total: z.string(), tax: z.string() })),
})
type RawOrder = z.output<typeof RawOrder>

export function ordersIn(store: TinyStore, window: Window): TinyOrder[] {
  store.asked.windows.push(window)
  return [...store.orders.values()].filter(
    one =>
      (window.since === null || one.modified >= window.since) &&
      (window.createdFrom === null || one.created >= window.createdFrom) &&
      (window.createdBefore === null || one.created < window.createdBefore),
  )
}

export function fingerprintOf(order: TinyOrder | RawOrder): string {
  const refunds = ((order as TinyOrder).refunds ?? []).map(one => one.id)
  return [order.modified, order.status, order.total, ...refunds].join('|')
}

export const tinyOrders = entity<'orders', TinyStore, RawOrder, Position, StoreFacts>({
  name: 'orders',
  label: 'Orders',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: RawOrder,
    idOf: raw => (typeof (raw as TinyOrder)?.id === 'number' ? String((raw as TinyOrder).id) : null),
    position: Position,
    async *pages(store, window, from) {
      for await (const { rows, next, remaining } of walk(store, from, () => ordersIn(store, window)))
        yield { records: rows, next, remaining }
    },
    fetch: (store, ids) => fetchFrom(store, store.orders, ids),
    async *sweep(store, window, from) {
      for await (const { rows, next, remaining } of walk(store, from, () =>
        ordersIn(store, { ...window, since: null }),
      ))
        yield {
          marks: rows.map(one => ({ externalId: String(one.id), fingerprint: fingerprintOf(one) })),
          next,
          remaining,
        }
    },
    fingerprint: fingerprintOf,
    map: mapOrder,
    firstStays: ['lines.sku'],
  },
})

function mapOrder(raw: RawOrder): CanonicalInput<'orders'> | null {
  const order = raw as TinyOrder
  if (order.status === 'draft') return null
  if (order.status === 'explode') throw new TypeError('boom')
  const nothing = { billing: null, shipping: null, paymentMethod: null, paymentMethodTitle: null, transactionId: null }
  return {
    ...nothing,
    externalId: String(order.id),
    modifiedAt: order.modified,
    createdAt: order.created,
    deleted: order.trashed ?? false,
    number: String(order.id),
    status: 'processing',
    externalStatus: order.status,
    currency: 'SEK',
    paidAt: null,
    completedAt: null,
    customerExternalId: null,
    email: `Buyer.${order.id}@Example.se`,
    customerNote: order.note ?? null,
    pricesIncludeTax: false,
    total: order.total,
    totalTax: '7.50',
    shippingTotal: '0',
    discountTotal: '0',
    lines: order.lines.map(line => ({
      externalId: String(line.id),
      kind: 'product' as const,
      name: `Line ${line.id}`,
      sku: line.sku,
      productExternalId: null,
      variantExternalId: null,
      quantity: '1',
      subtotal: line.total,
      total: line.total,
      tax: line.tax,
      taxes: [],
    })),
    taxes: [],
    coupons: [],
    refunds: (order.refunds ?? []).map(one => ({
      externalId: String(one.id),
      createdAt: null,
      reason: null,
      amount: one.amount,
      lines: [],
    })),
  }
}
