import fs from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import t from 'tap'
import { openPool } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { prepare } from '../support/command.ts'
import { makeTestFolder } from '../support/database.ts'

t.setTimeout(600_000)

t.test('a data folder is backed up and put into another one, and the key is another matter', async t => {
  const folder = makeTestFolder(t)
  const [here, there] = [path.join(folder, 'here'), path.join(folder, 'there')]
  const koppla = prepare({ KOPPLA_DATA: here })
  t.match(await koppla(['backup', path.join(folder, 'none')]), { code: 3, err: /no Koppla in .*KOPPLA_DATA/ })
  t.notOk(fs.existsSync(here), 'and none is made')
  t.match(await koppla(['warehouses', 'create', 'Lager']), { code: 0 })
  const file = path.join(folder, 'koppla.backup')
  t.match(await koppla(['backup', file]), { code: 0, out: /key is not in it: keep a copy of .*koppla\.key/ })
  t.match(await koppla(['backup', file]), { code: 4, err: /There is a file[\s\S]*another name/ })
  t.notMatch(fs.readFileSync(file), fs.readFileSync(path.join(here, 'koppla.key')))
  t.match(await koppla(['restore', file]), { code: 4, err: /holds a Koppla already[\s\S]*--replace/ })

  const other = prepare({ KOPPLA_DATA: there })
  fs.writeFileSync(path.join(folder, 'spoilt'), fs.readFileSync(file).subarray(0, 500))
  t.match(await other(['restore', path.join(folder, 'spoilt')]), { code: 2, err: /damaged[\s\S]*Nothing was changed/ })
  t.match(await other(['restore', file]), {
    code: 0,
    out: /rows of \d+ tables are restored[\s\S]*signs in again[\s\S]*which is not here/,
  })
  t.match(await other(['warehouses']), { code: 3, err: /sealing key .* is lost/ })
  fs.copyFileSync(path.join(here, 'koppla.key'), path.join(there, 'koppla.key'))
  t.match(await other(['warehouses']), { code: 0, out: /Lager/ })
  const told = JSON.parse((await other(['--json', 'restore', file, '--replace'])).out)
  t.match(told, { hasKey: true, requeuedRuns: 0, rows: { warehouses: 1 } })
  const { pool, close } = await openPool({ dir: there, log: silentLog })
  const { rows } = await pool.query('SELECT actor, action, detail FROM audit_entries ORDER BY id').finally(close)
  t.match(rows, [
    { action: 'warehouse.created' },
    { actor: 'command line', action: 'database.restored', detail: { madeAt: told.madeAt, madeBy: /./ } },
  ])
})

t.test('what is sealed is sealed under another key, and the old one opens nothing any more', async t => {
  const KOPPLA_DATA = path.join(makeTestFolder(t), 'data')
  const koppla = prepare({ KOPPLA_DATA })
  t.match(await koppla(['warehouses', 'create', 'Lager']), { code: 0 })
  t.match(await koppla(['keys', 'rotate']), { code: 2, err: /Give the new key as KOPPLA_KEY/ })
  const file = path.join(KOPPLA_DATA, 'koppla.key')
  const KOPPLA_KEY = Buffer.alloc(32, 7).toString('base64')
  t.match(await prepare({ KOPPLA_DATA, KOPPLA_KEY })(['keys', 'rotate']), { code: 3, err: /KOPPLA_KEYS_RETIRED/ })
  const both = { KOPPLA_DATA, KOPPLA_KEY, KOPPLA_KEYS_RETIRED: fs.readFileSync(file, 'utf8').trim() }
  t.match(await prepare(both)(['keys', 'rotate']), { code: 0, out: /Sealed under the key \w+: 0 credentials/ })
  t.match(await koppla(['warehouses']), { code: 3, err: /sealed with/ })
  fs.writeFileSync(file, `${KOPPLA_KEY}\n`)
  t.match(await koppla(['warehouses']), { code: 0, out: /Lager/ })
  const { pool, close } = await openPool({ dir: KOPPLA_DATA, log: silentLog })
  const read = 'SELECT action, via, actor_id AS who FROM audit_entries ORDER BY id'
  const { rows } = await pool.query(read).finally(close)
  const who = userInfo().username
  t.strictSame(rows, [
    { action: 'warehouse.created', via: 'command_line', who },
    { action: 'sealing key.replaced', via: 'command_line', who },
  ])
})
