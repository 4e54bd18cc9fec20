import t from 'tap'
import { testConnector } from '../../src/sdk/testing/contract.ts'
import { toyshop } from './toyshop/index.ts'
import { scenario } from './toyshop/practice-store/scenario.ts'

await testConnector(toyshop, scenario, { t })
