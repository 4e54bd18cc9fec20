import t from 'tap'
import { woocommerce } from '../../../connectors/woocommerce/index.ts'
import { makeScenario } from '../../../connectors/woocommerce/practice-store/scenario.ts'
import { testConnector } from '../../../src/sdk/testing/contract.ts'

/** The registry's own contract test has the newer kind of store; this is the one whose orders are posts. */
t.setTimeout(600_000)
await t.test('keeps its promises on a WooCommerce 8.1 store', { timeout: 300_000 }, t =>
  testConnector(woocommerce, makeScenario({ version: '8.1' }), { t }),
)
