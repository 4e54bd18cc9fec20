import t from 'tap'
import { createPracticeStore, type MagentoStore } from '../../../connectors/magento/practice-store/index.ts'
import { askStore } from './ask-store.ts'

interface Shown {
  readonly updated_at: string
  readonly state: string
  readonly customer_id?: number
  readonly customer_is_guest: number
  readonly customer_email: string
  readonly grand_total: number
  readonly total_due: number
  readonly total_refunded?: number
  readonly status_histories: readonly { readonly comment: string }[]
  readonly tracks: readonly { readonly track_number: string }[]
  readonly total_qty: number
  readonly price: number
  readonly custom_attributes: readonly { readonly attribute_code: string; readonly value: unknown }[]
  readonly extension_attributes: { readonly configurable_product_links?: readonly number[] }
  readonly items: readonly {
    readonly item_id: number
    readonly parent_item_id?: number
    readonly qty_ordered: number
    readonly qty_shipped: number
    readonly qty_invoiced: number
  }[]
}

/** A shop whose clock the test moves: an hour after it opened, what is saved is saved now. */
function open() {
  const store = createPracticeStore({ orders: 80, products: 20 })
  store.state.clock.skewMs += 3_600_000
  const get = (path: string) => askStore(store, path).body as Shown
  return {
    store,
    get,
    post: (path: string, body?: unknown) => askStore(store, path, { method: 'POST', body: body ?? {} }),
  }
}
const orderIn = (store: MagentoStore, state: string) => store.state.orders.find(row => row.state === state)!.id

t.test('what bumps an order, and what does not', async t => {
  const { store, get } = open()
  const bumped = (path: string, change: () => unknown) => {
    const before = get(path).updated_at
    t.ok(change(), `${path} was changed`)
    store.state.clock.skewMs += 1_000
    return get(path).updated_at > before
  }
  const id = orderIn(store, 'new')
  const path = `orders/${id}`
  for (const move of [store.holdOrder, store.unholdOrder, store.invoiceOrder, store.shipOrder, store.refundOrder])
    t.ok(bumped(path, () => move(id)))
  t.notOk(
    bumped(path, () => store.addComment(id, { text: 'Hej' })),
    'a comment does not',
  )
  t.equal(get(path).status_histories[0]!.comment, 'Hej')
  const parcel = store.state.orders.find(row => row.id === id)!.shipments[0]!.id
  t.notOk(
    bumped(path, () => store.addTrack(parcel, { number: 'LATE' })),
    'nor does a later track',
  )
  t.notOk(
    bumped(`shipment/${parcel}`, () => store.addTrack(parcel)),
    'which does not bump its parcel either',
  )
  t.equal(get(`shipment/${parcel}`).tracks[0]!.track_number, 'LATE')
  const canceled = orderIn(store, 'new')
  t.ok(bumped(`orders/${canceled}`, () => store.cancelOrder(canceled)))
})

t.test('what bumps a product, and what does not', async t => {
  const { store, get } = open()
  const product = store.state.products[0]!
  const path = `products/${product.sku}`
  const before = get(path).updated_at
  store.setSpecialPrice(product.id, 1_990)
  store.setStock(product.id, 3)
  t.equal(get(path).updated_at, before)
  const special = get(path).custom_attributes.find(one => one.attribute_code === 'special_price')
  t.equal(special?.value, '19.900000')
  t.match(askStore(store, `stockItems/${product.sku}`).body, { qty: 3 })
  store.editProduct(product.id, { price: 12_345 })
  t.ok(get(path).updated_at > before)
  t.equal(get(path).price, 123.45)
})

t.test('an order goes from pending to complete and on to closed', async t => {
  const { store, get, post } = open()
  const { id } = store.createOrder({ items: [{ item: store.state.saleItems[0]!, qty: 3 }] })
  const path = `orders/${id}`
  const [line] = get(path).items
  t.equal(get(path).state, 'new')
  t.equal(post(`order/${id}/ship`, { items: [{ order_item_id: line!.item_id, qty: 1 }] }).status, 200)
  t.match(get(path), { state: 'processing', items: [{ qty_shipped: 1, qty_invoiced: 0 }] })
  t.equal(post(`order/${id}/invoice`, { capture: true }).status, 200)
  t.match(get(path), { state: 'processing', total_due: 0 })
  t.equal(post(`order/${id}/ship`, { items: [{ order_item_id: line!.item_id, qty: 9999 }] }).status, 200, 'too many')
  t.match(get(path), { state: 'complete', items: [{ qty_shipped: 3 }] }, 'become what is left')
  t.equal(post(`order/${id}/refund`).status, 200)
  const { state, total_refunded, grand_total } = get(path)
  t.equal(state, 'closed')
  t.equal(total_refunded, grand_total)
})

