import t from 'tap'
import { testConnector } from '../../src/sdk/testing/contract.ts'
import { judge } from './mutants/judge.ts'
import { toyshop } from './toyshop/index.ts'
import { scenario } from './toyshop/practice-store/scenario.ts'

await testConnector(toyshop, scenario, { t })

t.test('leaves out the rest when told to, once a promise is broken', async t => {
  t.match(await judge({ ...toyshop, id: 'No Kebab' }), {
    passing: false,
    failures: /^ *not ok \d+ - its id.*\n.*describes itself[^\n]*$/,
  })
  t.strictSame(await judge(toyshop), { passing: true, failures: '' }, 'and judges the unbroken one to be well')
})
