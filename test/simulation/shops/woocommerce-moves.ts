// What a shopkeeper and the shop's customers do. Each returns how many records it changed; 0: there was nothing to do it to.
import type { RunningStore, State } from '../../../connectors/woocommerce/practice-store/index.ts'
import { pickBy } from '../random.ts'
import { on, overlapSeconds, secondsAgo, some } from './moves.ts'
import type { Books, Lot } from './shop.ts'

/** Of what is gone the books also know `stock id of product`. */
interface Shop extends Books {
  readonly store: RunningStore['store']
}

type Move = (shop: Shop, a: number, b: number) => unknown

const orders = ({ store }: Shop) => store.state.orders.filter(row => row.status !== 'trash')
const trashed = ({ store }: Shop) => store.state.orders.filter(row => row.status === 'trash')
const simples = ({ store }: Shop) => live(store.state).filter(one => one.type === 'simple')
const variables = ({ store }: Shop) => live(store.state).filter(one => one.type === 'variable')
const variations = (shop: Shop) => {
  const parents = new Set(variables(shop).map(one => one.id))
  return shop.store.state.variations.filter(one => parents.has(one.parentId))
}
const live = (state: State) => state.products.filter(one => one.status !== 'trash')
const statuses = ['processing', 'completed', 'on-hold', 'cancelled', 'refunded', 'pending', 'failed']

function hush({ silent }: Shop, ...keys: string[]): void {
  for (const key of keys) silent.add(key)
}

/** For good: no list will ever tell. */
function removeOrder(shop: Shop, id: number): unknown {
  hush(shop, `orders ${id}`, `parcels ${id}`)
  shop.gone.add(`orders ${id}`)
  return shop.store.deleteOrder(id, true)
}

/** A grouped product costs what its cheapest part does, and is not saved when that changes. */
function hushGroups({ store, silent }: Shop): void {
  for (const one of store.state.products) if (one.type === 'grouped') silent.add(`products ${one.id}`)
}

