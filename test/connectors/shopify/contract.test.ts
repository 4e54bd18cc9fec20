import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from 'graphql'
import t from 'tap'
import { customerQueries } from '../../../connectors/shopify/entities/customers.ts'
import { orderQueries } from '../../../connectors/shopify/entities/order-queries.ts'
import { shipmentQueries } from '../../../connectors/shopify/entities/shipments.ts'
import { stockQueries } from '../../../connectors/shopify/entities/stock.ts'
import { shopify } from '../../../connectors/shopify/index.ts'
import scenario from '../../../connectors/shopify/practice-store/scenario.ts'
import { adminSchema } from '../../../connectors/shopify/practice-store/schema.ts'
import { testConnector } from '../../../src/sdk/testing/contract.ts'

t.setTimeout(300_000)

t.test('all that an import asks fits the schema, and nothing in it is deprecated', async t => {
  const rules = [...specifiedRules, NoDeprecatedCustomRule]
  for (const [name, query] of [
    ...Object.entries(customerQueries),
    ...Object.entries(orderQueries),
    ...Object.entries(shipmentQueries),
    ...Object.entries(stockQueries),
  ])
    t.strictSame(
      validate(adminSchema(), parse(query), rules).map(({ message }) => message),
      [],
      name,
    )
})

/** The checks of entities that are still to come are left out. */
const there = new Set(shopify.entities.map(({ name }) => name))
const checks = shopify.checks.filter(({ entity }) => entity === undefined || there.has(entity))

t.test('what there is of the connector keeps its promises', t => testConnector({ ...shopify, checks }, scenario, { t }))
