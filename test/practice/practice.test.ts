import t from 'tap'
import { demoStores } from '../../connectors/index.ts'
import { openPracticeStores } from '../../src/practice/stores.ts'
import { type Product, testOnProducts, until } from '../journey/product.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'

t.setTimeout(600_000)

const start = { externalSystem: 'woocommerce' }
/** Nobody allowed a private address. */
const guarded = { KOPPLA_ALLOW_ADDRESSES: '' }

const settle = (product: Product, id: string) =>
  until(product, `/runs?connectionId=${id}`, ({ items }) => items.every((run: { endedAt: unknown }) => run.endedAt))

/** A tick of theirs may come at any moment: it reads what else the test would have read, or finds a run and is skipped. */
const everyFiveMinutes = ['orders', 'stock']

await testOnProducts(
  t,
  'a practice store is connected as any other, and told apart everywhere',
  async (t, product) => {
    const { connectionId: id, ...told } = await product.get('POST /practice-stores', start)
    t.match(told, { name: 'Practice store', externalSystem: 'woocommerce', running: true, faults: [], sold: 0 })
    const connection = await product.get(`/connections/${id}`)
    t.match(connection, { practice: true, state: 'active' })
    t.ok(
      connection.entities.every((one: { active: boolean }) => one.active),
      'every schedule is on',
    )
    const runs = await settle(product, id)
    const first = runs.items.filter((run: { cause: string }) => run.cause === 'import_now')
    t.strictSame(new Set(first.map((run: { state: string }) => run.state)), new Set(['succeeded']))
    const orders = await product.all('/orders')
    t.ok(orders.length > 200)
    t.ok(orders.every(one => one.practice && one.connectionName === 'Practice store'))
    t.match(await product.get(`/orders/${orders[0].id}`), { practice: true })

    const { apiUrl } = connection.credential
    const asked = { externalSystem: 'woocommerce', credential: { apiUrl, accessToken: 'ck_x', secret: 'cs_x' } }
    const report = await product.get('POST /connections/verify', asked)
    t.match(report, { green: false }, 'whoever types its address into the form is refused')
    t.match(JSON.stringify(report.checks), 'KOPPLA_ALLOW_ADDRESSES')
    t.match(await product.get(`POST /connections/${id}/verify`), { green: true }, 'its own connection is not')
    t.match(await product.ask('POST /practice-stores', start), {
      status: 409,
      body: { code: 'already_practising', connection: { id } },
    })

    const { deleted } = await product.get(`DELETE /practice-stores/${id}`)
    t.ok(deleted.orders > 200)
    await t.rejects(fetch(apiUrl), 'nothing answers there any more')
    t.match(await product.get('/practice-stores'), {
      ...{ reason: null, externalSystems: ['woocommerce', 'magento', 'shopify', 'fortnox'], items: [] },
    })
  },
  guarded,
)

await testOnProducts(
  t,
  'a practice store outlives a restart, with what it sold',
  async (t, product) => {
    const { connectionId: id } = await product.get('POST /practice-stores', {
      externalSystem: 'magento',
      name: 'Övningsbutik',
    })
    await settle(product, id)
    for (const entity of everyFiveMinutes) await product.get(`POST /connections/${id}/schedules/${entity}/deactivate`)
    const { order, runId } = await product.get(`POST /practice-stores/${id}/orders`)
    t.match(await until(product, `/runs/${runId}`, run => run.endedAt !== null), { state: 'succeeded', created: 1 })
    t.equal((await product.all(`/orders?number=${encodeURIComponent(order)}`)).length, 1)
    await product.get(`PATCH /practice-stores/${id}`, { faults: ['refuses_key'] })
    await product.stop()
    await product.start()
    const { items } = await product.get('/practice-stores')
    t.match(items, [{ name: 'Övningsbutik', running: true, faults: ['refuses_key'], sold: 1 }])
    t.match(await product.get(`POST /connections/${id}/verify`), { green: false }, 'what was wrong with it is so still')
    await product.get(`PATCH /practice-stores/${id}`, { faults: [] })
    t.match(await product.get(`POST /connections/${id}/verify`), { green: true })
    const { id: reconcile } = await product.get(`POST /connections/${id}/runs`, { entity: 'orders', kind: 'reconcile' })
    const ended = await until(product, `/runs/${reconcile}`, run => run.endedAt !== null)
    t.match(ended, { state: 'succeeded', created: 0, updated: 0, deleted: 0 }, 'it holds what it held')
    await product.get(`DELETE /connections/${id}`, { name: 'Övningsbutik' })
    t.strictSame((await product.get('/practice-stores')).items, [], 'it ends with its connection')
  },
  guarded,
)

t.test('where its address was taken meanwhile, it is told and nobody else is asked', async t => {
  const stores = openPracticeStores(demoStores, 'all')
  t.teardown(stores.close)
  const store = await stores.start('woocommerce', {})
  t.teardown(store.close)
  const port = Number(new URL(store.baseUrl).port)
  await t.rejects(stores.start('woocommerce', { port }), { code: 'EADDRINUSE' })
  t.equal(stores.origins.size, 0, 'what is not kept is reached by nobody')
})

await testOnDatabases(t, 'it is offered to admins, where one process does all', async (t, db) => {
  const api = await startApi(t, db, { practice: openPracticeStores(demoStores, 'web') })
  t.match((await api.ask('GET', '/practice-stores')).body, { reason: /KOPPLA_ROLE/ })
  t.match(await api.ask('POST', '/practice-stores', { body: { externalSystem: 'toyshop' } }), {
    status: 503,
    body: { detail: /KOPPLA_ROLE/ },
  })
  for (const as of ['support', 'viewer'] as const) {
    t.equal((await api.ask('GET', '/practice-stores', { as })).status, 403)
    t.equal((await api.ask('POST', '/practice-stores', { as, body: start })).status, 403)
  }
  const nowhere = '/practice-stores/6f1c1a52-6c1b-4a53-9d52-0a0f7a1f3c11'
  t.equal((await api.ask('PATCH', nowhere, { body: { faults: [] } })).status, 404)
  t.equal((await api.ask('POST', `${nowhere}/orders`)).status, 404)
  t.equal((await api.ask('DELETE', nowhere)).status, 404)
})
