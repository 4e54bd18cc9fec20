import t from 'tap'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { beside } from '../support/command.ts'

t.setTimeout(300_000)

t.test('the status says what is complete, and by its exit code whether something is not', async t => {
  const koppla = await beside(t)
  const { baseUrl, keys, close } = await startPracticeWooCommerce({ orders: 30, products: 5, customers: 5 })
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
})
