import t, { type Test } from 'tap'
import { type Client, createClient, type Variables } from '../../../connectors/shopify/client.ts'
import { entities } from '../../../connectors/shopify/entities/index.ts'
import { type EntityName, type Window, whyUnread } from '../../../src/sdk/index.ts'
import { startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { credentialOf, openShop } from './open-shop.ts'

t.setTimeout(300_000)

const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }
const always: Window = { since: null, until: '2100-01-01T00:00:00Z', createdFrom: null, createdBefore: null }
const importOf = (name: EntityName) => entities.find(one => one.name === name)!.import!

/** Something happens in the shop before it is asked that. */
const before = (client: Client, pattern: RegExp, happens: () => unknown): Client => ({
  ...client,
  ask: async (query: string, variables: Variables, schema) => {
    if (pattern.test(query)) happens()
    return client.ask(query, variables, schema)
  },
})

t.test('what is deleted before its rest is read does not pass for whole', async t => {
  const { client, store } = await openShop(t, { orders: 0, products: 12, limit })
  const [product] = store.state.products
  store.addVariants(product!.id, 300)
  const meddled = before(client(), /^query More/, () => store.deleteProduct(product!.id))
  const records: unknown[] = []
  for await (const page of importOf('products').pages(meddled, always, null)) records.push(...page.records)
  t.equal(records.length, 12, 'its neighbours come')
  const half = records.filter(record => whyUnread(record) !== null)
  t.strictSame(half.map(importOf('products').idOf), [String(product!.id)])
  t.match(whyUnread(half[0]), /^was only half read\. /)
  t.strictSame(await importOf('products').fetch(client(), [String(product!.id)]), [], 'and alone it is told as gone')
})

/** A shop whose lists all say that they go on, and not where, once they are asked what this matches. */
async function openEndless(t: Test, pattern: RegExp) {
  const { store, apps, context } = await openShop(t, { orders: 20, products: 12, limit })
  const { baseUrl, close } = await startPracticeServer(async asked => {
    const answer = await store.answer(asked)
    if (!pattern.test(asked.body)) return answer
    const text = JSON.stringify(answer.body, (name, value) =>
      name === 'pageInfo' ? { hasNextPage: true, endCursor: null } : value,
    )
    return { ...answer, body: JSON.parse(text) }
  })
  t.teardown(close)
  return { store, client: createClient(credentialOf(baseUrl, apps.full), {}, context) }
}

t.test('a list that goes on and does not say where ends the reading, and is not read for ever', async t => {
  const endless = { kind: 'contract', code: 'endless' }
  const more = await openEndless(t, /query More/)
  const [product] = more.store.state.products
  more.store.addVariants(product!.id, 300)
  await t.rejects(importOf('products').fetch(more.client, [String(product!.id)]), endless)

  const destroyed = await openEndless(t, /query Destroyed/)
  const since = '2020-01-01T00:00:00Z'
  await t.rejects(
    importOf('orders')
      .pages(destroyed.client, { ...always, since }, null)
      .next(),
    endless,
  )

  const told = await openEndless(t, /query Timeline/)
  const { timeline } = entities.find(({ name }) => name === 'orders')!.lookups!
  const order = timeline!.run(told.client, String(told.store.state.orders[0]!.id)) as Promise<unknown>
  await t.rejects(order, endless)
})
