import { type PracticeRecord, type PracticeStore, type Practised, practise } from '../../../src/sdk/testing/index.ts'
import type { ShopifyStore } from './index.ts'
import { levelId } from './show-stock.ts'
import { type Instant, type Level, type State, secondsOf } from './state.ts'

const iso = (at: Instant) => new Date(secondsOf(at)).toISOString()
const record = (id: number, created: Instant, updated: Instant): PracticeRecord => ({
  ...{ externalId: String(id), createdAt: iso(created), modifiedAt: iso(updated) },
})

const orders: Practised<ShopifyStore> = {
  records: state => state.orders.map(row => record(row.id, row.created, row.updated)),
  touch: (store, id, at) => store.touchOrder(Number(id), at),
  remove: (store, id) => store.deleteOrder(Number(id)),
  create: (store, at) => String(store.createOrder(at).id),
}

const products: Practised<ShopifyStore> = {
  records: state => state.products.map(row => record(row.id, row.created, row.updated)),
  touch: (store, id, at) => store.touchProduct(Number(id), at),
  changeQuietly: (store, id) => store.moveToCollection(Number(id)),
  remove: (store, id) => store.deleteProduct(Number(id)),
  create: (store, at) => String(store.createProduct(at).id),
}

const customers: Practised<ShopifyStore> = {
  records: state => state.customers.map(row => record(row.id, row.created, row.updated)),
  touch: (store, id, at) => store.touchCustomer(Number(id), at),
  remove: (store, id) => store.deleteCustomer(Number(id)),
  create: (store, at) => String(store.createCustomer(at).id),
}

/** Order Start measures by the order. */
const shipments: Practised<ShopifyStore> = {
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
const stock: Practised<ShopifyStore> = {
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

const practised = { orders, products, customers, shipments, stock }

/** It has no trash. */
export const practiseStore = (store: ShopifyStore): PracticeStore => practise(store, practised)
