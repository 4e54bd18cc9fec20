import t from 'tap'
import { createPracticeStore, type WooStore } from '../../../connectors/woocommerce/practice-store/index.ts'
import { createPracticeClock } from '../../../src/sdk/testing/index.ts'
import { askStore, type Json } from './ask-store.ts'

/** A store whose clock moves only when it is told to. */
function openStore(version: '10.5' | '8.1' = '10.5') {
  const store = createPracticeStore({ orders: 60, products: 30, customers: 20, version, clock: createPracticeClock() })
  const get = (path: string) => askStore(store, path).body as Json
  const modified = (path: string) => get(path)['date_modified_gmt']
  /** True: the move changed the modification time of what lies at `path`. */
  const bumps = (path: string, move: () => unknown) => {
    const before = modified(path)
    store.state.clock.skewMs += 5_000
    move()
    return modified(path) !== before
  }
  return { store, get, bumps }
}

const put = (store: WooStore, path: string, body: object, method = 'PUT') => askStore(store, path, { method, body })

for (const version of ['10.5', '8.1'] as const) {
  t.test(`${version}: what bumps an order, and what does not`, async t => {
    const { store, bumps } = openStore(version)
    const { id } = store.state.orders[4]!
    const path = `orders/${id}`
    t.equal(
      bumps(path, () => put(store, path, {})),
      version === '10.5',
      'an empty PUT',
    )
    t.ok(
      bumps(path, () => put(store, path, { kalle: 1 })),
      'an unknown field',
    )
    t.ok(
      bumps(path, () => store.setStatus(id, 'on-hold')),
      'a status',
    )
    t.ok(
      bumps(path, () => store.addRefund(id)),
      'a refund',
    )
    t.notOk(
      bumps(path, () => store.deleteRefund(id)),
      'a refund that is deleted',
    )
    t.notOk(
      bumps(path, () => store.addOrderNote(id, { text: 'Spårning 123' })),
      'a note',
    )
    t.ok(
      bumps(path, () => store.addTrackingMeta(id, 'shipment-tracking')),
      'a tracking plugin',
    )
    t.ok(
      bumps(path, () => store.addFulfillment(id, { meta: [] })),
      'a fulfillment',
    )
    t.ok(
      bumps(path, () => store.trashOrder(id)),
      'the trash',
    )
  })
}

t.test('a variation bumps its parent on 10.5 whatever changes; on 8.1 with price and stock', async t => {
  for (const version of ['10.5', '8.1'] as const) {
    const { store, bumps } = openStore(version)
    const { id, parentId } = store.state.variations[0]!
    const path = `products/${parentId}`
    t.ok(
      bumps(path, () => store.setStock(id, 3)),
      'stock',
    )
    t.equal(
      bumps(path, () => store.renameSku(id, 'NY-SKU')),
      version === '10.5',
      'SKU',
    )
    t.ok(
      bumps(path, () => store.addVariation(parentId)),
      'a new one',
    )
    t.ok(
      bumps(path, () => store.removeVariation(id)),
      'one that is deleted',
    )
    t.notOk(
      bumps(path, () => store.renameCategory(16, 'Nytt namn')),
      'not its category',
    )
  }
})

t.test('order lines read SKU and product from today’s catalogue, and the order is not bumped', async t => {
  const { store, get, bumps } = openStore()
  const item = store.state.saleItems.find(one => one.variationId > 0)!
  const { id } = store.createOrder({ items: [{ item, quantity: 2 }] })
  const path = `orders/${id}`
  const line = () => (get(path)['line_items'] as Json[])[0]!
  t.match(line(), { product_id: item.productId, variation_id: item.variationId, name: item.name })
  t.notOk(bumps(path, () => store.renameSku(item.variationId, 'NY-1')))
  t.match(line(), { sku: 'NY-1', name: item.name })
  const parentSku = get(`products/${item.productId}`)['sku']
  store.removeVariation(item.variationId)
  t.match(line(), { product_id: item.productId, variation_id: 0, sku: parentSku })
  store.deleteProduct(item.productId)
  t.match(line(), { product_id: 0, variation_id: 0, sku: null, name: item.name })
})

t.test('the trash answers with what was, twice is 410, force leaves nothing', async t => {
  const { store, get } = openStore()
  const { id, status } = store.state.orders[4]!
  const remove = (query = '') => askStore(store, `orders/${id}${query}`, { method: 'DELETE' })
  t.match(remove().body, { id, status })
  t.equal(get(`orders/${id}`)['status'], 'trash')
  t.match(remove(), { status: 410, body: { code: 'woocommerce_rest_already_trashed' } })
  t.equal(put(store, `orders/${id}`, { status: 'processing' }).status, 200)
  t.equal(get(`orders/${id}`)['status'], 'processing', 'a PUT brings it back')
  t.equal(remove('?force=true').status, 200)
  t.equal(askStore(store, `orders/${id}`).status, 404)
})

t.test('a batch does not look at what it is given', async t => {
  const { store, get } = openStore()
  const { id } = store.state.orders[4]!
  const batch = put(store, 'orders/batch', { update: [{ id, status: 'finns-inte' }, { id: 999999 }] }, 'POST')
  t.equal(batch.status, 200)
  t.match((batch.body as { update: Json[] }).update, [
    { id, status: 'pending' },
    { id: 999999, error: { code: 'woocommerce_rest_shop_order_invalid_id' } },
  ])
  const product = store.state.products.find(one => one.manageStock === true && one.type === 'simple')!
  put(store, 'products/batch', { update: [{ id: product.id, stock_quantity: 'många' }] }, 'POST')
  t.equal(get(`products/${product.id}`)['stock_quantity'], 0)
})