const moves = {
  createOrder: (shop, a) =>
    shop.store.createOrder({ customerId: a < 0.5 ? 0 : (pickBy(shop.store.state.customers, a)?.id ?? 0) }),
  editOrder: (shop, a, b) => on(orders(shop), a, row => shop.store.editOrder(row.id, { note: `Hej ${b}` })),
  setStatus: (shop, a, b) => on(orders(shop), a, row => shop.store.setStatus(row.id, pickBy(statuses, b)!)),
  bulkEdit: (shop, a, b) => {
    const rows = some(orders(shop), { a, b }, 380)
    shop.store.bulkEdit(rows.map(row => row.id))
    return rows.length
  },
  trashOrder: (shop, a) =>
    on(orders(shop), a, row => {
      shop.gone.add(`orders ${row.id}`)
      return shop.store.trashOrder(row.id)
    }),
  /** Somebody cleans up, or believes so. */
  purge: (shop, a, b) => {
    const rows = some(shop.store.state.orders, { a, b }, 60)
    for (const { id } of rows) removeOrder(shop, id)
    return rows.length
  },
  restoreOrder: (shop, a) => on(trashed(shop), a, row => shop.store.restoreOrder(row.id)),
  deleteOrder: (shop, a) => on(shop.store.state.orders, a, row => removeOrder(shop, row.id)),
  addRefund: (shop, a) => on(orders(shop), a, row => shop.store.addRefund(row.id)),
  deleteRefund: (shop, a) =>
    on(
      orders(shop).filter(row => row.refunds.length > 0),
      a,
      row => {
        hush(shop, `orders ${row.id}`)
        return shop.store.deleteRefund(row.id)
      },
    ),
  lateCommit: (shop, a) => shop.store.lateCommit({ secondsAgo: Math.floor(a * overlapSeconds) }),
  lateEdit: (shop, a, b) =>
    on(orders(shop), a, row =>
      shop.store.editOrder(row.id, { note: `Sent ${b}` }, secondsAgo(shop, Math.floor(b * overlapSeconds))),
    ),
  addTracking: (shop, a, b) =>
    on(orders(shop), a, row =>
      shop.store.addTrackingMeta(row.id, 'shipment-tracking', `0037350${Math.floor(b * 1e9)}`),
    ),
  addParcel: (shop, a, b) =>
    on(orders(shop), a, row =>
      shop.store.state.fulfillmentsOn
        ? shop.store.addFulfillment(row.id, { meta: [{ key: '_tracking_number', value: `PN${Math.floor(b * 1e9)}` }] })
        : 0,
    ),
  removeParcel: (shop, a) =>
    on(
      orders(shop).filter(row => (row.content?.fulfillments.length ?? 0) > 0),
      a,
      row => shop.store.deleteFulfillment(row.id, row.content!.fulfillments[0]!.id),
    ),
  createProduct: (shop, a) => shop.store.createProduct({ manageStock: a < 0.7, stock: a < 0.7 ? 5 : null }),
  editProduct: (shop, a, b) =>
    on(live(shop.store.state), a, one => shop.store.editProduct(one.id, { name: `Vara ${b}` })),
  setStock: (shop, a, b) => on(simples(shop), a, one => shop.store.setStock(one.id, Math.floor(b * 40) - 3)),
  sellVariation: (shop, a, b) => on(variations(shop), a, one => shop.store.setStock(one.id, Math.floor(b * 40) - 3)),
  editVariation: (shop, a, b) =>
    on(variations(shop), a, one => shop.store.editVariation(one.id, { regularPrice: `${10 + Math.floor(b * 90)}` })),
  /** On 8.1 this bumps the variation alone. A store tells whole seconds, so it is some later than what came before. */
  weighVariation: (shop, a, b) =>
    on(variations(shop), a, one => {
      if (shop.store.state.version === '8.1') hush(shop, `products ${one.parentId}`, `stock ${one.id}`)
      return shop.store.editVariation(one.id, { weight: (b * 9).toFixed(1) }, secondsAgo(shop, -2))
    }),
  addVariation: (shop, a, b) => on(variables(shop), a, one => shop.store.addVariation(one.id, { sku: `V-${b}` })),
  removeVariation: (shop, a) =>
    on(variations(shop), a, one => {
      shop.gone.add(`stock ${one.id} of ${one.parentId}`)
      return shop.store.removeVariation(one.id)
    }),
  renameSku: (shop, a, b) => on(live(shop.store.state), a, one => shop.store.renameSku(one.id, `SKU-${b}`)),
  trashProduct: (shop, a) =>
    on(live(shop.store.state), a, one => {
      hushGroups(shop)
      shop.gone.add(`products ${one.id}`)
      return shop.store.trashProduct(one.id)
    }),
  restoreProduct: (shop, a) =>
    on(
      shop.store.state.products.filter(one => one.status === 'trash'),
      a,
      one => {
        hushGroups(shop)
        return shop.store.restoreProduct(one.id)
      },
    ),
  deleteProduct: (shop, a) =>
    on(shop.store.state.products, a, one => {
      const own = shop.store.state.variations.filter(each => each.parentId === one.id)
      hushGroups(shop)
      shop.gone.add(`products ${one.id}`)
      hush(shop, `products ${one.id}`, ...[one, ...own].map(each => `stock ${each.id}`))
      hush(shop, ...[...shop.gone].filter(key => key.endsWith(` of ${one.id}`)).map(key => key.split(' of ')[0]!))
      return shop.store.deleteProduct(one.id)
    }),
  /** A plugin that writes to the database directly. */
  stockPlugin: (shop, a) =>
    on(
      simples(shop).filter(one => one.manageStock === true && one.stock !== null),
      a,
      one => {
        hush(shop, `products ${one.id}`, `stock ${one.id}`)
        one.stock! += 1
        return ++shop.store.state.revision
      },
    ),
  renameCategory: (shop, a, b) =>
    on(shop.store.state.categories, a, one => shop.store.renameCategory(one.id, `Kategori ${b}`)),
  createCustomer: shop => shop.store.createCustomer(),
  editCustomer: (shop, a, b) =>
    on(shop.store.state.customers, a, one => shop.store.editCustomer(one.id, { firstName: `Åsa ${b}` })),
  deleteCustomer: (shop, a) =>
    on(shop.store.state.customers, a, one => {
      const theirs = shop.store.state.orders.filter(row => row.customerId === one.id)
      hush(shop, ...theirs.map(row => `orders ${row.id}`))
      return shop.store.deleteCustomer(one.id)
    }),
} satisfies Record<string, Move>

/** Orders are what a shop has most of. */
const often = ['createOrder', 'editOrder', 'setStatus', 'addRefund', 'lateCommit', 'lateEdit']
const mass = ['bulkEdit', 'bulkEdit', 'bulkEdit', 'bulkEdit', 'bulkEdit']
export const moveNames: readonly string[] = [...Object.keys(moves), ...often, ...mass]

/** How many records were changed. */
export function makeMove(name: string, shop: Shop, { a, b }: Lot): number {
  const done = (moves as Record<string, Move>)[name]!(shop, a, b)
  return typeof done === 'number' && (name === 'bulkEdit' || name === 'purge') ? done : done ? 1 : 0
}
