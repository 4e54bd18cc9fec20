// What is searched for, and what would be left out in silence.
import type { GraphQLEnumType } from 'graphql'
import t from 'tap'
import { entities } from '../../../connectors/shopify/entities/index.ts'
import { search } from '../../../connectors/shopify/entities/product-queries.ts'
import { adminSchema } from '../../../connectors/shopify/practice-store/schema.ts'
import { openShop } from './open-shop.ts'

t.setTimeout(300_000)

t.test('products of every status that there is are asked for', t => {
  const statuses = (adminSchema().getType('ProductStatus') as GraphQLEnumType).getValues()
  const asked = search.replace('status:', '').split(',')
  t.strictSame(asked.sort(), statuses.map(({ name }) => name.toLowerCase()).sort())
  t.end()
})

t.test('customers, whose search knows whole days only, are searched from two days earlier', async t => {
  const { client, server } = await openShop(t, { orders: 0 })
  const { pages } = entities.find(({ name }) => name === 'customers')!.import!
  const bounds = { until: '2100-01-01T00:00:00Z', createdFrom: null, createdBefore: null }
  for await (const _ of pages(client(), { ...bounds, since: '2026-03-10T10:20:30Z' }, null));
  const [page] = server.asked.filter(({ body }) => body.includes('query Page'))
  t.equal(JSON.parse(page!.body).variables.query, "updated_at:>='2026-03-08T10:20:30Z'")
})
