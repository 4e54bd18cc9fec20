import t, { type Test } from 'tap'
import type { Key } from '../../connectors/woocommerce/practice-store/index.ts'
import { openApi } from '../journey/api.ts'
import { spawnForTest } from '../journey/process.ts'
import { connect, runToEnd, startShop } from '../journey/shop.ts'
import { makeTestFolder } from '../support/database.ts'
import { startCollector, type TracedSpan } from './collector.ts'

t.setTimeout(600_000)

const sum = (spans: readonly TracedSpan[], name: string) =>
  spans.reduce((all, { attributes }) => all + Number(attributes[name]), 0)

const planted = 'planted-in-a-header'

/** The product as an operator starts it, with traces. */
async function startTraced(t: Test, endpoint: string) {
  const process = spawnForTest(t, {
    KOPPLA_DATA: makeTestFolder(t),
    KOPPLA_PORT: '0',
    KOPPLA_LOG_LEVEL: 'debug',
    KOPPLA_ALLOW_ADDRESSES: '127.0.0.1',
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: `x-tenant=${planted}%20it`,
    OTEL_SERVICE_NAME: 'koppla-test',
  })
  const url = await process.listening()
  const key = /Admin key, shown this once: (kpl_\S+)/.exec(process.told())![1]!
  const stop = () => {
    process.kill('SIGTERM')
    return process.ended
  }
  const lines = () =>
    process
      .told()
      .split('\n')
      .flatMap(line => (line.startsWith('{') ? [JSON.parse(line)] : []))
  return { ...openApi(() => ({ url, key })), key, stop, lines, told: process.told }
}

t.test('runs, their pages, what they ask of the store and what is asked of us are traced', async t => {
  const collector = await startCollector(t)
  const koppla = await startTraced(t, collector.url)
  const shop = await startShop(t, { orders: 250, customers: 5 })
  const id = await connect(koppla, shop)
  const run = await runToEnd(koppla, id, { entity: 'orders' })
  const { items } = await koppla.get('/orders?limit=1')
  const keys = shop.store.state.keys as Key[]
  keys.splice(0, keys.length)
  t.match(await runToEnd(koppla, id, { entity: 'customers' }), { state: 'failed', problem: { kind: 'auth' } })
  t.equal(await koppla.stop(), 0)
  const spans = collector.spans()
  const named = (name: string) => spans.filter(one => one.name === name)
  const below = ({ spanId }: TracedSpan) => spans.filter(({ parentSpanId }) => parentSpanId === spanId)
  const [whole] = named('import orders')

  await t.test('a run with its outcome and what it got done', async t => {
    t.match(collector.resource(), { 'service.name': 'koppla-test', 'service.version': /^\d/ })
    t.match(whole, { kind: 1, failed: false, parentSpanId: undefined })
    const counts = ['read', 'created', 'updated', 'deleted', 'unchanged', 'rejected'] as const
    t.match(whole!.attributes, {
      'koppla.run.id': run.id,
      'koppla.connection.id': id,
      'koppla.entity': 'orders',
      'koppla.run.kind': run.kind,
      'koppla.run.attempt': 1,
      'koppla.run.outcome': 'succeeded',
      ...Object.fromEntries(counts.map(one => [`koppla.records.${one}`, run[one]])),
    })
    t.ok(run.created > 200)
    const [refused] = named('import customers')
    t.match(refused, { failed: true, attributes: { 'koppla.run.outcome': 'failed', 'error.type': 'auth' } })
  })

  await t.test('each of its pages, and each request to the store', async t => {
    const pages = below(whole!).filter(({ name }) => name === 'page')
    t.equal(pages.length, run.pages)
    t.equal(sum(pages, 'koppla.records.read'), run.read)
    t.equal(sum(pages, 'koppla.records.stored'), run.created)
    const asked = below(whole!).filter(({ kind }) => kind === 3)
    t.ok(asked.length >= run.pages)
    const host = new URL(shop.baseUrl).host
    const expected = { 'http.request.method': 'GET', 'server.address': host, 'http.response.status_code': 200 }
    for (const one of asked) t.strictSame(one.attributes, expected, 'where, how, and no more')
  })

  await t.test('each request to the API, by its route', async t => {
    const [started] = named('POST /api/v1/connections/:id/runs')
    t.match(started, { kind: 2, failed: false, attributes: { 'http.route': '/api/v1/connections/:id/runs' } })
    t.match(started!.attributes, { 'http.response.status_code': 201 })
    const [verified] = named('POST /api/v1/connections/verify')
    t.ok(below(verified!).length > 3, 'what a verification asks of the store is part of it')
    t.equal(
      spans.find(({ name }) => name.includes(id)),
      undefined,
    )
  })

  await t.test('lines of the log tell of which trace they are', async t => {
    const begun = koppla.lines().find(({ msg, runId }) => msg === 'a run begins' && runId === run.id)
    t.equal(begun.traceId, whole!.traceId)
  })

  await t.test('nothing secret is handed over, and nothing of what the store holds', async t => {
    const told = collector.asked.map(({ url, body }) => url.href + body).join('\n')
    const { key, secret } = shop.keys.readWrite
    const email: string = items[0].email
    t.match(email, '@')
    for (const one of [key, secret, koppla.key, planted, email, 'oauth', 'Basic ', 'consumer_', 'page='])
      t.notOk(told.includes(one), one)
    for (const { headers } of collector.asked) t.equal(headers['x-tenant'], `${planted} it`)
    for (const one of [secret, planted]) t.notOk(koppla.told().includes(one))
  })
})

t.test('a collector that takes nothing, or is not there, harms nothing', async t => {
  const collector = await startCollector(t)
  collector.refuses = true
  for (const endpoint of [collector.url, 'http://127.0.0.1:9']) {
    const koppla = await startTraced(t, endpoint)
    const shop = await startShop(t, { orders: 150 })
    const run = await runToEnd(koppla, await connect(koppla, shop), { entity: 'orders' })
    t.match(run, { state: 'succeeded' })
    t.equal(await koppla.stop(), 0, 'it ends as it should')
    t.ok(koppla.lines().filter(({ msg }) => /takes no traces/.test(msg)).length <= 1, 'and says so once')
    t.notMatch(koppla.told(), planted)
  }
  t.ok(collector.asked.length > 0)
})
