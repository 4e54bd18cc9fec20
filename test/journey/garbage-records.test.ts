import t, { type Test } from 'tap'
import { odd, refused } from './garbage.ts'
import { pictureOurs } from './our-picture.ts'
import { type Json, type Product, testOnProducts } from './product.ts'
import { connect, runToEnd } from './shop.ts'
import { type SpoiltShop, startSpoiltShop } from './spoilt-shop.ts'
import { pictureStore } from './store-picture.ts'

t.setTimeout(600_000)

const orders = { entity: 'orders' }
const open = (product: Product): Promise<Json[]> => product.all('/rejections?state=open')

async function showOrder(product: Product, externalId: string): Promise<Json> {
  const [found] = await product.all(`/orders?externalId=${externalId}`)
  return found && product.get(`/orders/${found.id}`)
}

/** Spoils one order each; tells which. */
function spoil(shop: SpoiltShop, ways: Readonly<Record<string, readonly [(json: string) => string, unknown]>>) {
  const whole = shop.store.state.orders.filter(row => row.status !== 'checkout-draft' && row.id > 50)
  const free = whole.filter(row => !shop.rows.has(`orders/${row.id}`) && row.seedIndex % 2 === 0)
  return Object.keys(ways).map((name, n) => {
    const id = String(free[n]!.id)
    shop.rows.set(`orders/${id}`, ways[name]![0])
    return { name, id }
  })
}

await testOnProducts(t, 'orders that are garbage', async (t, product) => {
  const shop = await startSpoiltShop(t, { orders: 120, products: 20, customers: 5 })
  const { store } = shop
  const id = await connect(product, shop)
  const bad = spoil(shop, refused)
  const strange = spoil(shop, odd)
  const known = bad.filter(({ name }) => !/in its place|id/.test(name))
  const { length: all } = Object.keys(pictureStore(store.state)['orders']!)

  await t.test('each is set aside with its reason, and its neighbours are stored', async t => {
    const run = await runToEnd(product, id, orders)
    t.match(run, { state: 'succeeded', created: all - bad.length, rejected: bad.length })
    const rejections = await open(product)
    t.equal(rejections.length, bad.length)
    for (const { name, id } of known) {
      const one = rejections.find(({ externalId }) => externalId === id)
      t.match(one?.reason, refused[name]![1], name)
      t.match(await product.get(`/rejections/${one.id}`), { runId: run.id, state: 'open', seen: 1, raw: /^["{]/ })
    }
    for (const { name } of bad)
      t.ok(
        rejections.some(({ reason }) => refused[name]![1].test(reason)),
        name,
      )
  })

  await t.test('what is merely odd is stored', async t => {
    for (const { name, id } of strange) t.match(await showOrder(product, id), odd[name]![1], name)
    t.notMatch({}, { polluted: true })
    const { url, operatorKey } = product.koppla
    const csv = await fetch(`${url}/api/v1/orders.csv`, { headers: { authorization: `Bearer ${operatorKey}` } })
    t.equal((await csv.text()).trimEnd().split('\n').length, 1 + all - bad.length, 'and can be exported')
  })

  const rejectionOf = async (externalId: string) =>
    (await product.all('/rejections')).find(one => one.externalId === externalId)
  const retry = async (...ids: string[]) => (await product.get('POST /rejections/retry', { ids })).items
  const [first, second, third, fourth] = known.map(one => one.id) as [string, string, string, string]

  await t.test('a retry reads again and says what came of it', async t => {
    const rejection = await rejectionOf(first)
    t.match(await retry(rejection.id), [{ id: rejection.id, outcome: 'rejected', reason: rejection.reason }])
    t.match(await rejectionOf(first), { state: 'open', seen: 2 })
    shop.rows.delete(`orders/${first}`)
    t.match(await retry(rejection.id), [{ outcome: 'stored', reason: null }])
    t.match(await rejectionOf(first), { state: 'superseded' })
    t.equal((await showOrder(product, first)).number, first)
    store.deleteOrder(Number(second), true)
    t.match(await retry((await rejectionOf(second)).id), [{ outcome: 'gone' }])
    t.match(await rejectionOf(second), { state: 'superseded' })
  })

  await t.test('one that is dismissed stays so until the store sends something else', async t => {
    const { id: rejectionId } = await rejectionOf(third)
    t.match(await product.get(`POST /rejections/${rejectionId}/dismiss`), { state: 'dismissed' })
    await runToEnd(product, id, { ...orders, kind: 'full' })
    t.match(await rejectionOf(third), { state: 'dismissed', seen: 2 })
    store.editOrder(Number(third))
    await runToEnd(product, id, orders)
    t.match(await rejectionOf(third), { state: 'open', seen: 3 })
  })

  await t.test('a newer version that fits takes the place of a rejection', async t => {
    shop.rows.delete(`orders/${fourth}`)
    store.editOrder(Number(fourth), { note: 'now whole' })
    await runToEnd(product, id, orders)
    t.match(await rejectionOf(fourth), { state: 'superseded' })
    t.match(await showOrder(product, fourth), { customerNote: 'now whole' })
  })

  await t.test('an order that becomes garbage stays as it was', t => becomesGarbage(t, product, { shop, id }))

  await t.test('healed, the next reconcile makes everything whole', async t => {
    shop.rows.clear()
    for (const { id } of strange) store.editOrder(Number(id))
    t.match(await runToEnd(product, id, orders), { state: 'succeeded', rejected: 0 })
    t.match(await runToEnd(product, id, { ...orders, kind: 'reconcile' }), {
      state: 'succeeded',
      rejected: 0,
      deleted: 0,
    })
    t.strictSame((await pictureOurs(product, id))['orders'], pictureStore(store.state)['orders'])
    const left = await open(product)
    t.ok(
      left.every(one => one.externalId === null),
      'what had no id cannot be told from another',
    )
    for (const one of left)
      t.match(await retry(one.id), [{ outcome: 'unknown', reason: /does not tell its id.*reconcile.*Dismiss/ }])
    for (const one of left) await product.get(`POST /rejections/${one.id}/dismiss`)
    t.strictSame(await open(product), [])
  })
})

async function becomesGarbage(
  t: Test,
  product: Product,
  { shop, id }: { shop: SpoiltShop; id: string },
): Promise<void> {
  const row = shop.store.state.orders.find(one => one.id < 50 && one.status === 'completed')!
  const before = await showOrder(product, String(row.id))
  shop.rows.set(`orders/${row.id}`, refused['a total that is no number']![0])
  shop.store.editOrder(row.id, { note: 'spoilt' })
  t.match(await runToEnd(product, id, orders), { state: 'succeeded', deleted: 0 })
  t.ok((await open(product)).some(one => one.externalId === String(row.id)))
  t.match(await runToEnd(product, id, { ...orders, kind: 'reconcile' }), { state: 'succeeded', deleted: 0 })
  t.strictSame(await showOrder(product, String(row.id)), before)
}
