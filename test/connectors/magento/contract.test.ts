import t from 'tap'
import { magento } from '../../../connectors/magento/index.ts'
import scenario from '../../../connectors/magento/practice-store/scenario.ts'
import { testConnector } from '../../../src/sdk/testing/contract.ts'

t.setTimeout(300_000)
await t.test('magento', async t => testConnector(magento, scenario, { t }))
