import t from 'tap'
import { beside } from '../support/command.ts'

t.setTimeout(600_000)

t.test('a key for one company group is made by the name of the group', async t => {
  const koppla = await beside(t)
  t.match(await koppla(['company-groups', 'create', 'Nord']), { code: 0 })
  const made = await koppla(['keys', 'create', 'ERP', '--company-group', 'nord'])
  t.match(made, { code: 0, out: /Role: viewer\. It sees only “Nord”/ })
  t.match(await koppla(['keys', 'create', 'x', '--company-group', 'Syd']), { code: 2, err: /There are: “Nord”/ })
  t.match(await koppla(['keys', 'create', 'x', '--company-group', 'none']), {
    code: 2,
    err: /Leave --company-group out/,
  })
  t.match(await koppla(['keys', 'list']), { code: 0, out: /ERP +viewer +Nord/ })
})