t.test('prices, stocks and SKUs are checked when they are written alone', async t => {
  const { store, get } = openStore()
  const product = store.state.products[0]!
  const path = `products/${product.id}`
  t.equal(put(store, path, { regular_price: '99,50' }).status, 200)
  t.equal(get(path)['regular_price'], '99.50')
  t.equal(put(store, path, { stock_quantity: '12' }).status, 200)
  t.equal(get(path)['stock_quantity'], 12)
  t.match(put(store, 'products', { name: 'Samma', sku: 'LJUS-001' }, 'POST'), {
    status: 400,
    body: { code: 'product_invalid_sku', data: { resource_id: product.id, unique_sku: 'LJUS-001-1' } },
  })
  const uncounted = store.state.products.find(one => one.manageStock === false)!.id
  put(store, `products/${uncounted}`, { stock_quantity: 5 })
  t.equal(get(`products/${uncounted}`)['stock_quantity'], null)
  const { id } = store.state.variations[0]!
  t.match(put(store, `products/${id}`, { stock_quantity: 5 }).body, { code: 'woocommerce_rest_invalid_product_id' })
})

t.test('a deleted customer leaves the orders behind as a guest’s, unbumped and with the same address', async t => {
  const { store, get, bumps } = openStore()
  const order = store.state.orders.find(row => row.customerId > 4)!
  const path = `orders/${order.id}`
  const { billing } = get(path)
  const { customerId } = order
  t.notOk(bumps(path, () => store.editCustomer(customerId, { email: 'ny@example.test' })))
  t.same(get(path)['billing'], billing)
  t.notOk(bumps(path, () => store.deleteCustomer(customerId)))
  t.match(get(path), { customer_id: 0, billing })
})

t.test('an order that commits late has an old id and an old time', async t => {
  const { store } = openStore()
  const newest = store.createOrder()
  const late = store.lateCommit({ secondsAgo: 200 })
  t.ok(late.id < newest.id)
  t.ok(late.modified < newest.modified - 100_000)
  const ids = store.state.orders.map(row => row.id)
  t.same(
    ids,
    ids.toSorted((a, b) => a - b),
  )
})

t.test('a bulk edit saves all within one second', async t => {
  const { store } = openStore()
  const rows = store.state.orders.slice(0, 30)
  store.bulkEdit(rows.map(row => row.id))
  t.equal(new Set(rows.map(row => row.modified)).size, 1)
})

t.test('every order is the exact sum of its parts, and no refund exceeds it', async t => {
  const store = createPracticeStore({ orders: 400 })
  const cents = (value: unknown) => Math.round(Number(value) * 100)
  const wrong: string[] = []
  let seen = 0
  for (const page of [1, 2, 3, 4]) {
    for (const order of askStore(store, `orders?per_page=100&page=${page}`).body as Json[]) {
      const parts = [...lines(order, 'line_items'), ...lines(order, 'shipping_lines'), ...lines(order, 'fee_lines')]
      const sum = parts.reduce((total, part) => total + cents(part['total']) + cents(part['total_tax']), 0)
      const refunded = lines(order, 'refunds').reduce((total, one) => total - cents(one['total']), 0)
      const rates = lines(order, 'tax_lines').reduce((total, one) => {
        return total + cents(one['tax_total']) + cents(one['shipping_tax_total'])
      }, 0)
      if (sum !== cents(order['total'])) wrong.push(`total of ${order['id']}`)
      if (rates !== cents(order['total_tax'])) wrong.push(`tax of ${order['id']}`)
      if (refunded > cents(order['total'])) wrong.push(`refunds of ${order['id']}`)
      seen += 1
    }
  }
  t.strictSame({ seen, wrong }, { seen: 400, wrong: [] }, 'all four hundred')
})

const lines = (order: Json, name: string) => order[name] as Json[]

t.test('the same seed makes the same store, another one another', async t => {
  const clock = createPracticeClock()
  const at = clock.now()
  const fixed = { ...clock, now: () => at }
  const listOf = (seed: number) =>
    JSON.stringify(askStore(createPracticeStore({ seed, clock: fixed }), 'orders?per_page=20').body)
  const [once, again, other] = [3, 3, 4].map(listOf)
  t.ok(once === again)
  t.ok(once !== other)
})

t.test('records and whole answers can be spoiled, and made whole again', async t => {
  const { store, get } = openStore()
  const { id } = store.state.orders[9]!
  const list = 'orders?orderby=id&order=asc&per_page=20'
  store.spoilRecord('orders', id, 'nothing')
  t.equal((get(list) as unknown as Json[])[9], null)
  store.spoilRecord('orders', id, 'tenMegabytes')
  t.ok(JSON.stringify(get(`orders/${id}`)).length > 10_000_000)
  store.spoilRecord('orders', id, null)
  t.equal((get(list) as unknown as Json[])[9]?.['id'], id)
  store.spoilAnswers('orders', 'truncatedJson')
  t.throws(() => JSON.parse(get(list) as unknown as string), 'half of an answer')
  store.spoilAnswers('orders', 'duplicateIds')
  t.equal((get(list) as unknown as Json[]).length, 21)
  store.spoilAnswers('orders', 'noTotals')
  t.notOk('X-WP-Total' in askStore(store, list).headers)
  store.spoilAnswers('orders', null)
  t.equal(askStore(store, list).headers['X-WP-Total'], '60')
})
