// A store in memory with its connector: edited while it is read, with a clock that can be moved and failures on order.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Database } from '../../src/db.ts'
import type { OpenedConnection } from '../../src/records/opened.ts'
import {
  type AnyConnector,
  type CanonicalInput,
  type Collection,
  type Entity,
  entity,
  StoreFacts,
  type Window,
} from '../../src/sdk/index.ts'

export interface TinyOrder {
  id: number
  status: string
  /** ISO, in the store's clock. */
  created: string
  modified: string
  total: string
  note?: string | null
  lines: { id: number; sku: string | null; total: string; tax: string }[]
  refunds?: { id: number; amount: string }[]
  trashed?: boolean
}

export interface TinyStore {
  readonly orders: Map<number, TinyOrder>
  readonly customers: Map<number, { id: number; email: string }>
  /** Parcels by order id. */
  readonly parcels: Map<number, { id: number; tracking: string }[]>
  collections: Collection[]
  /** Milliseconds that its clock is ahead of ours; null: it does not tell its time. */
  skewMs: number | null
  now: () => Date
  pageSize: number
  /** Called before each page is read, with how many were read before. May edit the store, wait, or throw. */
  beforePage: (count: number) => unknown
  /** Hidden from lists, found by id: a filter of a plugin. */
  readonly unlisted: Set<number>
  readonly asked: { pages: number; fetched: string[]; windows: Window[] }
  /** Edits the order as a shopkeeper does: its modified time is the store's now. */
  edit(id: number, change: Partial<TinyOrder>): void
  add(id: number, change?: Partial<TinyOrder>): TinyOrder
}

export function createTinyStore(count = 0): TinyStore {
  const store: TinyStore = {
    orders: new Map(),
    customers: new Map(),
    parcels: new Map(),
    collections: [],
    skewMs: 0,
    now: () => new Date(),
    pageSize: 10,
    beforePage: () => {},
    unlisted: new Set(),
    asked: { pages: 0, fetched: [], windows: [] },
    edit(id, change) {
      store.orders.set(id, { ...store.orders.get(id)!, modified: storeTime(store), ...change })
    },
    add(id, change = {}) {
      const at = storeTime(store)
      const lines = [1, 2, 3].map(line => ({ id: id * 10 + line, sku: `SKU-${line}`, total: '10.00', tax: '2.50' }))
      const order = { id, status: 'processing', created: at, modified: at, total: '37.50', lines, ...change }
      store.orders.set(id, order)
      return order
    },
  }
  for (let id = 1; id <= count; id++) store.add(id)
  return store
}

/** To whole seconds, as stores do. */
function storeTime(store: TinyStore): string {
  return new Date(Math.floor((store.now().getTime() + (store.skewMs ?? 0)) / 1_000) * 1_000).toISOString()
}

const RawOrder = z.looseObject({
  id: z.number().int(),
  status: z.string(),
  created: z.string(),
  modified: z.string(),
  total: z.string(),
  lines: z.array(z.looseObject({ id: z.number(), sku: z.string().nullable(), total: z.string(), tax: z.string() })),
})
type RawOrder = z.output<typeof RawOrder>

const Position = z.object({ after: z.number().int() })
type Position = z.output<typeof Position>

interface Listed {
  readonly id: number
}

async function* walk<T extends Listed>(store: TinyStore, from: Position | null, list: () => Iterable<T>) {
  let after = from?.after ?? 0
  for (;;) {
    await store.beforePage(store.asked.pages++)
    const rows = [...list()].filter(one => one.id > after && !store.unlisted.has(one.id)).sort((a, b) => a.id - b.id)
    const page = structuredClone(rows.slice(0, store.pageSize))
    const more = rows.length > store.pageSize
    after = page.at(-1)?.id ?? after
    yield { rows: page, next: more ? { after } : null, remaining: rows.length - page.length }
    if (!more) return
  }
}

function ordersIn(store: TinyStore, window: Window): TinyOrder[] {
  store.asked.windows.push(window)
  return [...store.orders.values()].filter(
    one =>
      (window.since === null || one.modified >= window.since) &&
      (window.createdFrom === null || one.created >= window.createdFrom) &&
      (window.createdBefore === null || one.created < window.createdBefore),
  )
}

