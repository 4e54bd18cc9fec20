// What is usually read in bulk keeps the promises of every connector by page too.
import t from 'tap'
import { shopify } from '../../../connectors/shopify/index.ts'
import { createPracticeStore } from '../../../connectors/shopify/practice-store/index.ts'
import { practiseStore } from '../../../connectors/shopify/practice-store/practise.ts'
import scenario, { size } from '../../../connectors/shopify/practice-store/scenario.ts'
import { testConnector } from '../../../src/sdk/testing/contract.ts'

t.setTimeout(600_000)

const isTried = (name = 'stock') => name === 'customers' || name === 'stock'
const entities = shopify.entities.filter(({ name }) => isTried(name))
const checks = shopify.checks.filter(({ entity }) => isTried(entity))

function start() {
  const store = createPracticeStore({ ...size, orders: 0 })
  store.state.bulkAtOnce = 0
  return practiseStore(store)
}

await testConnector({ ...shopify, entities, checks }, { ...scenario, start }, { t })
