import { scopesOf } from './apps.ts'
import { DAY } from './seed-catalogue.ts'
import { showCustomer } from './show-customer.ts'
import { showFulfillment } from './show-fulfillment.ts'
import { openOrder, showOrder } from './show-order.ts'
import { showCollection, showProduct, showVariant } from './show-product.ts'
import { showRefund } from './show-refund.ts'
import { type Item, levelId, showItem, showLevel, showLocation } from './show-stock.ts'
import { numberOf, type Order, type Product, type State, type Variant } from './state.ts'
import type { Shown, Visit } from './visit.ts'

const byId = <Row extends { readonly id: number }>(rows: readonly Row[], id: number | null): Row | undefined =>
  id === null ? undefined : rows.find(row => row.id === id)

export function findCustomer(state: State, id: number | null): Shown | null {
  const row = byId(state.customers, id)
  return row ? showCustomer(state, row) : null
}

export function findProduct(state: State, id: number | null): Shown | null {
  const row = byId(state.products, id)
  return row ? showProduct(state, row) : null
}

export function findVariant(state: State, id: number | null): Shown | null {
  const owner = state.products.find(({ variants }) => variants.some(one => one.id === id))
  const variant = owner?.variants.find(one => one.id === id)
  return owner && variant ? showVariant(state, owner, variant) : null
}

/** Without `read_all_orders` only those of the last sixty days are there, and nothing says so. */
export function ordersFor({ state, app }: Visit): readonly Order[] {
  if (scopesOf(app).includes('read_all_orders')) return state.orders
  const since = state.clock.now().getTime() - 60 * DAY
  return state.orders.filter(({ created }) => created >= since)
}

/** Every variant with its product, by the number of its inventory item. */
export function itemsOf(state: State): ReadonlyMap<number, Item> {
  const { revision } = state
  const known = kept.get(state)
  if (known?.revision === revision) return known.items
  const pairs: readonly [Product, Variant][] = state.products.flatMap(product =>
    product.variants.map(variant => [product, variant] as [Product, Variant]),
  )
  const items = new Map(pairs.map(([product, variant]) => [variant.itemId, { id: variant.itemId, product, variant }]))
  kept.set(state, { revision, items })
  return items
}

const kept = new WeakMap<State, { readonly revision: number; readonly items: ReadonlyMap<number, Item> }>()

type Find = (visit: Visit, id: string) => unknown

/** By the type that the id names. */
const finders: Readonly<Record<string, Find>> = {
  Order: (visit, id) => {
    const row = byId(ordersFor(visit), numberOf('Order', id))
    return row ? showOrder(visit.state, row) : null
  },
  Fulfillment: (visit, id) => {
    const number = numberOf('Fulfillment', id)
    const order = ordersFor(visit).find(({ fulfillments }) => byId(fulfillments, number))
    const one = order && byId(order.fulfillments, number)
    return order && one ? showFulfillment(openOrder(visit.state, order), one) : null
  },
  Refund: (visit, id) => {
    const number = numberOf('Refund', id)
    const order = ordersFor(visit).find(({ refunds }) => byId(refunds, number))
    const one = order && byId(order.refunds, number)
    return order && one ? showRefund(openOrder(visit.state, order), one) : null
  },
  Product: ({ state }, id) => findProduct(state, numberOf('Product', id)),
  ProductVariant: ({ state }, id) => findVariant(state, numberOf('ProductVariant', id)),
  Customer: ({ state }, id) => findCustomer(state, numberOf('Customer', id)),
  Collection: ({ state }, id) => {
    const row = byId(state.collections, numberOf('Collection', id))
    return row ? showCollection(state, row) : null
  },
  Location: ({ state }, id) => {
    const row = byId(state.locations, numberOf('Location', id))
    return row ? showLocation(row) : null
  },
  InventoryItem: ({ state }, id) => {
    const item = itemsOf(state).get(numberOf('InventoryItem', id) ?? 0)
    return item ? showItem(state, item) : null
  },
  InventoryLevel: ({ state }, id) => {
    const level = state.levels.find(one => levelId(one) === id)
    const item = level && itemsOf(state).get(level.itemId)
    return level && item ? showLevel(state, level, item) : null
  },
}

export const typeOf = (id: string): string => /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? ''

/** Null: there is none, or no longer. */
export const findNode = (visit: Visit, id: string): unknown => finders[typeOf(id)]?.(visit, id) ?? null
