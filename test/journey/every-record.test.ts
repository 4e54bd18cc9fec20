import t, { type Test } from 'tap'
import { changesBetween, readFeed, wordsOf } from './feed.ts'
import { pictureOurs } from './our-picture.ts'
import { kinds, type Product, startProduct } from './product.ts'
import { connect, runAll, startShop } from './shop.ts'
import { takeBack, tamper, trade } from './shopkeeper.ts'
import { type Picture, pictureStore } from './store-picture.ts'

t.setTimeout(180_000)

/** Both kinds of store and both databases, crosswise. */
const cases = [
  { version: '10.5', kind: kinds[0]! },
  { version: '8.1', kind: kinds.at(-1)! },
] as const

const empty: Picture = { orders: {}, products: {}, customers: {}, shipments: {}, stock: {} }

for (const { version, kind } of cases) {
  await t.test(`everything a WooCommerce ${version} has arrives, and every change once (${kind})`, async t => {
    const shop = await startShop(t, { version, orders: 120, fulfillments: true })
    const product = await startProduct(t, kind)
    const id = await connect(product, shop)
    const { store } = shop
    const known = new Set<string>()
    let [before, position] = [empty, 0]

    /** Runs, then compares every record and every event since the last time. */
    async function compare(t: Test, runKind: string): Promise<void> {
      const runs = await runAll(product, id, runKind)
      for (const run of runs) t.match(run, { state: 'succeeded', rejected: 0, problem: null }, `${run.entity} ran`)
      const theirs = pictureStore(store.state)
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
    const traded = trade(store)
    await t.test('what was traded, by the next runs', t => compare(t, 'incremental'))
    tamper(store, traded)
    await t.test('what no modification time tells of, by a reconcile', t => compare(t, 'reconcile'))
    takeBack(store, traded)
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
