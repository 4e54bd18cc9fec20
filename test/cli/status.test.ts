import t from 'tap'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { beside } from '../support/command.ts'

t.setTimeout(600_000)

t.test('the status says what is complete, and by its exit code whether something is not', async t => {
  const koppla = await beside(t)
  const { baseUrl, keys, store, close } = await startPracticeWooCommerce({ orders: 30, products: 5, customers: 5 })
  t.teardown(close)
  t.match(await koppla(['status']), { code: 0, out: /No connection yet/ })
  const credential = ['--url', baseUrl, '--access-token', keys.readWrite.key, '--order-start', '2015-01-01']
  t.match(await koppla(['connections', 'add', '--name', 'My shop', ...credential], keys.readWrite.secret), { code: 0 })
  t.match(await koppla(['status']), { code: 0, out: /inactive/ }, 'what is switched off is not expected')
  t.match(await koppla(['schedules', 'activate', 'My shop', 'orders']), { code: 0 })
  t.match(await koppla(['status', 'My shop']), { code: 1, out: /never[\s\S]*No import of orders[\s\S]*Do this:/ })
  t.match(await koppla(['run', 'My shop', 'orders']), { code: 0 })
  const json = await koppla(['--json', 'status', 'My shop'])
  t.equal(json.code, 0)
  const orders = { entity: 'orders', freshness: 'fresh', complete: true, missing: [] }
  t.match(
    JSON.parse(json.out).items[0].entities.find((one: typeof orders) => one.entity === 'orders'),
    orders,
  )
  t.match(await koppla(['status']), { code: 0, out: /My shop +orders +fresh +2015-01-01/ })

  const month = new Date(store.state.orders.at(0)!.created).toISOString().slice(0, 7)
  t.match(await koppla(['seal', 'My shop', '--month', month]), { code: 0, out: /all[\s\S]*✓ Equal/ })
  store.createOrder({ created: new Date(`${month}-15T12:00:00Z`), id: 999_999 })
  t.match(await koppla(['seal', 'My shop', '--month', month]), {
    code: 1,
    out: /✗ 1 difference:[\s\S]*999999 +It is in the store and not here/,
  })
  t.match(await koppla(['seal', 'My shop', '--list']), { code: 0, out: /1 differ[\s\S]*equal/ })
  for (const typed of [[], ['--day', '2026-01-01', '--month', '2026-01'], ['--from', '2026-01-01']])
    t.match(await koppla(['seal', 'My shop', ...typed]), { code: 2, err: /Give one of/ })
})