async function fetchFrom<T extends Listed>(
  store: TinyStore,
  from: Map<number, T>,
  ids: readonly string[],
): Promise<T[]> {
  store.asked.fetched.push(...ids)
  return ids.flatMap(id => from.get(Number(id)) ?? []).map(one => structuredClone(one))
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

const RawCustomer = z.looseObject({ id: z.number().int(), email: z.string() })
type RawCustomer = z.output<typeof RawCustomer>

/** Not incremental: every run reads all of them. */
export const tinyCustomers = entity<'customers', TinyStore, RawCustomer, Position, StoreFacts>({
  name: 'customers',
  label: 'Customers',
  import: {
    incremental: false,
    startsAtOrderStart: false,
    raw: RawCustomer,
    idOf: raw => String((raw as RawCustomer).id),
    position: Position,
    async *pages(store, _window, from) {
      for await (const { rows, next } of walk(store, from, () => store.customers.values()))
        yield { records: rows, next }
    },
    fetch: (store, ids) => fetchFrom(store, store.customers, ids),
    map: ({ id, email }) => ({
      externalId: String(id),
      modifiedAt: null,
      createdAt: null,
      email,
      firstName: null,
      lastName: null,
      company: null,
      phone: null,
      username: null,
      role: null,
      billing: null,
      shipping: null,
    }),
  },
})

const RawParcel = z.looseObject({ order: z.number().int(), id: z.number().int(), tracking: z.string() })
type RawParcel = z.output<typeof RawParcel>

/** A walk over orders: each page has all parcels of its orders. */
export const tinyShipments = entity<'shipments', TinyStore, RawParcel, Position, StoreFacts>({
  name: 'shipments',
  label: 'Shipments',
  import: {
    incremental: true,
    startsAtOrderStart: true,
    raw: RawParcel,
    idOf: raw => String((raw as RawParcel).id),
    position: Position,
    async *pages(store, window, from) {
      for await (const { rows, next } of walk(store, from, () => ordersIn(store, window)))
        yield {
          records: rows.flatMap(one => (store.parcels.get(one.id) ?? []).map(parcel => ({ order: one.id, ...parcel }))),
          next,
          wholeParents: rows.map(one => String(one.id)),
        }
    },
    fetch: async (store, ids) =>
      [...store.parcels].flatMap(([order, parcels]) =>
        parcels.filter(one => ids.includes(String(one.id))).map(one => ({ order, ...one })),
      ),
    map: ({ order, id, tracking }) => ({
      externalId: String(id),
      modifiedAt: null,
      createdAt: null,
      parentExternalId: String(order),
      orderNumber: String(order),
      status: null,
      carrier: null,
      trackingNumber: tracking,
      trackingUrl: null,
      shippedAt: null,
      source: 'tiny',
      lines: [],
    }),
  },
})

export const tinyFacts = StoreFacts.parse({
  identity: 'tiny',
  name: 'Tiny',
  url: 'https://tiny.example',
  timeZone: 'Europe/Stockholm',
  currency: 'SEK',
  country: 'SE',
  version: '1',
  pricesIncludeTax: false,
})

export function tinyConnector(entities: readonly Entity[] = [tinyOrders, tinyCustomers, tinyShipments]): AnyConnector {
  return {
    id: 'tiny',
    name: 'Tiny',
    apiVersion: '1',
    docsUrl: 'https://tiny.example',
    fields: {},
    facts: StoreFacts,
    rateLimit: { concurrency: 1 },
    client: () => undefined,
    checks: [],
    clock: async (store: TinyStore) => ({ at: store.skewMs === null ? null : storeTime(store) }),
    entities,
  }
}

/** The store as a run opens it. */
export function openTiny(
  store: TinyStore,
  connection: Partial<OpenedConnection['connection']> & { id: string },
): OpenedConnection {
  return {
    connection: { name: 'Tiny', orderStart: '2020-01-01', facts: tinyFacts, ...connection },
    connector: tinyConnector(),
    client: store,
  }
}

export async function saveTinyConnection(db: Database, name = randomUUID() as string): Promise<string> {
  const { rows } = await db.pool.query(
    `INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report,
       verified_at, order_start) VALUES ($1, 'tiny', $1, 'k', '', '{}', $2, '{}', now(), '2020-01-01') RETURNING id`,
    [name, JSON.stringify(tinyFacts)],
  )
  return rows[0].id
}
