import type { PracticeRecord } from '../../../src/sdk/testing/index.ts'
import type { ShopifyStore } from './index.ts'
import { levelId } from './show-stock.ts'
import { type Instant, type Level, type State, secondsOf } from './state.ts'

/** What the contract kit does to the records of one entity. What is absent cannot be done to them. */
interface Practised {
  readonly records: (state: State) => readonly PracticeRecord[]
  readonly touch: (store: ShopifyStore, id: string, at?: Date) => boolean
  readonly changeQuietly?: (store: ShopifyStore, id: string) => boolean
  readonly remove?: (store: ShopifyStore, id: string) => boolean
  readonly create: (store: ShopifyStore, at?: Date) => string | null
}

const iso = (at: Instant) => new Date(secondsOf(at)).toISOString()
const record = (id: number, created: Instant, updated: Instant): PracticeRecord => ({
  ...{ externalId: String(id), createdAt: iso(created), modifiedAt: iso(updated) },
})

const orders: Practised = {
  records: state => state.orders.map(row => record(row.id, row.created, row.updated)),
  touch: (store, id, at) => store.touchOrder(Number(id), at),
  remove: (store, id) => store.deleteOrder(Number(id)),
  create: (store, at) => String(store.createOrder(at).id),
}

const products: Practised = {
  records: state => state.products.map(row => record(row.id, row.created, row.updated)),
  touch: (store, id, at) => store.touchProduct(Number(id), at),
  changeQuietly: (store, id) => store.moveToCollection(Number(id)),
  remove: (store, id) => store.deleteProduct(Number(id)),
  create: (store, at) => String(store.createProduct(at).id),
}

const customers: Practised = {
  records: state => state.customers.map(row => record(row.id, row.created, row.updated)),
  touch: (store, id, at) => store.touchCustomer(Number(id), at),
  remove: (store, id) => store.deleteCustomer(Number(id)),
  create: (store, at) => String(store.createCustomer(at).id),
}

/** Order Start measures by the order. */
const shipments: Practised = {
  records: state =>
    state.orders.flatMap(({ created, fulfillments }) => fulfillments.map(one => record(one.id, created, one.updated))),
  touch: (store, id, at) => store.touchFulfillment(Number(id), at),
  create: (store, at) => {
    const order = store.createOrder(at)
    return store.shipOrder(order.id) ? String(order.fulfillments[0]!.id) : null
  },
}

const findLevel = ({ levels }: State, id: string): Level | undefined => levels.find(one => levelId(one) === id)

/** The whole id: a level has no number that it alone has. */
const stock: Practised = {
  records: state =>
    state.levels.map(level => ({ ...record(level.id, level.created, level.updated), externalId: levelId(level) })),
  touch: (store, id, at) => {
    const level = findLevel(store.state, id)
    return level !== undefined && store.setStock(level.id, level.available, at)
  },
  remove: (store, id) => {
    const level = findLevel(store.state, id)
    return level !== undefined && store.removeLevel(level.id)
  },
  create: (store, at) => {
    store.createProduct(at)
    return levelId(store.state.levels.at(-1)!)
  },
}

const practised: Readonly<Record<string, Practised>> = { orders, products, customers, shipments, stock }

/** The shop as the contract kit handles it: it has no trash, and no list of it leaves anything out. */
export function practiseStore(store: ShopifyStore) {
  const { state } = store
  const of = (entity: string) => practised[entity]
  return {
    answer: store.answer,
    clock: state.clock,
    records: (entity: string) => of(entity)?.records(state) ?? [],
    touch: (entity: string, id: string, at?: Date) => of(entity)?.touch(store, id, at) ?? false,
    changeQuietly: (entity: string, id: string) => of(entity)?.changeQuietly?.(store, id) ?? false,
    trash: () => false,
    restore: () => false,
    remove: (entity: string, id: string) => of(entity)?.remove?.(store, id) ?? false,
    create: (entity: string, at?: Date) => of(entity)?.create(store, at) ?? null,
    hide: () => false,
  }
}
