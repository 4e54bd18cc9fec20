import t from 'tap'
import { beside } from '../support/command.ts'

t.setTimeout(600_000)

t.test('the audit log is proven from the command line, with a hash that was kept elsewhere', async t => {
  const koppla = await beside(t)
  t.match(await koppla(['keys', 'create', 'till', '--role', 'viewer']), { code: 0 })
  const first = await koppla(['--json', 'audit', 'verify'])
  const { head, entries } = JSON.parse(first.out)
  t.ok(entries > 0)
  t.match(await koppla(['audit', 'verify']), { code: 0, out: `--hash ${head}` })
  t.match(await koppla(['keys', 'create', 'other', '--role', 'viewer']), { code: 0 })
  t.match(await koppla(['audit', 'verify', '--hash', head]), { code: 0, out: /✓ \d+ entries since/ })
  t.match(await koppla(['audit', 'verify', '--hash', 'f'.repeat(64)]), {
    code: 1,
    out: /No entry has that hash[\s\S]*Do this:/,
  })
  t.match(await koppla(['audit', 'verify', '--hash', 'f']), { code: 2, err: /64 digits/ })
})
