// A store in memory: edited while it is read, with a clock that can be moved and failures on order.
import { z } from 'zod'
import type { Collection, Window } from '../../src/sdk/index.ts'

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
export function storeTime(store: TinyStore): string {
  return new Date(Math.floor((store.now().getTime() + (store.skewMs ?? 0)) / 1_000) * 1_000).toISOString()
}

export const Position = z.object({ after: z.number().int() })
export type Position = z.output<typeof Position>

export interface Listed {
  readonly id: number
}

export async function* walk<T extends Listed>(store: TinyStore, from: Position | null, list: () => Iterable<T>) {
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

export async function fetchFrom<T extends Listed>(
  store: TinyStore,
  from: Map<number, T>,
  ids: readonly string[],
): Promise<T[]> {
  store.asked.fetched.push(...ids)
  return ids.flatMap(id => from.get(Number(id)) ?? []).map(one => structuredClone(one))
}
