import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql'
import t from 'tap'
import { bulkQueries, bulkQueryOf } from '../../../connectors/shopify/bulk/query.ts'
import { customerQueries } from '../../../connectors/shopify/entities/customers.ts'
import { destroyedQueries } from '../../../connectors/shopify/entities/destroyed.ts'
import * as orderQueries from '../../../connectors/shopify/entities/order-queries.ts'
import * as productQueries from '../../../connectors/shopify/entities/product-queries.ts'
import { scopesQuery } from '../../../connectors/shopify/entities/read-orders.ts'
import { shipmentQueries } from '../../../connectors/shopify/entities/shipments.ts'
import { stockQueries } from '../../../connectors/shopify/entities/stock.ts'
import { timelineQuery } from '../../../connectors/shopify/entities/timeline.ts'
import { refuseBulk } from '../../../connectors/shopify/practice-store/bulk-rules.ts'
import { requestedCost } from '../../../connectors/shopify/practice-store/cost.ts'
import { adminSchema } from '../../../connectors/shopify/practice-store/schema.ts'
import { moreOf, shopQuery } from '../../../connectors/shopify/queries.ts'

const listings = [
  ...[customerQueries.whole, customerQueries.marked, shipmentQueries.whole, shipmentQueries.marked, stockQueries.items],
  ...[orderQueries.whole, orderQueries.marked, orderQueries.summarised],
  ...[productQueries.whole, productQueries.marked, productQueries.collections],
]
const nested = [
  ...[customerQueries.addresses, shipmentQueries.rows, stockQueries.levels],
  ...[orderQueries.lines, orderQueries.shippingLines, orderQueries.refundLines, orderQueries.refundedShipping],
  ...[productQueries.variants, productQueries.markedVariants, productQueries.media, productQueries.collectionsOf],
]
const inBulk = [customerQueries.bulk, productQueries.bulk, stockQueries.bulk].map(bulkQueryOf)
const asked = [
  ...[...inBulk, ...Object.values(bulkQueries)],
  ...listings.flatMap(({ page, ids, named }) => [page, ids, named]),
  ...[
    ...nested.map(moreOf),
    shipmentQueries.alone,
    stockQueries.alone,
    ...Object.values(destroyedQueries),
    timelineQuery,
    scopesQuery,
    shopQuery,
  ],
]

t.test('all that an import asks fits the schema, and nothing in it is deprecated', async t => {
  const rules = [...specifiedRules, NoDeprecatedCustomRule]
  for (const query of asked)
    t.strictSame(
      validate(adminSchema(), parse(query), rules).map(({ message }) => message),
      [],
      query.slice(0, 200),
    )
})

t.test('no page asks for more points than a request may cost, and a small shop’s bucket holds two', async t => {
  for (const { page } of listings) {
    const [usual, largest] = [100, 250].map(first => requestedCost(adminSchema(), parse(page), { first }))
    t.ok(usual! <= 900, `${usual} points: ${page.slice(0, 200)}`)
    t.ok(largest! <= 1_000, `${largest} points at most`)
  }
  for (const query of nested.map(moreOf)) t.ok(requestedCost(adminSchema(), parse(query), {}) <= 500)
})

t.test('what is read in bulk is what bulk operations take', async t => {
  for (const query of inBulk) t.equal(refuseBulk(query), null, query.slice(0, 200))
})