t.test('the stock follows what is sold, sent and given up', async t => {
  const { store } = open()
  const item = store.state.saleItems[0]!
  const { sku } = store.state.products[0]!
  const salable = () => askStore(store, `inventory/get-product-salable-quantity/${sku}/1`).body as number
  const onShelf = () => (askStore(store, `stockItems/${sku}`).body as { qty: number }).qty
  const [before, shelf] = [salable(), onShelf()]
  const [kept, dropped] = [1, 2].map(qty => store.createOrder({ items: [{ item, qty }] }).id)
  t.strictSame([salable(), onShelf()], [before - 3, shelf], 'an order reserves')
  store.cancelOrder(dropped!)
  t.strictSame([salable(), onShelf()], [before - 1, shelf], 'a canceled one no longer')
  store.shipOrder(kept!)
  t.strictSame([salable(), onShelf()], [before - 1, shelf - 1], 'a parcel takes it off the shelf')
})

t.test('the orders of a deleted customer stay, without the customer', async t => {
  const { store, get } = open()
  const row = store.state.orders.find(one => one.customerId !== null)!
  const before = get(`orders/${row.id}`)
  t.equal(askStore(store, `customers/${before.customer_id}`, { method: 'DELETE' }).body, true)
  const { customer_id: _, ...rest } = before
  t.same(get(`orders/${row.id}`), rest)
  t.equal(rest.customer_is_guest, 0)
  t.equal(askStore(store, `customers/${before.customer_id}`).status, 404)
})

t.test('renaming a customer changes none of their orders', async t => {
  const { store, get } = open()
  const row = store.state.orders.find(one => one.customerId !== null)!
  const before = get(`orders/${row.id}`)
  store.editCustomer(row.customerId!, { firstName: 'Ny', email: 'ny@example.test' })
  t.same(get(`orders/${row.id}`), before)
})

t.test('an address that its customer changed does not bump them', async t => {
  const { store, get } = open()
  const before = get('customers/1').updated_at
  t.ok(store.editAddress(1, { city: 'Lund' }))
  t.match(get('customers/1'), { updated_at: before, addresses: [{ city: 'Lund' }] })
})

t.test('a late commit takes a spare id, and times of before', async t => {
  const { store, get } = open()
  const row = store.lateCommit({ secondsAgo: 200 })
  t.ok(row.id < store.state.orders.at(-1)!.id)
  t.equal(store.state.clock.now().getTime() - row.updated < 202_000, true)
  t.equal(get(`orders/${row.id}`).state, 'new')
  const ids = store.state.orders.map(one => one.id)
  t.strictSame(
    ids,
    ids.toSorted((a, b) => a - b),
  )
})

t.test('a bulk edit saves all within one second', async t => {
  const { store, get } = open()
  const ids = store.state.orders.slice(0, 30).map(row => row.id)
  store.bulkEdit(ids)
  t.equal(new Set(ids.map(id => get(`orders/${id}`).updated_at)).size, 1)
})

t.test('a child that is deleted leaves its parent, which is not bumped', async t => {
  const { store, get } = open()
  const parent = store.state.products.find(one => one.type === 'configurable')!
  const before = get(`products/${parent.sku}`)
  store.deleteProduct(parent.links[0]!)
  const after = get(`products/${parent.sku}`)
  t.strictSame(
    after.extension_attributes.configurable_product_links,
    before.extension_attributes.configurable_product_links?.slice(1),
  )
  t.equal(after.updated_at, before.updated_at)
})

t.test('a new configurable can be bought, child and all', async t => {
  const { store, get } = open()
  const { id } = store.createConfigurable()
  const order = store.createOrder({ items: [{ item: { productId: id, kind: 'configurable' }, qty: 2 }] })
  t.equal(get(`orders/${order.id}`).items.length, 2)
})

t.test('stock of an unknown SKU is written all the same', async t => {
  const { store, post } = open()
  const row = { sku: 'NO-SUCH', source_code: 'default', quantity: -5, status: 0 }
  t.strictSame(post('inventory/source-items', { sourceItems: [row] }).body, [])
  const list = askStore(store, 'inventory/source-items?searchCriteria=').body as { items: object[] }
  t.same(list.items.at(-1), row)
})

t.test('without MSI there are neither its modules nor its routes', async t => {
  const store = createPracticeStore({ orders: 5, inventory: false })
  t.notMatch(JSON.stringify(askStore(store, 'modules').body), /Inventory(Api|Sales)/)
  t.equal(askStore(store, 'inventory/source-items?searchCriteria=').status, 404)
  t.match(askStore(store, 'stockItems/SIMPLE-001').body, { is_in_stock: true })
  t.match(askStore(store, 'stockItems/lowStock?scopeId=0&qty=100000&pageSize=5').body, { total_count: Number })
})
