import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { beside } from '../support/command.ts'

t.setTimeout(600_000)

t.test('what waits for a person is told, approved or discarded', async t => {
  const koppla = await beside(t)
  const { baseUrl, keys, store, close } = await startPracticeWooCommerce({ orders: 60, products: 5, customers: 5 })
  t.teardown(close)
  const credential = ['--url', baseUrl, '--access-token', keys.readWrite.key, '--order-start', '2015-01-01']
  t.match(await koppla(['connections', 'add', '--name', 'My shop', ...credential], keys.readWrite.secret), { code: 0 })
  t.match(await koppla(['run', 'My shop', 'orders']), { code: 0 })
  t.match(await koppla(['brake']), { code: 0, out: /No run waits for a person/ })
  t.match(await koppla(['alerts']), { code: 0, out: /Nothing is wrong/ })

  const orders = store.state.orders.filter(one => one.status !== 'checkout-draft')
  const removed = orders.slice(0, 30).map(({ id }) => id)
  for (const id of removed) store.deleteOrder(id, true)
  const reconcile = () => koppla(['--json', 'run', 'My shop', 'orders', '--kind', 'reconcile'])
  const waiting = async () => JSON.parse((await koppla(['--json', 'brake', 'list'])).out).items
  const kept = async () => JSON.parse((await koppla(['--json', 'records', 'orders', '--limit', '200'])).out).items

  t.match(await reconcile(), { code: 1 }, 'not done: it waits')
  t.match(await koppla(['brake', 'list']), {
    code: 0,
    out: /“My shop”: 30 of \d+ orders are gone[\s\S]*and 20 more[\s\S]*Do this:[\s\S]*koppla brake approve [\w-]{36}/,
  })
  const [first] = await waiting()
  t.match(first, { connectionName: 'My shop', entity: 'orders', missing: 30, all: orders.length })
  let told = ''
  while (!told.includes('30 of')) {
    await sleep(200)
    told = (await koppla(['alerts'])).out
  }
  t.match(told, /My shop[\s\S]*Do this:/)

  t.match(await koppla(['brake', 'discard', first.runId]), { code: 0, out: /\S/ })
  t.strictSame(await waiting(), [])
  t.equal((await kept()).filter((one: { deletedAt: unknown }) => one.deletedAt !== null).length, 0, 'all are kept')

  t.match(await reconcile(), { code: 1 }, 'whoever starts one by hand is asked again')
  const [second] = await waiting()
  t.match(await koppla(['brake', 'approve', second.runId]), { code: 0, out: /Approved/ })
  const gone = async () => (await kept()).filter((one: { deletedAt: unknown }) => one.deletedAt !== null)
  while ((await gone()).length < removed.length) await sleep(200)
  t.strictSame(new Set((await gone()).map((one: { externalId: string }) => Number(one.externalId))), new Set(removed))

  t.match(await koppla(['brake', 'approve', second.runId]), { code: 4, err: /\S/ }, 'once')
  t.match(await koppla(['brake', 'discard', 'nonsense']), { code: 2 })
  t.match(await koppla(['alerts', 'test']), { code: 4, err: /KOPPLA_SMTP_URL/ }, 'nobody is told yet, and how')
})
