import t, { type Test } from 'tap'
import type { Client } from '../../../connectors/shopify/client.ts'
import { entities } from '../../../connectors/shopify/entities/index.ts'
import type { RunOptions } from '../../../connectors/shopify/practice-store/index.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import type { Product } from '../../../connectors/shopify/practice-store/state.ts'
import { queriesOf } from '../../../connectors/shopify/queries.ts'
import { idOf, walk } from '../../../connectors/shopify/walk.ts'
import { canonical, type EntityName, type Window, whyUnread } from '../../../src/sdk/index.ts'
import { openShop } from './open-shop.ts'

t.setTimeout(120_000)

const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }
const always: Window = { since: null, until: '2100-01-01T00:00:00Z', createdFrom: null, createdBefore: null }
const facts = scenario.facts('https://shop.example')
const importOf = (name: EntityName) => entities.find(one => one.name === name)!.import!

const open = (t: Test, options: RunOptions = {}) =>
  openShop(t, { orders: 130, products: 12, customers: 12, limit, ...options })

async function readAll(client: Client, name: EntityName, window: Window = always): Promise<unknown[]> {
  const records: unknown[] = []
  for await (const page of importOf(name).pages(client, window, null)) records.push(...page.records)
  return records
}

const idsOf = (name: EntityName, records: readonly unknown[]) => records.map(one => importOf(name).idOf(one)).sort()
const isBroken = (record: unknown) => whyUnread(record) !== null

t.test('a record that fails is set aside with its reason, and costs its neighbours nothing', async t => {
  for (const kind of ['fails', 'takesTooLong'] as const) {
    const { client, store } = await open(t)
    const { orders, products, customers } = store.state
    const broken = { orders: orders[60]!, products: products[5]!, customers: customers[3]! }
    store.spoilRecord(`gid://shopify/Order/${broken.orders.id}`, kind)
    store.spoilRecord(`gid://shopify/Product/${broken.products.id}`, kind)
    store.spoilRecord(`gid://shopify/Customer/${broken.customers.id}`, kind)
    for (const [name, { id }] of Object.entries(broken)) {
      const entity = name as 'orders'
      const records = await readAll(client(), entity)
      t.strictSame(idsOf(entity, records), store.state[entity].map(one => String(one.id)).sort(), `all ${name}`)
      const bad = records.filter(isBroken)
      t.strictSame(idsOf(entity, bad), [String(id)])
      const { error } = importOf(entity).raw.safeParse(bad[0])
      t.match(error?.issues[0]?.message, /cannot be read: each request for it fails\. \w.*Then retry it/)
      t.ok(records.filter(one => !isBroken(one)).every(one => importOf(entity).raw.safeParse(one).success))
      const [alone] = await importOf(entity).fetch(client(), [String(id)])
      t.ok(isBroken(alone), 'asked for alone it says the same')
      const marks: string[] = []
      for await (const part of importOf(entity).sweep!(client(), always, null))
        marks.push(...part.marks.map(mark => mark.externalId))
      t.ok(marks.includes(String(id)), 'and no sweep takes it for gone')
    }
  }
})

t.test('what was sent of an order that fails is told, and its other shipments come', async t => {
  const { client, store } = await open(t)
  const [order] = store.state.orders.filter(one => one.fulfillments.length > 0)
  store.spoilRecord(`gid://shopify/Order/${order!.id}`, 'fails')
  const records = await readAll(client(), 'shipments')
  const bad = records.filter(isBroken)
  t.match(
    bad.map(record => whyUnread(record)),
    [/^belongs to an order that cannot be read/],
  )
  const others = store.state.orders.filter(one => one !== order).flatMap(one => one.fulfillments)
  t.equal(records.length - bad.length, others.length)
})

