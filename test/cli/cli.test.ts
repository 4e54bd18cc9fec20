import path from 'node:path'
import t from 'tap'
import { registry } from '../../connectors/index.ts'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { readConfig } from '../../src/config.ts'
import { startKoppla } from '../../src/main.ts'
import { alone, beside, prepare } from '../support/command.ts'
import { makeTestFolder } from '../support/database.ts'

// Each command is a process that opens its own database.
t.setTimeout(600_000)

t.test('a connection is verified, saved, imported, scheduled and read', async t => {
  const koppla = await beside(t)
  const { baseUrl, keys, close } = await startPracticeWooCommerce({ orders: 30, products: 5, customers: 5 })
  t.teardown(close)
  const credential = ['--url', baseUrl, '--access-token', keys.readWrite.key]
  const { secret } = keys.readWrite

  const green = await koppla(['verify', ...credential], `${secret}\n`)
  t.equal(green.code, 0, 'green is 0')
  t.match(green.out, /✓ Orders can be read/)
  t.notMatch(green.out + green.err, secret)

  const red = await koppla(['verify', ...credential], 'cs_0000000000000000000000000000000000000000')
  t.equal(red.code, 1, 'not green is 1')
  t.match(red.out, /✗ The key is accepted[\s\S]*Do this:/)

  const json = await koppla(['--json', 'verify', ...credential], secret)
  t.match(
    JSON.parse(json.out),
    { green: true, verificationToken: /./, checks: [{ id: 'reachable.address' }] },
    'one JSON value',
  )

  const added = await koppla(
    ['connections', 'add', '--name', 'My shop', ...credential, '--order-start', '2015-01-01'],
    secret,
  )
  t.match(added, { code: 0, out: /Saved as “My shop”/ })
  t.match(await koppla(['connections']), { code: 0, out: /My shop +woocommerce +active/ })

  t.match(await koppla(['run', 'my shop', 'orders']), { code: 0, out: /orders succeeded/ }, 'a name in whatever case')
  t.match(await koppla(['run', 'list']), { code: 0, out: /orders +incremental +manual +succeeded/ })
  const listed = JSON.parse((await koppla(['--json', 'records', 'orders', '--limit', '2'])).out)
  t.equal(listed.items.length, 2)
  t.match(await koppla(['records', 'orders', listed.items[0].id]), { code: 0, out: /"lines"/ })
  const notes = await koppla(['records', 'orders', listed.items[0].id, '--lookup', 'notes'])
  t.match(notes, { code: 0, out: /"answer": \[/ }, 'asked of the store')
  t.match(await koppla(['records', 'orders', '--lookup', 'notes']), { code: 2, err: /by its id/ })
  const csv = (await koppla(['records', 'orders', '--csv'])).out.trim().split('\n')
  t.match(csv[0], /id,connectionId,externalId/)
  t.ok(csv.length > 20, 'the whole list')

  t.match(await koppla(['schedules', 'activate', 'My shop', 'orders', 'products']), {
    code: 0,
    out: /orders +on +Every hour/,
  })
  t.match(await koppla(['schedules', 'set', 'My shop', 'orders', '--cron', '*/10 * * * *']), {
    code: 0,
    out: /Every 10 minutes/,
  })
  t.match(await koppla(['schedules', 'set', 'My shop', 'orders', '--cron', 'hourly']), { code: 2, err: /cron/ })
  const daily = await koppla(['schedules', 'set', 'My shop', 'stock', '--daily', '02:30', '--zone', 'Asia/Tokyo'])
  t.match(daily, { code: 0, out: /stock +off +Every day at 02:30 +Asia\/Tokyo/ })
  t.equal(daily.out.match(/02:30:00 Asia\/Tokyo/g)?.length, 5, 'with the next five runs')
  t.match(await koppla(['doctor']), { code: 0, out: /✓ The database answers/ })
  await koppla(['warehouses', 'create', 'Lager Öst'])
  t.match(await koppla(['connections', 'change', 'My shop', '--warehouse', 'lager öst']), { code: 0 })
  t.match(await koppla(['connections', 'change', 'My shop', '--warehouse', 'x']), { code: 2, err: /“Lager Öst”/ })
  t.match(await koppla(['connections', 'show', 'My shop']), { code: 0, out: /Warehouse +Lager Öst/ })
  t.match(await koppla(['connections', 'credential', 'My shop', ...credential], secret), {
    code: 0,
    out: /uses the new/,
  })
  t.match(await koppla(['schedules', 'preview', '30 2 * * *', '--zone', 'Asia/Tokyo']), { out: /02:30:00 Asia\/Tokyo/ })
  await koppla(['run', 'My shop', 'products'])
  const product = JSON.parse((await koppla(['--json', 'records', 'products', '--limit', '1'])).out).items[0].id
  t.match(await koppla(['records', 'variants', product]), { code: 0, out: /SEK/ })
  const due = await koppla(['records', 'invoices', '--kind', 'credit_note', '--due', '2026-04-01'])
  t.match(due, { code: 0, out: /No invoices here/ }, 'a shop without them has none')
  const booked = await koppla(['records', 'vouchers', '--account', '1930', '--from', '2026-04-01'])
  t.match(booked, { code: 0, out: /No vouchers here/ })
  t.match(await koppla(['records', 'accounts', '--csv']), { code: 0, out: /number,description,active/ })
  t.match(await koppla(['books', 'years', 'My shop']), { code: 0, out: /No books here/ })
  t.match(await koppla(['books', 'sie', 'My shop']), { err: /no books of this year here/i })
  t.match(await koppla(['records', 'invoices', '--from', 'yesterday']), { code: 2, err: /A day \(2026-03-29\)/ })
  t.match(await koppla(['records', 'collections']), { code: 0, out: /Keramik/ })
  t.match(await koppla(['connections', 'delete', 'My shop']), {
    code: 2,
    err: /With it go \d+ orders[\s\S]*Do this: koppla connections delete "My shop" --confirm "My shop"/,
  })
  t.match(await koppla(['connections', 'delete', 'My shop', '--confirm', 'Other']), { code: 2, err: /exactly/ })
  t.match(await koppla(['connections', 'delete', 'My shop', '--confirm', 'My shop']), {
    code: 0,
    out: /is deleted, with .*orders/,
  })
})

t.test('what cannot be done is said with what to do, and an exit code of its own', async t => {
  const koppla = await beside(t)
  const lost = prepare({})
  t.match(await koppla(['verify']), { code: 2, err: /--url and --access-token/ })
  t.match(
    await koppla(['verify', '--url', 'https://shop.example', '--access-token', 'ck_1', '--secret', 'cs_1']),
    { code: 2, err: /unknown option '--secret'/ },
    'a secret is never an argument',
  )
  t.match(await koppla(['run', 'Nothing', 'orders']), {
    code: 2,
    err: /There is no connection “Nothing”.*connections add/,
  })
  t.match(await koppla(['launch']), { code: 2, err: /unknown command/ })
  t.match(await lost(['--server', 'http://127.0.0.1:9', 'connections']), { code: 2, err: /KOPPLA_API_KEY/ })
  const strange = await beside(t, 'kpl_nobody')
  t.match(await strange(['connections']), { code: 3, err: /valid API key[\s\S]*Do this: Set KOPPLA_API_KEY/ })
  t.match(await koppla(['keys', 'revoke', '00000000-0000-4000-8000-000000000000']), { code: 4, err: /no such/i })
  t.match(await koppla(['records', 'orders', '--limit', 'many']), { code: 2, err: /whole number/ })
})

t.test('with --json every answer is one JSON value, also when it is no', async t => {
  const koppla = await beside(t)
  const cases: Array<[number, unknown, string[]]> = [
    [0, { items: [] }, ['connections']],
    [1, { green: false }, ['verify', '--url', 'http://127.0.0.1:1', '--access-token', 'ck_1']],
    [
      1,
      { green: false },
      ['connections', 'add', '--name', 'X', '--url', 'http://127.0.0.1:1', '--access-token', 'ck_1'],
    ],
    [2, { error: { detail: /unknown command/ } }, ['launch']],
    [2, { error: { detail: /missing required argument/ } }, ['run']],
    [2, { error: { detail: /no connection/ } }, ['connections', 'show', 'none']],
    [2, { error: { status: 400, errors: [{ field: 'limit' }] } }, ['records', 'orders', '--limit', 'many']],
  ]
  for (const [code, answer, args] of cases) {
    const said = await koppla(['--json', ...args], 'cs_1')
    t.equal(said.code, code, args.join(' '))
    t.equal(said.err, '')
    t.match(JSON.parse(said.out), answer)
  }
})

t.test('an input at fault is named once, and what waits for one check in one line', async t => {
  const koppla = await beside(t)
  t.equal((await koppla(['records', 'orders', '--limit', '0'])).err.match(/whole number/g)?.length, 1)
  const red = await koppla(['verify', '--url', 'http://127.0.0.1:1', '--access-token', 'ck_1'], 'cs_1')
  t.match(red.out, /\d+ more checks: skipped/)
  t.equal(red.out.match(/skipped/g)?.length, 1)
})

t.test('a command before the first start leaves the first admin key to it', async t => {
  const dataDir = path.join(makeTestFolder(t), 'data')
  t.match(await prepare({ KOPPLA_DATA: dataDir })(['warehouses']), { code: 0 })
  const config = readConfig({ KOPPLA_DATA: dataDir, KOPPLA_PORT: '0', KOPPLA_LOG_LEVEL: 'silent' })
  const koppla = await startKoppla(config, { registry })
  t.teardown(koppla.close)
  t.match(koppla.firstKey, /^kpl_/)
})

t.test('keys are made, listed and revoked where no server runs', async t => {
  const koppla = alone(t)
  const made = JSON.parse((await koppla(['--json', 'keys', 'create', 'ERP', '--role', 'support'])).out)
  t.match(made, { name: 'ERP', role: 'support', key: /^kpl_/ })
  t.match(await koppla(['keys', 'list']), { code: 0, out: /ERP +support/ })
  t.notMatch((await koppla(['keys', 'list'])).out, made.key)
  t.equal((await koppla(['keys', 'revoke', made.id])).code, 0)
})

t.test('who is locked out is let in again where no server runs', async t => {
  const koppla = alone(t)
  const created = await koppla(['users', 'create', 'Anna@example.com', '--name', 'Anna', '--role', 'admin'])
  t.match(created, { code: 0, out: /^[a-z2-9]{5}(-[a-z2-9]{5}){3}\nThis is the only time/ })
  t.match(await koppla(['users']), { code: 0, out: /Anna +anna@example.com +admin/ })
  const reset = JSON.parse((await koppla(['--json', 'users', 'reset-password', 'anna@example.com'])).out)
  t.match(reset, { email: 'anna@example.com', password: /^[a-z2-9-]{23}$/, mustChangePassword: true })
  t.match(await koppla(['users', 'reset-password', 'no@example.com']), { code: 2, err: /anna@example.com/ })
  t.match(await koppla(['users', 'delete', 'anna@example.com']), { code: 4, err: /last admin/ })
})

t.test('the demonstration runs to its table', async t => {
  const koppla = prepare({})
  const demo = await koppla(['demo', '--once'])
  t.equal(demo.code, 0)
  t.match(
    demo.out,
    /Green: this connection can be saved[\s\S]*orders succeeded[\s\S]*also counts unfinished checkouts[\s\S]*order +status +total/,
  )
})
