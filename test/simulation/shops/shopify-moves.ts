// What the keeper of a Shopify shop and its customers do. Each returns how many records it changed; 0: there was nothing to do it to.
import type { ShopifyStore } from '../../../connectors/shopify/practice-store/index.ts'
import type { Order } from '../../../connectors/shopify/practice-store/state.ts'
import { pickBy } from '../random.ts'
import { on, overlapSeconds, secondsAgo, some } from './moves.ts'
import type { Books, Lot } from './shop.ts'

interface Shop extends Books {
  readonly store: ShopifyStore
}
type Move = (shop: Shop, a: number, b: number) => unknown

/** The order and what was sent of it. */
export function hushOrder({ silent }: Books, row: Order): void {
  silent.add(`orders ${row.id}`)
  for (const one of row.fulfillments) silent.add(`shipments ${one.id}`)
}

function removeOrder(shop: Shop, row: Order): unknown {
  hushOrder(shop, row)
  shop.gone.add(`orders ${row.id}`)
  return shop.store.deleteOrder(row.id)
}

const ordersOf = ({ store }: Shop) => store.state.orders
const deeds = ['payOrder', 'shipOrder', 'cancelOrder', 'addLine', 'removeLine'] as const

const moves = {
  createOrder: ({ store }) => store.createOrder(),
  lateCommit: (shop, a) => shop.store.createOrder(secondsAgo(shop, Math.floor(a * overlapSeconds))),
  setStatus: (shop, a, b) => on(ordersOf(shop), a, row => shop.store[pickBy(deeds, b)!](row.id)),
  addRefund: (shop, a) => on(ordersOf(shop), a, row => shop.store.refundOrder(row.id)),
  lateEdit: (shop, a, b) =>
    on(ordersOf(shop), a, row => {
      shop.store.cancelOrder(row.id)
      return shop.store.touchOrder(row.id, secondsAgo(shop, Math.floor(b * overlapSeconds)))
    }),
  bulkEdit: (shop, a, b) => {
    const [rows, at] = [some(ordersOf(shop), { a, b }, 380), secondsAgo(shop, 0)]
    for (const row of rows) shop.store.touchOrder(row.id, at)
    return rows.length
  },
  purge: (shop, a, b) => {
    const rows = some(ordersOf(shop), { a, b }, 60)
    for (const row of rows) removeOrder(shop, row)
    return rows.length
  },
  deleteOrder: (shop, a) => on(ordersOf(shop), a, row => removeOrder(shop, row)),
  cancelParcel: (shop, a) =>
    on(
      ordersOf(shop).flatMap(({ fulfillments }) => fulfillments),
      a,
      one => shop.store.cancelFulfillment(one.id),
    ),
  createProduct: ({ store }) => store.createProduct(),
  setPrice: (shop, a, b) =>
    on(shop.store.state.products, a, one => shop.store.setPrice(one.id, 1_000 + Math.floor(b * 90_000))),
  addVariants: (shop, a, b) =>
    on(shop.store.state.products, a, one =>
      shop.store.addVariants(one.id, one.variants.length + 1 + Math.floor(b * 12)),
    ),
  moveToCollection: (shop, a) =>
    on(shop.store.state.products, a, one => {
      shop.silent.add(`products ${one.id}`)
      return shop.store.moveToCollection(one.id)
    }),
  setStock: (shop, a, b) =>
    on(shop.store.state.levels, a, one => {
      shop.silent.add(`products ${one.productId}`)
      return shop.store.setStock(one.id, Math.floor(b * 40) - 3)
    }),
  removeStock: (shop, a) =>
    on(shop.store.state.levels, a, one => {
      shop.silent.add(`products ${one.productId}`)
      return shop.store.removeLevel(one.id)
    }),
  deleteProduct: (shop, a) =>
    on(shop.store.state.products, a, one => {
      shop.silent.add(`products ${one.id}`)
      shop.gone.add(`products ${one.id}`)
      return shop.store.deleteProduct(one.id)
    }),
  createCustomer: ({ store }) => store.createCustomer(),
  editCustomer: (shop, a, b) =>
    on(shop.store.state.customers, a, one => {
      one.firstName = `Åsa ${b}`
      return shop.store.touchCustomer(one.id)
    }),
  deleteCustomer: (shop, a) =>
    on(shop.store.state.customers, a, one => {
      for (const row of ordersOf(shop).filter(row => row.customerId === one.id)) hushOrder(shop, row)
      shop.silent.add(`customers ${one.id}`)
      return shop.store.deleteCustomer(one.id)
    }),
} satisfies Record<string, Move>

/** Orders are what a shop has most of. */
const often = ['createOrder', 'setStatus', 'setStatus', 'setStatus', 'addRefund', 'lateCommit', 'lateEdit']
const mass = ['bulkEdit', 'bulkEdit', 'bulkEdit']
export const moveNames: readonly string[] = [...Object.keys(moves), ...often, ...mass]

/** How many records were changed. */
export function makeMove(name: string, shop: Shop, { a, b }: Lot): number {
  const done = (moves as Record<string, Move>)[name]!(shop, a, b)
  return typeof done === 'number' ? done : done ? 1 : 0
}
