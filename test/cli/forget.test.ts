import fs from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { forgetKey } from '../../src/connections/forget-key.ts'
import { readKeyId } from '../../src/connections/secrets.ts'
import { fillDatabase } from '../support/all-tables.ts'
import { prepare } from '../support/command.ts'
import { makeTestFolder, testOnDatabases } from '../support/database.ts'

t.setTimeout(600_000)

t.test('without its sealing key all is there but the credentials, which are entered again', async t => {
  const { baseUrl, keys, close } = await startPracticeWooCommerce({ orders: 20, products: 3, customers: 3 })
  t.teardown(close)
  const KOPPLA_DATA = path.join(makeTestFolder(t), 'data')
  const koppla = prepare({ KOPPLA_DATA })
  const credential = ['--url', baseUrl, '--access-token', keys.readWrite.key]
  const add = ['connections', 'add', '--name', 'My shop', ...credential, '--order-start', '2015-01-01']
  t.match(await koppla(add, keys.readWrite.secret), { code: 0 })
  t.match(await koppla(['run', 'My shop', 'orders']), { code: 0 })
  const orders = (await koppla(['records', 'orders', '--csv'])).out

  fs.rmSync(path.join(KOPPLA_DATA, 'koppla.key'))
  const lost = /koppla keys forget ([0-9a-f]{8})/.exec((await koppla(['connections'])).err)?.[1] ?? ''
  t.match(await koppla(['keys', 'forget', 'another']), { code: 3, err: new RegExp(`with the key ${lost}`) })
  t.notOk(fs.existsSync(path.join(KOPPLA_DATA, 'koppla.key')), 'a mistake makes no key')
  t.match(await koppla(['keys', 'forget', lost]), { code: 0, out: /koppla\.key[\s\S]*of 1 connections again/ })

  t.equal((await koppla(['records', 'orders', '--csv'])).out, orders)
  t.match(await koppla(['connections']), { out: /My shop +woocommerce +needs_attention/ })
  t.match(await koppla(['doctor']), { code: 1, out: /“My shop”: The key that the credential .* is lost/ })
  t.match(await koppla(['run', 'My shop', 'orders']), { code: 4, err: /key that the credential .* is lost/ })
  t.match(await koppla(['verify', 'My shop']), { code: 4, err: /lost[\s\S]*Enter the credential again/ })
  t.match(await koppla(['connections', 'credential', 'My shop', ...credential], keys.readWrite.secret), { code: 0 })
  t.match(await koppla(['run', 'My shop', 'products']), { code: 0, out: /products succeeded/ })
  t.match(await koppla(['connections']), { out: /My shop +woocommerce +active/ })
  t.match(await koppla(['audit', 'verify']), { code: 0 })
})

await testOnDatabases(t, 'people sign in again, and no token of a lost key stays', async (t, db) => {
  await fillDatabase(db)
  const lost = (await readKeyId(db.pool)) ?? ''
  const key = { id: 'new', bytes: Buffer.alloc(32, 7) }
  const forgetting = { lost, given: ['new'], key: () => key, actor: { name: 'command line' } }
  await t.rejects(forgetKey(db, { ...forgetting, given: ['new', lost] }), { message: /not lost/ })
  t.equal((await forgetKey(db, forgetting)).connections, 2)
  for (const table of ['sessions', 'two_factors', 'shared_secrets', 'authorizations'])
    t.same((await db.pool.query(`SELECT FROM ${table}`)).rowCount, 0, table)
  t.same((await db.pool.query('SELECT FROM users WHERE two_factor_enabled')).rowCount, 0)
  t.equal(await readKeyId(db.pool), 'new')
  const { rows } = await db.pool.query('SELECT action, detail FROM audit_entries ORDER BY id DESC LIMIT 1')
  t.match(rows, [{ action: 'sealing key.forgotten', detail: { lost, key: 'new', connections: 2 } }])
})
