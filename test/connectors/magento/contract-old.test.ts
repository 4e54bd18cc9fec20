import t from 'tap'
import { magento } from '../../../connectors/magento/index.ts'
import { makeScenario } from '../../../connectors/magento/practice-store/scenario.ts'
import { testConnector } from '../../../src/sdk/testing/contract.ts'

// The registry's own contract test has the newest kind of shop. This one answers pages past the end with the last one, and
// keeps no sources: what is read in one way there is read in another here.
const names: ReadonlySet<string> = new Set(['customers', 'stock'])
const entities = magento.entities.filter(({ name }) => names.has(name))
const checks = magento.checks.filter(({ entity }) => entity === undefined || names.has(entity))

t.setTimeout(600_000)
await t.test('keeps its promises on a Magento 2.3 without Multi Source Inventory', { timeout: 600_000 }, t =>
  testConnector({ ...magento, entities, checks }, makeScenario({ version: '2.3', inventory: false }), { t }),
)
