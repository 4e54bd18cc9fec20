// What the keeper of a Magento shop and its customers do. Each returns how many records it changed; 0: there was nothing to do it to.
import type { MagentoStore, State } from '../../../connectors/magento/practice-store/index.ts'
import type { OrderRow, Product } from '../../../connectors/magento/practice-store/state.ts'
import { pickBy } from '../random.ts'
import { on, overlapSeconds, secondsAgo, some } from './moves.ts'
import type { Books, Lot } from './shop.ts'

interface Shop extends Books {
  readonly store: MagentoStore
}
type Move = (shop: Shop, a: number, b: number) => unknown

/** The order and its documents. */
export function hushOrder(books: Books, row: OrderRow): void {
  books.silent.add(`orders ${row.id}`)
  for (const one of row.shipments) books.silent.add(`shipments ${one.id}`)
  hushInvoices(books, row)
}

/** They tell who pays, and are not saved when that changes. */
function hushInvoices({ silent }: Books, { invoices }: OrderRow): void {
  for (const one of invoices) silent.add(`invoices ${one.id}`)
}

/** What a product is a part of is not saved when that changes. */
function hushParents({ store, silent }: Shop, { id }: Product): void {
  for (const one of store.state.products)
    if (one.links.includes(id) || one.parts.some(part => part.productId === id)) silent.add(`products ${one.id}`)
}

/** Saved, and not told by any modification time. */
function hushAll(shop: Shop, products: readonly Product[]): number[] {
  return products.map(one => {
    hushParents(shop, one)
    shop.silent.add(`products ${one.id}`)
    return one.id
  })
}

function removeOrder(shop: Shop, row: OrderRow): unknown {
  hushOrder(shop, row)
  shop.gone.add(`orders ${row.id}`)
  return shop.store.deleteOrder(row.id)
}

const ordersOf = ({ store }: Shop) => store.state.orders
const countedIn = ({ products }: State) => products.filter(one => one.type === 'simple' || one.type === 'virtual')

/** One that is not known to the parents it is in, nor to the bundles of old orders, is edited in silence for them. */
const editProduct = (shop: Shop, one: Product, change: Parameters<MagentoStore['editProduct']>[1]) => {
  hushParents(shop, one)
  return shop.store.editProduct(one.id, change, secondsAgo(shop, -2))
}

const deeds = ['invoiceOrder', 'shipOrder', 'holdOrder', 'unholdOrder', 'cancelOrder'] as const

