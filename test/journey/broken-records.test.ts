// Records over which the store dies: what becomes of them, of their neighbours, and of what we have of them already.
import t from 'tap'
import { listIds, pictureOurs } from './our-picture.ts'
import { type Json, kinds, startProduct } from './product.ts'
import { connect, runAll, runToEnd, startShop } from './shop.ts'
import { idsOf, pictureStore } from './store-picture.ts'

t.setTimeout(600_000)

await t.test('one order kills every answer it is in', async t => {
  const product = await startProduct(t, kinds.at(-1)!)
  const shop = await startShop(t, { orders: 230, products: 24, customers: 5, variableEvery: 4 })
  const { store } = shop
  const id = await connect(product, shop)
  const [fresh, nameless, stored] = store.state.orders.filter(row => row.status === 'completed').map(row => row.id)
  const open = (): Promise<Json[]> => product.all(`/rejections?connectionId=${id}&state=open`)
  const others = (...without: unknown[]) =>
    idsOf(store.state, 'orders').filter(one => !without.map(String).includes(one))

  await t.test('an import brings all others, and says which and why', async t => {
    store.spoilRecord('orders', fresh!, 'fatal')
    store.spoilRecord('orders', nameless!, 'fatalByIds')
    t.match(await runToEnd(product, id, { entity: 'orders' }), { state: 'succeeded', rejected: 2 })
    t.strictSame(await listIds(product, `/orders?connectionId=${id}`), others(fresh, nameless))
    const [named, placed] = (await open()).sort((one, other) => (other.externalId ?? 0) - (one.externalId ?? 0))
    t.match(named, { externalId: String(fresh), reason: /cannot be read.*critical error.*HTTP 500.*fatal-errors/ })
    t.match(placed, { externalId: null, reason: /^(Record number 1 after|The first record).*critical error/ })
  })

  await t.test('one that is stored stays as it was, and a reconcile deletes nothing', async t => {
    store.spoilRecord('orders', stored!, 'fatalByIds')
    store.editOrder(stored!, { note: 'dead' })
    t.match(await runToEnd(product, id, { entity: 'orders', kind: 'reconcile' }), { state: 'succeeded', deleted: 0 })
    t.strictSame(await listIds(product, `/orders?connectionId=${id}`), others(fresh, nameless))
    t.ok((await open()).some(one => one.externalId === String(stored)))
  })

  await t.test('a retry says that it still cannot be read', async t => {
    const { id: rejectionId } = (await open()).find(one => one.externalId === String(fresh))
    const { items } = await product.get('POST /rejections/retry', { ids: [rejectionId] })
    t.match(items, [{ outcome: 'rejected', reason: /critical error/ }])
  })

  await t.test('once it can be read, the next reconcile brings it', async t => {
    for (const one of [fresh, nameless, stored]) store.spoilRecord('orders', one!, null)
    t.match(await runToEnd(product, id, { entity: 'orders', kind: 'reconcile' }), { state: 'succeeded', deleted: 0 })
    t.strictSame((await pictureOurs(product, id))['orders'], pictureStore(store.state)['orders'])
    t.ok((await open()).every(one => one.externalId === null))
  })
})

await t.test('one product whose variations cannot be listed', async t => {
  const product = await startProduct(t, kinds.at(-1)!)
  const shop = await startShop(t, { orders: 20, products: 24, customers: 5, variableEvery: 4, fulfillments: true })
  const { store } = shop
  const id = await connect(product, shop)
  const parent = store.state.products.findLast(one => one.type === 'variable' && one.status === 'publish')!.id
  const order = store.state.orders.find(row => row.status === 'completed')!.id
  store.addFulfillment(order, { meta: [{ key: '_tracking_number', value: 'F1' }] })
  const open = async (): Promise<Json[]> => await product.all(`/rejections?connectionId=${id}&state=open`)
  await runAll(product, id, 'incremental')
  const before = await pictureOurs(product, id)

  await t.test('stays as it was, with its stock, and so do the parcels of an order', async t => {
    store.spoilAnswers(`products/${parent}/variations`, 'fatal')
    store.spoilAnswers(`orders/${order}/fulfillments`, 'fatal')
    store.editProduct(parent)
    store.editOrder(order)
    for (const kind of ['incremental', 'full', 'reconcile'])
      for (const run of await runAll(product, id, kind)) t.match(run, { state: 'succeeded', deleted: 0 }, kind)
    const told = (await open()).map(one => `${one.entity} ${one.externalId}`)
    for (const one of [`products ${parent}`, `stock ${parent}`, `shipments ${order}`]) t.ok(told.includes(one), one)
    const now = await pictureOurs(product, id)
    for (const entity of ['products', 'stock', 'shipments'])
      t.strictSame(Object.keys(now[entity]!), Object.keys(before[entity]!), entity)
  })

  await t.test('and is whole again with the next full read', async t => {
    store.spoilAnswers(`products/${parent}/variations`, null)
    store.spoilAnswers(`orders/${order}/fulfillments`, null)
    await runAll(product, id, 'full')
    await runAll(product, id, 'reconcile')
    t.strictSame(await pictureOurs(product, id), pictureStore(store.state))
    t.strictSame(await open(), [])
  })
})
