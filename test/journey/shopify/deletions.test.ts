import type { Test } from 'tap'
import t from 'tap'
import type { ShopifyStore } from '../../../connectors/shopify/practice-store/index.ts'
import { practiseStore } from '../../../connectors/shopify/practice-store/practise.ts'
import { gid } from '../../../connectors/shopify/practice-store/state.ts'
import { type Json, kinds, type Product, startProduct } from '../product.ts'
import { runAll, runToEnd, saveForm } from '../shop.ts'
import { clearOut, shopifyForm, startShopify } from './shop.ts'

t.setTimeout(600_000)

const lists = ['orders', 'products', 'customers', 'shipments', 'stock'] as const

interface Rig {
  readonly product: Product
  readonly store: ShopifyStore
  readonly id: string
}

const listOurs = ({ product, id }: Rig, list: string): Promise<Json[]> =>
  product.all(`/${list}?connectionId=${id}&deleted=false`)

/** Which records there are, and of when each is. */
async function compare(t: Test, rig: Rig): Promise<void> {
  for (const list of lists) {
    const theirs = practiseStore(rig.store).records(list)
    const ours = await listOurs(rig, list)
    const told = (rows: readonly Json[]) =>
      Object.fromEntries(rows.map(one => [one.externalId, list === 'shipments' ? null : Date.parse(one.modifiedAt)]))
    t.strictSame(told(ours), told([...theirs]), `${theirs.length} ${list}`)
  }
}

async function run(t: Test, { product, id }: Rig, kind: string): Promise<Json[]> {
  const runs = await runAll(product, id, kind)
  for (const one of runs) t.match(one, { state: 'succeeded', rejected: 0, problem: null }, `${one.entity} ran`)
  return runs
}

await t.test('what a Shopify shop deletes, counts and breaks', async t => {
  const shop = await startShopify(t, { orders: 60, products: 24, customers: 20 })
  const { store } = shop
  const product = await startProduct(t, kinds[0]!)
  const id = await saveForm(product, shopifyForm(shop))
  const rig = { product, store, id }

  await t.test('the first import', async t => {
    await run(t, rig, 'incremental')
    await compare(t, rig)
  })

  await t.test('what was deleted, by the next runs', async t => {
    clearOut(store)
    const runs = await runAll(product, id, 'incremental')
    const deleted = Object.fromEntries(runs.map(one => [one.entity, one.deleted]))
    t.match(deleted, { orders: 1, products: 1, customers: 1 })
    await run(t, rig, 'reconcile')
    await compare(t, rig)
  })

  await t.test('a seal proves a month of orders', async t => {
    const month = new Date(store.state.orders[0]!.created).toISOString().slice(0, 7)
    const seal = await product.get(`POST /connections/${id}/seals`, { month })
    t.match(seal, { equal: true, differences: [] })
    t.ok(seal.storeCount > 0 && seal.ourCount === seal.storeCount)
  })

  await t.test('a broken order is set aside, and comes once it is whole', async t => {
    const broken = gid('Order', store.state.orders[7]!.id)
    store.spoilRecord(broken, 'fails')
    store.touchOrder(store.state.orders[7]!.id)
    t.match(await runToEnd(product, id, { entity: 'orders' }), { state: 'succeeded', rejected: 1 })
    const { items } = await product.get(`/rejections?connectionId=${id}`)
    t.match(items, [{ externalId: String(store.state.orders[7]!.id) }])
    store.spoilRecord(broken, null)
    await run(t, rig, 'reconcile')
    await compare(t, rig)
    t.strictSame((await product.get(`/rejections?connectionId=${id}&state=open`)).items, [])
  })
})