const moves = {
  createOrder: ({ store }, a, b) => {
    const buyer = a < 0.5 ? undefined : pickBy(store.state.customers, a)
    return store.createOrder({ storeId: b < 0.8 ? 1 : 2, ...(buyer && { customerId: buyer.id }) })
  },
  editOrder: (shop, a, b) =>
    on(ordersOf(shop), a, row => {
      hushInvoices(shop, row)
      return shop.store.editOrder(row.id, content => {
        content.billing = { ...content.billing, city: `Ort ${b}` }
      })
    }),
  setStatus: (shop, a, b) => on(ordersOf(shop), a, row => shop.store[pickBy(deeds, b)!](row.id)),
  bulkEdit: (shop, a, b) => {
    const rows = some(ordersOf(shop), { a, b }, 380)
    shop.store.bulkEdit(rows.map(row => row.id))
    return rows.length
  },
  purge: (shop, a, b) => {
    const rows = some(ordersOf(shop), { a, b }, 60)
    for (const row of rows) removeOrder(shop, row)
    return rows.length
  },
  deleteOrder: (shop, a) => on(ordersOf(shop), a, row => removeOrder(shop, row)),
  addRefund: (shop, a, b) =>
    on(ordersOf(shop), a, row => shop.store.refundOrder(row.id, { shipping: b < 0.3 ? 1_000 : 0 })),
  addComment: (shop, a, b) =>
    on(ordersOf(shop), a, row => {
      shop.silent.add(`orders ${row.id}`)
      return shop.store.addComment(row.id, { text: `Hej ${b}` })
    }),
  lateCommit: (shop, a) => shop.store.lateCommit({ secondsAgo: Math.floor(a * overlapSeconds) }),
  lateEdit: (shop, a, b) =>
    on(ordersOf(shop), a, row => {
      hushInvoices(shop, row)
      const at = secondsAgo(shop, Math.floor(b * overlapSeconds))
      const billing = (row.content ?? { billing: null }).billing
      return shop.store.editOrder(row.id, billing === null ? {} : { billing: { ...billing, city: `Sen ${b}` } }, at)
    }),
  addParcel: (shop, a, b) =>
    on(ordersOf(shop), a, row =>
      shop.store.shipOrder(row.id, { tracks: [{ number: `PN${b}`, title: 'PostNord', carrier: 'custom' }] }),
    ),
  addTracking: (shop, a, b) =>
    on(shop.store.state.shipments, a, one => {
      shop.silent.add(`shipments ${one.id}`)
      return shop.store.addTrack(one.id, { number: `0037350${Math.floor(b * 1e9)}` })
    }),
  removeParcel: (shop, a) =>
    on(shop.store.state.shipments, a, one => {
      shop.silent.add(`shipments ${one.id}`)
      return shop.store.deleteShipment(one.id)
    }),
  removeInvoice: (shop, a) =>
    on(shop.store.state.invoices, a, one => {
      shop.silent.add(`invoices ${one.id}`)
      return shop.store.deleteInvoice(one.id)
    }),
  touchInvoice: (shop, a) => on(shop.store.state.invoices, a, one => shop.store.touchInvoice(one.id)),
  touchParcel: (shop, a) => on(shop.store.state.shipments, a, one => shop.store.touchShipment(one.id)),
  createProduct: ({ store }, a) => (a < 0.8 ? store.createProduct() : store.createConfigurable()),
  editProduct: (shop, a, b) =>
    on(shop.store.state.products, a, one => editProduct(shop, one, { name: `Vara ${b}`, status: b < 0.2 ? 2 : 1 })),
  setPrice: (shop, a, b) =>
    on(countedIn(shop.store.state), a, one => editProduct(shop, one, { price: 1_000 + Math.floor(b * 90_000) })),
  setSpecialPrice: (shop, a, b) =>
    on(shop.store.state.products, a, one => {
      hushParents(shop, one)
      shop.silent.add(`products ${one.id}`)
      return shop.store.setSpecialPrice(one.id, b < 0.3 ? null : 500 + Math.floor(b * 5_000))
    }),
  massUpdate: (shop, a, b) => {
    const rows = hushAll(shop, some(shop.store.state.products, { a, b: b / 8 }, 40))
    return shop.store.massUpdate(rows, b < 0.5 ? { description: `Text ${b}`, status: 2 } : { weight: Math.ceil(b * 9) })
  },
  assignCategory: (shop, a, b) => {
    const { products } = shop.store.state
    const given = some(products, { a, b }, 10)
    hushAll(shop, [...given, ...products.filter(({ categoryIds }) => categoryIds.includes(3))])
    shop.store.assignCategory(
      3,
      given.map(({ id }) => id),
    )
    return given.length
  },
  setStock: (shop, a, b) =>
    on(countedIn(shop.store.state), a, one => shop.store.setStock(one.id, Math.floor(b * 40) - 3)),
  removeStock: (shop, a) => on(countedIn(shop.store.state), a, one => shop.store.removeStock(one.sku, 'default')),
  renameSku: (shop, a, b) =>
    on(shop.store.state.products, a, one => {
      hushParents(shop, one)
      return shop.store.renameSku(one.id, b < 0.1 ? `S, KU-${b}` : `Å/SKU ${b}`)
    }),
  deleteProduct: (shop, a) =>
    on(shop.store.state.products, a, one => {
      hushParents(shop, one)
      shop.silent.add(`products ${one.id}`)
      shop.gone.add(`products ${one.id}`)
      return shop.store.deleteProduct(one.id)
    }),
  createCustomer: ({ store }) => store.createCustomer(),
  editCustomer: (shop, a, b) =>
    on(shop.store.state.customers, a, one => shop.store.editCustomer(one.id, { firstName: `Åsa ${b}` })),
  editAddress: (shop, a, b) =>
    on(shop.store.state.customers, a, one => {
      shop.silent.add(`customers ${one.id}`)
      return shop.store.editAddress(one.id, { city: `Ort ${b}` })
    }),
  deleteCustomer: (shop, a) =>
    on(shop.store.state.customers, a, one => {
      const theirs = ordersOf(shop).filter(row => row.customerId === one.id)
      for (const row of theirs) hushOrder(shop, row)
      shop.silent.add(`customers ${one.id}`)
      return shop.store.deleteCustomer(one.id)
    }),
} satisfies Record<string, Move>

/** Orders are what a shop has most of. */
const often = ['createOrder', 'editOrder', 'setStatus', 'setStatus', 'addRefund', 'lateCommit', 'lateEdit']
const mass = ['bulkEdit', 'bulkEdit', 'bulkEdit', 'bulkEdit']
export const moveNames: readonly string[] = [...Object.keys(moves), ...often, ...mass]

/** How many records were changed. */
export function makeMove(name: string, shop: Shop, { a, b }: Lot): number {
  const done = (moves as Record<string, Move>)[name]!(shop, a, b)
  return typeof done === 'number' ? done : done ? 1 : 0
}
