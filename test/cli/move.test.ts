import fs from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { readBooks } from '../support/all-tables.ts'
import { prepare } from '../support/command.ts'
import { makeEmptyDatabase, makeTestFolder, testServerUrl } from '../support/database.ts'

t.setTimeout(600_000)

const look = async (place: { dir: string; url?: string }) => {
  const db = await openDatabase({ ...place, log: silentLog })
  // The move itself is in the log.
  const { audit_entries, audit_heads, ...books } = await readBooks(db).finally(() => db.close())
  return books
}

t.test('what cannot be moved is refused before anything is done', async t => {
  const folder = makeTestFolder(t)
  const KOPPLA_DATA = path.join(folder, 'data')
  const nowhere = { KOPPLA_DATA, DATABASE_URL: 'postgresql://koppla@127.0.0.1:9/koppla' }
  t.match(await prepare(nowhere)(['move']), { code: 2, err: /no embedded database in .*set KOPPLA_DATA/ })
  t.match(await prepare({ KOPPLA_DATA })(['warehouses', 'create', 'Lager']), { code: 0 })
  t.match(await prepare({ KOPPLA_DATA })(['move']), { code: 2, err: /DATABASE_URL=postgresql:/ })
  t.match(await prepare(nowhere)(['move']), { code: 3, err: /127\.0\.0\.1:9\/koppla cannot be reached/ })
  t.match(await prepare({ KOPPLA_DATA })(['warehouses']), { code: 0, out: /Lager/ })
  t.same(fs.readdirSync(KOPPLA_DATA).sort(), ['koppla.key', 'pg'])
})

if (testServerUrl)
  t.test('one command moves a data folder to a server, where it goes on', async t => {
    const { baseUrl, keys, close } = await startPracticeWooCommerce({ orders: 30, products: 5, customers: 5 })
    t.teardown(close)
    const [KOPPLA_DATA, DATABASE_URL] = [path.join(makeTestFolder(t), 'data'), await makeEmptyDatabase(t)]
    const credential = ['--url', baseUrl, '--access-token', keys.readWrite.key]
    const alone = prepare({ KOPPLA_DATA })
    const add = ['connections', 'add', '--name', 'My shop', ...credential, '--order-start', '2015-01-01']
    t.match(await alone(add, keys.readWrite.secret), { code: 0 })
    t.match(await alone(['run', 'My shop', 'orders']), { code: 0 })
    const before = await look({ dir: KOPPLA_DATA })

    const other = { KOPPLA_KEY: Buffer.alloc(32, 7).toString('base64') }
    const mistaken = await prepare({ KOPPLA_DATA, DATABASE_URL, ...other })(['move'])
    t.match(mistaken, { code: 4, err: /another is given[\s\S]*KOPPLA_KEY_FILE=.*koppla\.key/ })
    const moved = await prepare({ KOPPLA_DATA, DATABASE_URL })(['move'])
    t.match(moved, { code: 0, out: /rows of \d+ tables are on[\s\S]*KOPPLA_KEY_FILE=.*koppla\.key/ })
    t.notMatch(moved.out, 'postgresql:', 'no password is told')
    const left = fs.readdirSync(KOPPLA_DATA)
    t.match(left.sort(), ['koppla.key', /^pg\.moved-\d{8}T\d+Z$/])

    t.strictSame(await look({ dir: '', url: DATABASE_URL }), before, 'every row of every table')
    const KOPPLA_KEY_FILE = path.join(KOPPLA_DATA, 'koppla.key')
    const server = prepare({ DATABASE_URL, KOPPLA_KEY_FILE })
    t.match(await server(['audit', 'verify']), { code: 0 })
    t.match(await server(['verify', 'My shop']), { code: 0, out: /✓ Orders can be read/ })
    t.match(await server(['run', 'My shop', 'products']), { code: 0, out: /products succeeded/ })

    fs.renameSync(path.join(KOPPLA_DATA, left.find(name => name.startsWith('pg.'))!), path.join(KOPPLA_DATA, 'pg'))
    const again = await prepare({ KOPPLA_DATA, DATABASE_URL })(['move'])
    t.match(again, { code: 4, err: /holds a Koppla already[\s\S]*--replace/ })
    t.match(
      await alone(['records', 'orders', '--csv']),
      { code: 0, out: /id,connectionId/ },
      'the old one can be had back',
    )
  })
