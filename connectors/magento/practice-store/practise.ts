import { type PracticeRecord, type PracticeStore, type Practised, practise } from '../../../src/sdk/testing/index.ts'
import { contentOf } from './compose-order.ts'
import type { MagentoStore } from './index.ts'
import { findById, type Instant, type Product, type State } from './state.ts'

const iso = (at: Instant) => new Date(at).toISOString()
const record = (id: number, created: Instant, updated: Instant): PracticeRecord => ({
  ...{ externalId: String(id), createdAt: iso(created), modifiedAt: iso(updated) },
})

/** A list is one from which a plugin may leave its ids out. */
interface Listed extends Practised<MagentoStore> {
  readonly list: string | null
}

const orders: Listed = {
  list: 'orders',
  records: state => state.orders.map(row => record(row.id, row.created, row.updated)),
  touch: (store, id, at) => store.editOrder(Number(id), {}, at),
  changeQuietly: (store, id) => store.addComment(Number(id)) !== null,
  remove: (store, id) => store.deleteOrder(Number(id)),
  create: (store, at) => String(store.createOrder({ updated: store.state.clock.now(), ...(at && { created: at }) }).id),
}

const products: Listed = {
  list: 'products',
  records: state => state.products.map(one => record(one.id, one.created, one.updated)),
  touch: (store, id, at) => store.editProduct(Number(id), {}, at),
  changeQuietly: (store, id) => store.setSpecialPrice(Number(id), 1_000 + (store.state.revision % 900)),
  remove: (store, id) => store.deleteProduct(Number(id)),
  create: (store, at) => {
    const { id } = store.createProduct({}, at)
    store.editProduct(id)
    return String(id)
  },
}

const customers: Listed = {
  list: 'customers',
  records: state => state.customers.map(one => record(one.id, one.created, one.updated)),
  touch: (store, id, at) => store.editCustomer(Number(id), {}, at),
  remove: (store, id) => store.deleteCustomer(Number(id)),
  create: (store, at) => {
    const { id } = store.createCustomer({}, at)
    store.editCustomer(id)
    return String(id)
  },
}

/** Order Start measures by the order. */
const shipments: Listed = {
  list: 'shipments',
  records: state =>
    state.shipments.map(one => record(one.id, findById(state.orders, one.orderId)!.created, one.updated)),
  touch: (store, id, at) => store.touchShipment(Number(id), at),
  changeQuietly: (store, id) => store.addTrack(Number(id)) !== null,
  remove: (store, id) => store.deleteShipment(Number(id)),
  create: (store, at) => {
    const row = at ? store.createOrder({ created: at }) : store.createOrder()
    const shipment = store.shipOrder(row.id, { tracks: [{ number: 'PN1SE', title: 'PostNord', carrier: 'custom' }] })
    return shipment && String(shipment.id)
  },
}

/** Order Start measures by the order. Where its payer moves to bumps no invoice. */
const invoices: Listed = {
  list: 'invoices',
  records: state =>
    state.invoices.map(one => record(one.id, findById(state.orders, one.orderId)!.created, one.updated)),
  touch: (store, id, at) => store.touchInvoice(Number(id), at),
  changeQuietly: (store, id) => {
    const { state } = store
    const orderId = findById(state.invoices, Number(id))?.orderId
    const row = orderId === undefined ? undefined : findById(state.orders, orderId)
    if (row === undefined) return false
    const billing = { ...contentOf(state, row).billing, city: `Ort ${state.revision}` }
    return store.readdressOrder(row.id, { billing })
  },
  remove: (store, id) => store.deleteInvoice(Number(id)),
  create: (store, at) => {
    const invoice = store.invoiceOrder((at ? store.createOrder({ created: at }) : store.createOrder()).id)
    return invoice && String(invoice.id)
  },
}

const productOf = ({ products }: State, stockId: string): Product | undefined =>
  findById(products, Number(stockId.split(':')[0]))

/** `product:source`, or the product alone where there is no MSI. No time is kept of either. */
const stock: Listed = {
  list: null,
  records: state => {
    const bySku = new Map(state.products.map(one => [one.sku, one.id]))
    const kept = state.sourceItems.flatMap(one => {
      const id = bySku.get(one.sku)
      if (id === undefined || (!state.inventory && one.source !== 'default')) return []
      return { ...{ createdAt: null, modifiedAt: null }, externalId: state.inventory ? `${id}:${one.source}` : `${id}` }
    })
    return kept
  },
  touch: (store, id) => countAgain(store, id, 0),
  changeQuietly: (store, id) => countAgain(store, id, 1),
  remove: ({ state, removeStock }, id) => {
    const product = productOf(state, id)
    return product !== undefined && state.inventory && removeStock(product.sku, id.split(':')[1]!)
  },
  create: store => {
    const { id } = store.createProduct()
    return store.state.inventory ? `${id}:default` : String(id)
  },
}

function countAgain({ state, setStock }: MagentoStore, id: string, more: number): boolean {
  const product = productOf(state, id)
  const source = id.split(':')[1] ?? 'default'
  const held = state.sourceItems.find(one => one.sku === product?.sku && one.source === source)
  return product !== undefined && held !== undefined && setStock(product.id, held.quantity + more, source)
}

const practised: Readonly<Record<string, Listed>> = {
  ...{ orders, products, customers, stock, shipments, invoices },
}

/** A product of which a part is hidden cannot be read whole: it is hidden with it. */
function withWhatIsMadeOf({ products }: State, ids: readonly string[]): readonly string[] {
  const parts = new Set(ids.map(Number))
  const made = products.filter(
    one => one.links.some(id => parts.has(id)) || one.parts.some(({ productId }) => parts.has(productId)),
  )
  return [...ids, ...made.map(({ id }) => String(id))]
}

/** It has no trash. */
export function practiseStore(store: MagentoStore): PracticeStore {
  const { state } = store
  const hidden = new Set<string>()
  state.hiddenAfterLimit = (id, list) => hidden.has(`${list} ${id}`)
  const shop = practise(store, practised)
  const listOf = (entity: string) => practised[entity]?.list ?? null
  return {
    ...shop,
    records: entity => shop.records(entity).filter(one => !hidden.has(`${listOf(entity)} ${one.externalId}`)),
    hide: (entity, ids) => {
      const list = listOf(entity)
      for (const id of list === 'products' ? withWhatIsMadeOf(state, ids) : ids) hidden.add(`${list} ${id}`)
      return list !== null
    },
  }
}
