import t, { type Test } from 'tap'
import { changesBetween, readFeed, wordsOf } from './feed.ts'
import { pictureFortnox } from './fortnox/picture.ts'
import * as fortnox from './fortnox/shop.ts'
import { pictureMagento } from './magento/picture.ts'
import * as magento from './magento/shop.ts'
import { pictureOurs } from './our-picture.ts'
import { kinds, type Product, startProduct } from './product.ts'
import { formOf, runAll, saveForm, startShop } from './shop.ts'
import { pictureShopify } from './shopify/picture.ts'
import * as shopify from './shopify/shop.ts'
import { takeBack, tamper, trade } from './shopkeeper.ts'
import { type Picture, pictureStore } from './store-picture.ts'

t.setTimeout(600_000)

interface Shop {
  readonly form: object
  readonly picture: () => Picture
  /** What every save tells of, then what no modification time tells of, then what comes back. */
  readonly deeds: readonly [() => void, () => void, () => void]
}

async function openWooCommerce(t: Test, version: '10.5' | '8.1'): Promise<Shop> {
  const shop = await startShop(t, { version, orders: 120, fulfillments: true })
  const { store } = shop
  const traded = once(() => trade(store))
  return {
    form: formOf(shop),
    picture: () => pictureStore(store.state),
    deeds: [traded, () => tamper(store, traded()), () => takeBack(store, traded())],
  }
}

async function openMagento(t: Test, inventory: boolean): Promise<Shop> {
  const shop = await magento.startMagento(t, { inventory, sources: ['default', 'lager-2'] })
  const { store } = shop
  return {
    form: magento.magentoForm(shop),
    picture: () => pictureMagento(store.state),
    deeds: [() => magento.trade(store), () => magento.tamper(store), () => magento.takeBack(store)],
  }
}

async function openShopify(t: Test): Promise<Shop> {
  const shop = await shopify.startShopify(t, { orders: 120, products: 30, customers: 30 })
  const { store } = shop
  return {
    form: shopify.shopifyForm(shop),
    picture: () => pictureShopify(store.state),
    deeds: [() => shopify.trade(store), () => shopify.tamper(store), () => shopify.takeBack(store)],
  }
}

async function openFortnox(t: Test): Promise<Shop> {
  const shop = await fortnox.startFortnox(t, { articles: 14, customers: 12, orders: 24 })
  const { store } = shop
  return {
    form: fortnox.fortnoxForm(shop),
    picture: () => pictureFortnox(store.state),
    deeds: [() => fortnox.trade(store), () => fortnox.tamper(store), () => fortnox.takeBack(store)],
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

/** Each kind of store, and both databases, crosswise. */
const cases = [
  { name: 'a WooCommerce 10.5', kind: kinds[0]!, open: (t: Test) => openWooCommerce(t, '10.5') },
  { name: 'a WooCommerce 8.1', kind: kinds.at(-1)!, open: (t: Test) => openWooCommerce(t, '8.1') },
  { name: 'a Magento 2.4.8', kind: kinds[0]!, open: (t: Test) => openMagento(t, true) },
  { name: 'a Magento without inventory modules', kind: kinds.at(-1)!, open: (t: Test) => openMagento(t, false) },
  { name: 'a Shopify shop', kind: kinds.at(-1)!, open: openShopify },
  { name: 'a company in Fortnox', kind: kinds.at(-1)!, open: openFortnox },
] as const

const kept = ['orders', 'invoices', 'products', 'customers', 'shipments', 'stock', 'accounts', 'vouchers']
const empty: Picture = Object.fromEntries(kept.map(entity => [entity, {}]))

for (const { name, kind, open } of cases) {
  await t.test(`everything ${name} has arrives, and every change once (${kind})`, async t => {
    const { form, picture, deeds } = await open(t)
    const product = await startProduct(t, kind)
    const id = await saveForm(product, form)
    const known = new Set<string>()
    let [before, position] = [empty, 0]

    /** Runs, then compares every record and every event since the last time. */
    async function compare(t: Test, runKind: string): Promise<void> {
      const runs = await runAll(product, id, runKind)
      for (const run of runs) t.match(run, { state: 'succeeded', rejected: 0, problem: null }, `${run.entity} ran`)
      const theirs = picture()
      await compareRecords(t, product, id, theirs)
      const events = await readFeed(product, position)
      t.strictSame(events.map(wordsOf).sort(), changesBetween(before, theirs, known), 'each change is told once')
      const positions = events.map(event => event.position)
      t.strictSame(
        positions,
        Array.from(positions, (_, n) => position + n + 1),
        'in order, without a gap',
      )
      const counted = runs.reduce((sum, run) => sum + run.created + run.updated + run.deleted, 0)
      t.equal(counted, events.length, 'the runs count what the feed tells')
      ;[before, position] = [theirs, position + events.length]
      for (const event of events) known.add(`${event.entity} ${event.externalId}`)
    }

    await t.test('the first import', t => compare(t, 'incremental'))
    deeds[0]()
    await t.test('what was traded, by the next runs', t => compare(t, 'incremental'))
    deeds[1]()
    await t.test('what no modification time tells of, by a reconcile', t => compare(t, 'reconcile'))
    deeds[2]()
    await t.test('what came back, by the next runs', t => compare(t, 'incremental'))
    await t.test('nothing more, by a reconcile', t => compare(t, 'reconcile'))
  })
}

async function compareRecords(t: Test, product: Product, id: string, theirs: Picture): Promise<void> {
  const ours = await pictureOurs(product, id)
  for (const [entity, records] of Object.entries(theirs)) {
    const differing = Object.keys({ ...records, ...ours[entity] }).filter(
      key => JSON.stringify(records[key]) !== JSON.stringify(ours[entity]![key]),
    )
    const show = (all: Picture[string]) => differing.map(key => [key, all[key]])
    t.strictSame(show(ours[entity]!), show(records), `${Object.keys(records).length} ${entity} are equal`)
  }
}