t.test('a level of stock that fails, and an item that does', async t => {
  const { client, store } = await open(t)
  const [level] = store.state.levels
  const { variants } = store.state.products.at(-1)!
  const item = variants[0]!.itemId
  store.spoilRecord(`gid://shopify/InventoryLevel/${level!.id}?inventory_item_id=${level!.itemId}`, 'fails')
  store.spoilRecord(`gid://shopify/InventoryItem/${item}`, 'fails')
  const records = await readAll(client(), 'stock')
  const lost = store.state.levels.filter(({ itemId }) => itemId === item || itemId === level!.itemId)
  t.equal(records.filter(one => !isBroken(one)).length, store.state.levels.length - lost.length)
  t.strictSame(
    idsOf('stock', records.filter(isBroken)),
    [item, level!.itemId].map(id => `gid://shopify/InventoryItem/${id}`).sort(),
    'of which item',
  )
})

t.test('where all fails it is the shop that is broken, and the run fails', async t => {
  const { client, store } = await open(t)
  for (const { id } of store.state.orders) store.spoilRecord(`gid://shopify/Order/${id}`, 'fails')
  await t.rejects(readAll(client(), 'orders'), { kind: 'transient', code: 'server_error' })
  const standing = await open(t)
  standing.server.failWith(...Array.from({ length: 40 }, () => ({ status: 500 })))
  await t.rejects(readAll(standing.client(), 'orders'), { kind: 'transient', code: 'server_error' })
})

t.test('however odd a record is, it is canonical or set aside', async t => {
  for (const kind of ['emptied', 'nulCharacters', 'tenMegabytes'] as const) {
    const { client, store } = await open(t)
    const { orders, products, customers } = store.state
    for (const [type, rows] of [
      ['Order', orders.slice(0, 1)],
      ['Product', products.slice(0, 1)],
      ['Customer', customers.slice(0, 1)],
    ] as const)
      for (const { id } of rows) store.spoilRecord(`gid://shopify/${type}/${id}`, kind)
    for (const name of ['orders', 'products', 'customers'] as const) {
      const records = await readAll(client(), name)
      t.equal(records.length, store.state[name].length, `${kind}: every one of ${name}`)
      for (const record of records) {
        const raw = importOf(name).raw.safeParse(record)
        if (!raw.success) continue
        const told = canonical[name].safeParse(importOf(name).map(raw.data, facts))
        if (!told.success) t.match(told.error.issues[0]?.message, /\w/, 'with what is wrong')
      }
    }
  }
})

t.test('a connection in a record is read to its end, however long', async t => {
  const { client, store } = await open(t)
  const [product] = store.state.products as [Product]
  store.addVariants(product.id, 2_048)
  store.putIntoCollections(product.id, 40)
  const [record] = await importOf('products').fetch(client(), [String(product.id)])
  const { variants, collectionExternalIds } = canonical.products.parse(
    importOf('products').map(importOf('products').raw.parse(record), facts),
  )
  t.equal(variants.length, 2_048)
  t.strictSame(
    variants.map(({ externalId }) => externalId),
    product.variants.map(({ id }) => String(id)),
    'in their order',
  )
  t.equal(collectionExternalIds.length, product.collectionIds.length)
  t.ok(collectionExternalIds.length >= 40)
  const [page] = (await readAll(client(), 'products')).filter(
    one => importOf('products').idOf(one) === String(product.id),
  )
  t.strictSame(page, record, 'by page as by id')
})

t.test('a walk goes on past what one chain of pages may hold, by time as by id', async t => {
  const { client, store, server } = await openShop(t, {
    orders: 0,
    products: 0,
    customers: 900,
    limit,
    mostWalked: 250,
  })
  const list = { list: 'customers', type: 'Customer', fields: 'id createdAt updatedAt' }
  for (const by of ['UPDATED_AT', 'ID'] as const) {
    const found = new Set<string | null>()
    const of = { queries: queriesOf({ ...list, by }), pageSize: 50, longestChain: 200 }
    for await (const { records } of walk(client(), of, always, null)) for (const one of records) found.add(idOf(one))
    t.equal(found.size, store.state.customers.length, by)
  }
  t.ok(server.asked.some(({ body }) => /updated_at:>=/.test(body)))
  t.ok(server.asked.some(({ body }) => /id:>=\d/.test(body)))
})

