import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { registry } from '../connectors/index.ts'
import { startPracticeWooCommerce } from '../connectors/woocommerce/practice-store/index.ts'
import { readConfig } from '../src/config.ts'
import { type Koppla, startKoppla } from '../src/main.ts'
import { openApi, until as untilFits } from './journey/api.ts'
import { spawnForTest } from './journey/process.ts'
import { connect, ended, start } from './journey/shop.ts'
import { openTestDatabase } from './support/database.ts'

t.setTimeout(600_000)

interface Run {
  readonly id: string
  readonly state: string
  readonly pages: number
  readonly created: number
}

async function ask<T>({ url, operatorKey }: Koppla, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${operatorKey}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as T
}

const readRun = async (koppla: Koppla) => (await ask<{ items: Run[] }>(koppla, '/runs')).items[0]!

async function until(koppla: Koppla, condition: (run: Run) => boolean): Promise<Run> {
  for (;;) {
    const run = await readRun(koppla)
    if (condition(run)) return run
    await sleep(50)
  }
}

await t.test('closed in mid-import, Koppla goes on after the next start and misses no order', async t => {
  const { db, options } = await openTestDatabase(t)
  await db.close()
  const shop = await startPracticeWooCommerce({ orders: 600 })
  t.teardown(() => shop.close())
  const config = readConfig({
    KOPPLA_DATA: options.dir,
    KOPPLA_PORT: '0',
    KOPPLA_LOG_LEVEL: 'silent',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.1',
  })
  const first = await startKoppla(config, { registry })
  const { key, secret } = shop.keys.readWrite
  const form = { externalSystem: 'woocommerce', credential: { apiUrl: shop.baseUrl, accessToken: key, secret } }
  const { verificationToken } = await ask<{ verificationToken: string }>(first, '/connections/verify', form)
  await ask(first, '/connections', {
    ...form,
    name: 'Shop',
    orderStart: '2000-01-01',
    importNow: ['orders'],
    verificationToken,
  })
  shop.server.latencyMs = 150
  await until(first, run => run.pages >= 2)
  await first.close()

  const second = await startKoppla(config, { registry })
  t.teardown(() => second.close())
  const before = await readRun(second)
  t.match(before.state, /waiting|running/, 'it was not taken for a success')
  shop.server.latencyMs = 0
  const run = await until(second, one => one.state === 'succeeded')
  t.equal(run.id, before.id, 'the same run went on')
  const orders = shop.store.state.orders.filter(order => order.status !== 'checkout-draft')
  t.equal(run.created, orders.length)
})

await t.test('asked to stop while the store keeps it waiting, it ends well and goes on from that page', async t => {
  const { db, options } = await openTestDatabase(t)
  await db.close()
  const shop = await startPracticeWooCommerce({ orders: 600 })
  t.teardown(() => shop.close())
  const environment = {
    KOPPLA_DATA: options.dir,
    KOPPLA_PORT: '0',
    KOPPLA_LOG_LEVEL: 'silent',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.1',
  }
  const first = spawnForTest(t, environment)
  const url = await first.listening()
  const key = /shown this once: (\S+)/.exec(first.told())![1]!
  const api = openApi(() => ({ url, key }))
  const id = await connect(api, shop)
  shop.server.latencyMs = 100
  const runId = await start(api, id, { entity: 'orders' })
  await untilFits(api, `/runs/${runId}`, run => run.pages >= 2)
  shop.server.latencyMs = 30_000
  const asked = shop.server.askedCount
  while (shop.server.askedCount === asked) await sleep(5)
  const askedToStopAt = performance.now()
  first.kill('SIGTERM')
  t.equal(await first.ended, 0)
  t.ok(performance.now() - askedToStopAt < 10_000, 'within ten seconds, though the store would take thirty')
  shop.server.latencyMs = 0
  shop.server.forget()

  const next = spawnForTest(t, environment)
  const nextUrl = await next.listening()
  const again = openApi(() => ({ url: nextUrl, key }))
  const run = await untilFits(again, `/runs/${runId}`, ended)
  t.match(run, { state: 'succeeded', problem: null, rejected: 0 })
  const walked = shop.server.asked.filter(
    ({ query, path }) => path.endsWith('/orders') && query.get('orderby') === 'id',
  )
  t.ok(Number(walked[0]?.query.get('offset')) >= 100, 'what was committed is not read again')
  const orders = shop.store.state.orders.filter(order => order.status !== 'checkout-draft')
  t.equal(run.created, orders.length)
})
