import { parse } from 'graphql'
import t from 'tap'
import { type Client, createClient } from '../../../connectors/shopify/client.ts'
import { entities } from '../../../connectors/shopify/entities/index.ts'
import { requestedCost } from '../../../connectors/shopify/practice-store/cost.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import { adminSchema } from '../../../connectors/shopify/practice-store/schema.ts'
import type { EntityName, Window } from '../../../src/sdk/index.ts'
import { type Asked, startPracticeServer } from '../../../src/sdk/testing/index.ts'
import { credentialOf, openShop } from './open-shop.ts'

t.setTimeout(300_000)

const facts = scenario.facts('https://shop.example')
const always: Window = { since: null, until: '2100-01-01T00:00:00Z', createdFrom: null, createdBefore: null }
const importOf = (name: EntityName) => entities.find(one => one.name === name)!.import!

/** Every connection inside a record, with the type that it hangs on. */
const nested = {
  ...{ lineItems: 'Order', shippingLines: 'Order', refundLineItems: 'Refund', refundShippingLines: 'Refund' },
  ...{ addressesV2: 'Customer', variants: 'Product', media: 'Product', collections: 'Product' },
  ...{ fulfillmentLineItems: 'Fulfillment', inventoryLevels: 'InventoryItem' },
}
const names = ['orders', 'customers', 'products', 'shipments', 'stock'] as const

const beforeAll = Buffer.from(JSON.stringify({ last_id: -1, last_value: '-1' })).toString('base64')

/** The shop gives no row of such a connection with the record, and one at a time of those that are asked for after it. */
function askSparsely(asked: Asked): Asked {
  const inside = new RegExp(`\\b(${Object.keys(nested).join('|')})\\(first: \\d+\\) \\{ pageInfo`, 'g')
  const { query = '', ...rest } = JSON.parse(asked.body || '{}') as { query?: string }
  const sparse = query
    .replace(inside, '$1(first: 0) { pageInfo')
    .replace('(first: 250, after: $after)', '(first: 1, after: $after)')
  return { ...asked, body: query === '' ? asked.body : JSON.stringify({ query: sparse, ...rest }) }
}

async function readAll(client: Client, name: EntityName) {
  const { pages, idOf, map, raw, sweep } = importOf(name)
  const records: unknown[] = []
  const marks: unknown[] = []
  for await (const page of pages(client, always, null)) records.push(...page.records)
  if (sweep) for await (const part of sweep(client, always, null)) marks.push(...part.marks)
  return { records: records.map(one => [idOf(one), map(raw.parse(one), facts)]), marks }
}

t.test('every connection inside a record is read to its end, page after page', async t => {
  const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }
  const { store, apps, context, client } = await openShop(t, { orders: 60, products: 12, customers: 12, limit })
  store.state.bulkAtOnce = 0
  store.addVariants(store.state.products[0]!.id, 12)
  const refunded = store.state.orders.find(order => order.refunds.length > 0 && order.source === 'web')!
  refunded.refunds = refunded.refunds.map(refund => ({ ...refund, shipping: 100 }))
  const { baseUrl, close, asked } = await startPracticeServer(
    async asked => {
      const answer = await store.answer(askSparsely(asked))
      const text = JSON.stringify(answer.body)
      return text === undefined
        ? answer
        : {
            ...answer,
            body: JSON.parse(
              text.replaceAll('"hasNextPage":true,"endCursor":null', `"hasNextPage":true,"endCursor":"${beforeAll}"`),
            ),
          }
    },
    { keepAsked: 100_000 },
  )
  t.teardown(close)
  const sparse = createClient(credentialOf(baseUrl, apps.full), {}, context)
  for (const name of names) t.strictSame(await readAll(sparse, name), await readAll(client(), name), name)
  const bodies = asked.map(({ body }) => body)
  for (const [field, on] of Object.entries(nested))
    t.ok(
      bodies.some(body => body.includes(`... on ${on} { more: ${field}(`)),
      `${on}.${field} was asked for again`,
    )
})

t.test('pages grow as far as a small bucket allows, and none is refused', async t => {
  const limit = { maximumAvailable: 600, restoreRate: 100 }
  const { client, server, store } = await openShop(t, { orders: 150, limit })
  const found = new Set<string | null>()
  const { pages, idOf } = importOf('orders')
  for await (const page of pages(client(), always, null)) for (const one of page.records) found.add(idOf(one))
  t.equal(found.size, store.state.orders.length)
  const questions = server.asked.flatMap(({ body }) => {
    const { query = '', variables = {} } = JSON.parse(body) as { query?: string; variables?: { first?: number } }
    return query.includes('query Page') ? [{ query, variables }] : []
  })
  const costs = questions.map(({ query, variables }) => requestedCost(adminSchema(), parse(query), variables))
  t.ok(costs[0]! < 600, 'the first is small')
  t.ok(
    costs.slice(6).every(cost => cost <= 300),
    `then two fit: ${costs}`,
  )
  const rows = questions.reduce((all, { variables }) => all + variables.first!, 0)
  t.ok(rows < 150 + Math.max(...questions.map(({ variables }) => variables.first!)), 'none was asked for twice')
})
