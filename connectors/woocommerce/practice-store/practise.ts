import { type PracticeRecord, type PracticeStore, type Practised, practise } from '../../../src/sdk/testing/index.ts'
import { contentOf } from './compose-order.ts'
import { wholeSecond } from './dates.ts'
import type { WooStore } from './index.ts'
import { variationsOf } from './show-product.ts'
import { findById, type Instant, type OrderRow, type Product, type State } from './state.ts'

/** Lists are those from which a plugin may leave its ids out. */
interface Listed extends Practised<WooStore> {
  readonly lists: readonly string[]
}

const iso = (at: Instant | null) => (at === null ? null : new Date(at).toISOString())
const record = (id: number | string, created: Instant, modified: Instant | null): PracticeRecord => ({
  externalId: String(id),
  createdAt: iso(created),
  modifiedAt: iso(modified),
})

const isOrder = (row: OrderRow) => row.status !== 'trash' && row.status !== 'checkout-draft'
const isLive = (product: Product) => product.status !== 'trash'
const seconds = (at: Date | undefined) => (at ? { created: wholeSecond(at) } : {})

const orders: Listed = {
  lists: ['orders'],
  records: state => state.orders.filter(isOrder).map(row => record(row.id, row.created, row.modified)),
  touch: (store, id, at) => store.editOrder(Number(id), {}, at),
  changeQuietly: (store, id) => store.deleteRefund(Number(id)),
  trash: (store, id) => store.trashOrder(Number(id)),
  restore: (store, id) => store.restoreOrder(Number(id)),
  remove: (store, id) => store.deleteOrder(Number(id), true),
  create: (store, at) =>
    String(store.createOrder({ modified: store.state.clock.now(), ...(at && { created: at }) }).id),
}

const products: Listed = {
  lists: ['products'],
  records: state => state.products.filter(isLive).map(one => record(one.id, one.created, one.modified)),
  touch: (store, id, at) => store.editProduct(Number(id), {}, at),
  changeQuietly: ({ state }, id) => writeStock(state, Number(id)),
  trash: (store, id) => store.trashProduct(Number(id)),
  restore: (store, id) => store.restoreProduct(Number(id)),
  remove: (store, id) => store.deleteProduct(Number(id)),
  create: (store, at) => String(createProduct(store, at).id),
}

/** A plugin that writes to the database directly: the count moves, the modification time does not. */
function writeStock(state: State, id: number): boolean {
  const product = findById(state.products, id)
  if (product?.manageStock !== true) return false
  product.stock = (product.stock ?? 0) + 1
  state.revision++
  return true
}

function createProduct(store: WooStore, at?: Date): Product {
  const product = store.createProduct({ ...seconds(at), manageStock: true, stock: 5 })
  store.editProduct(product.id)
  return product
}

/** Users who are customers by their role or because they have paid or ordered. */
const customers: Listed = {
  lists: ['customers'],
  records: state => {
    const buyers = new Set(state.orders.filter(row => row.status !== 'trash').map(row => row.customerId))
    return state.customers
      .filter(one => one.role === 'customer' || one.paying || buyers.has(one.id))
      .map(one => record(one.id, one.created, one.modified))
  },
  touch: (store, id, at) => store.editCustomer(Number(id), {}, at),
  remove: (store, id) => store.deleteCustomer(Number(id)),
  create: (store, at) => String(store.createCustomer(seconds(at)).id),
}

/** One level for each variation, or for a product that can have none; as late as the later of it and its product. */
const stock: Listed = {
  lists: ['products', 'variations'],
  records: state =>
    state.products.filter(isLive).flatMap(product => {
      const own = product.type === 'variable' ? variationsOf(state, product.id).filter(isLive) : [product]
      return own.map(one => record(one.id, one.created, Math.max(one.modified, product.modified)))
    }),
  touch: ({ state, editProduct }, id, at) => {
    const counted = findById(state.products, Number(id)) ?? findById(state.variations, Number(id))
    return counted ? editProduct(counted.id, { stock: counted.stock }, at) : false
  },
  trash: products.trash!,
  restore: products.restore!,
  remove: products.remove!,
  create: products.create,
}

const orderIdOf = (shipmentId: string) => Number(shipmentId.split(':')[0])
const parcelIdOf = (shipmentId: string) => shipmentId.split(':')[1]

/** Fulfillments and what tracking plugins wrote down, told as `order:parcel`; their time is the order's. */
const shipments: Listed = {
  lists: [],
  records: state =>
    state.orders
      .filter(isOrder)
      .flatMap(row => parcelIds(state, row).map(id => record(`${row.id}:${id}`, row.created, row.modified))),
  touch: (store, id, at) => store.editOrder(orderIdOf(id), {}, at),
  trash: (store, id) => store.trashOrder(orderIdOf(id)),
  restore: (store, id) => store.restoreOrder(orderIdOf(id)),
  remove: (store, id) => removeParcel(store, orderIdOf(id), parcelIdOf(id)!),
  create: ({ state, addFulfillment, addTrackingMeta }) => {
    const row = state.orders.findLast(one => isOrder(one) && parcelIds(state, one).length === 0)
    if (!row) return null
    if (state.fulfillmentsOn) addFulfillment(row.id, { meta: [] })
    else addTrackingMeta(row.id, 'shipment-tracking')
    return `${row.id}:${parcelIds(state, row)[0]}`
  },
}

const TRACKED = '_wc_shipment_tracking_items'

function parcelIds(state: State, row: OrderRow): string[] {
  const { fulfillments, meta } = contentOf(state, row)
  const tracked = meta.flatMap(one => (one.key === TRACKED ? (one.value as { tracking_id: string }[]) : []))
  return [...fulfillments.map(one => String(one.id)), ...tracked.map(one => one.tracking_id)]
}

function removeParcel(store: WooStore, orderId: number, id: string): boolean {
  if (store.deleteFulfillment(orderId, Number(id))) return true
  return store.editOrder(orderId, content => {
    content.meta = content.meta.filter(one => one.key !== TRACKED)
  })
}

const practised: Readonly<Record<string, Listed>> = { orders, products, customers, stock, shipments }

export function practiseStore(store: WooStore): PracticeStore {
  const hidden = new Set<string>()
  store.state.hiddenAfterLimit = (id, list) => hidden.has(`${list} ${id}`)
  const shop = practise(store, practised)
  const listsOf = (entity: string) => practised[entity]?.lists ?? []
  return {
    ...shop,
    records: entity =>
      shop.records(entity).filter(one => !listsOf(entity).some(list => hidden.has(`${list} ${one.externalId}`))),
    hide: (entity, ids) => {
      const lists = listsOf(entity)
      for (const list of lists) for (const id of ids) hidden.add(`${list} ${id}`)
      return lists.length > 0
    },
  }
}