t.test('what an app may not see is not taken for gone', async t => {
  const { client, apps, store } = await open(t)
  const orders = importOf('orders')
  const { sixtyDays, full } = apps
  const [old, ...others] = store.state.orders
  t.equal(orders.reachDays?.({ ...facts, scopes: [...sixtyDays.scopes] }), 60, 'it was known from the beginning')
  t.strictSame(await orders.fetch(client(sixtyDays, { scopes: [...sixtyDays.scopes] }), [String(old!.id)]), [])
  t.equal(orders.reachDays?.({ ...facts, scopes: [...full.scopes] }), null)
  const lost = client(sixtyDays, { scopes: [...full.scopes] })
  for (const entity of [orders, importOf('shipments')])
    await t.rejects(entity.fetch(lost, [String(old!.id)]), { kind: 'permission', code: 'lost_scope' })
  t.equal((await orders.fetch(lost, [String(others.at(-1)!.id)])).length, 1, 'what is there, is')
  const { summarise } = entities.find(({ name }) => name === 'orders')!
  const count = (from: string, app: typeof sixtyDays | typeof full) =>
    summarise!(client(app, { scopes: [...app.scopes] }), { from, before: '2100-01-01T00:00:00Z' }).next()
  await t.rejects(count('2020-01-01T00:00:00Z', sixtyDays), { kind: 'permission', code: 'hidden' })
  t.match(await count(new Date(Date.now() - 50 * 86_400_000).toISOString(), sixtyDays), { done: false })
  t.match(await count('2020-01-01T00:00:00Z', full), { done: false })
})

t.test('what was deleted is told with the next window, once it is really gone', async t => {
  const { client, store } = await open(t)
  const since = new Date(store.state.clock.now().getTime() - 1_000).toISOString()
  const deleted = {
    orders: store.deleteOrder(store.state.orders[0]!.id) && store.state.events.at(-1)!.subjectId,
    products: store.deleteProduct(store.state.products[0]!.id) && store.state.events.at(-1)!.subjectId,
    customers: store.deleteCustomer(store.state.customers[0]!.id) && store.state.events.at(-1)!.subjectId,
  }
  const living = store.state.orders[5]!.id
  const at = store.state.clock.now().getTime()
  const told = { action: 'destroy', subjectType: 'ORDER', subjectId: `gid://shopify/Order/${living}` } as const
  store.state.events.push({ id: 1, at, ...told })
  for (const [name, subjectId] of Object.entries(deleted)) {
    const { pages } = importOf(name as 'orders')
    const gone: string[] = []
    for await (const page of pages(client(), { ...always, since }, null)) gone.push(...(page.gone ?? []))
    t.strictSame(gone, [/\d+$/.exec(String(subjectId))![0]], name)
    for await (const page of pages(client(), always, null)) t.notOk(page.gone?.length, 'a first window needs none')
  }
  const first = await importOf('customers')
    .pages(client(), { ...always, since }, null)
    .next()
  t.match(first.value, { records: [], next: { after: null } }, 'and the window begins after it')
})

t.test('the timeline of an order is told in plain text, and of one that is gone, that it is', async t => {
  const { client, store } = await open(t)
  const { timeline } = entities.find(({ name }) => name === 'orders')!.lookups!
  const order = store.state.orders.find(one => one.paid !== null && one.refunds.length > 0)!
  t.match(await timeline!.run(client(), String(order.id)), [
    { text: `Åsa & Co placed #${order.number}.`, byStaff: false },
    { text: 'The payment was processed.', createdAt: /Z$/ },
    { text: 'Märta gave money back.', byStaff: true },
  ])
  store.deleteOrder(order.id)
  await t.rejects(timeline!.run(client(), String(order.id)) as Promise<unknown>, { kind: 'not_found', code: 'gone' })
})
