import t from 'tap'
import { woocommerce } from '../../../connectors/woocommerce/index.ts'
import { makeScenario } from '../../../connectors/woocommerce/practice-store/scenario.ts'
import { testConnector } from '../../../src/sdk/testing/contract.ts'

t.setTimeout(300_000)
await t.test('keeps its promises on a WooCommerce 10.5 store', { timeout: 300_000 }, t =>
  testConnector(woocommerce, makeScenario({ version: '10.5' }), { t }),
)
