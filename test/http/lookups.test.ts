import { randomUUID } from 'node:crypto'
import t from 'tap'
import { registry } from '../../connectors/index.ts'
import { startPracticeWooCommerce } from '../../connectors/woocommerce/practice-store/index.ts'
import { startApi } from '../support/api.ts'
import { openTestDatabase } from '../support/database.ts'
import { insertRows } from '../support/rows.ts'

t.test('the notes of an order, asked of its store', async t => {
  const { db } = await openTestDatabase(t)
  const { baseUrl, keys, store, server, close } = await startPracticeWooCommerce({ orders: 5, products: 3 })
  t.teardown(close)
  const { ask } = await startApi(t, db, { registry, lookupTimeLimitMs: 3_000 })

  const { key: accessToken, secret } = keys.readOnly
  const form = { externalSystem: 'woocommerce', credential: { apiUrl: baseUrl, accessToken, secret } }
  const { verificationToken } = (await ask('POST', '/connections/verify', { body: form })).body
  const saved = await ask('POST', '/connections', { body: { ...form, name: 'Butiken', verificationToken } })
  const row = store.state.orders[0]!
  const id = randomUUID()
  await insertRows(db, 'orders', [anOrder(id, saved.body.id, row.id)])
  const notesOf = (order: string, as: 'support' | 'viewer' = 'support') =>
    ask('GET', `/orders/${order}/lookups/notes`, { as })

  await t.test('are told live, those to the customer marked, the newest first', async t => {
    t.match(await notesOf(id), { status: 200, body: { answer: [] } })
    store.addOrderNote(row.id, { text: 'Packat' })
    store.addOrderNote(row.id, { text: 'Ditt paket är <b>på väg</b>', toCustomer: true })
    const { body } = await notesOf(id)
    t.match(body.answer, [
      { text: 'Ditt paket är på väg', toCustomer: true, author: 'WooCommerce', createdAt: /Z$/ },
      { text: 'Packat', toCustomer: false },
    ])
    t.ok(Date.parse(body.askedAt) <= Date.now())
  })

  await t.test('are asked with one request', async t => {
    server.forget()
    await notesOf(id)
    t.strictSame(
      server.asked.map(({ path }) => path),
      [`/wp-json/wc/v3/orders/${row.id}/notes`],
    )
  })

  await t.test('are for support, and announced with the connector', async t => {
    t.equal((await notesOf(id, 'viewer')).status, 403)
    const { items } = (await ask('GET', '/connectors', { as: 'viewer' })).body
    const orders = items[0].entities.find((one: { name: string }) => one.name === 'orders')
    t.match(orders.lookups, [{ name: 'notes', label: /Notes to the customer/ }])
  })

  await t.test('are in the document of the API, field by field', async t => {
    const { body } = await ask('GET', '//api/openapi.json', { as: null })
    const of = (entity: string) =>
      body.paths[`/api/v1/${entity}/{id}/lookups/{name}`].get.responses[200].content['application/json'].schema
        .properties
    const fields = { externalId: { type: 'string' }, toCustomer: { type: 'boolean' } }
    t.match(of('orders').answer.anyOf, [
      { title: 'notes (WooCommerce)', type: 'array', items: { type: 'object', properties: fields } },
    ])
    t.notOk('anyOf' in of('customers').answer)
  })

  await t.test('an unknown question is answered with those there are', async t => {
    for (const name of ['parcels', 'constructor'])
      t.match(await ask('GET', `/orders/${id}/lookups/${name}`), {
        status: 404,
        body: { code: 'no_such_lookup', lookups: ['notes'], remedy: /notes/ },
      })
    t.match(await notesOf(randomUUID()), { status: 404, body: { detail: /no such record/ } })
  })

  await t.test('a store that fails, or takes too long, is told with what to do', async t => {
    server.failWith({ status: 403, body: { code: 'woocommerce_rest_cannot_view', message: 'Sorry' } })
    t.match(await notesOf(id), { status: 502, body: { detail: /\w/, remedy: /\w/ } })
    server.latencyMs = 600_000
    t.match(await notesOf(id), { status: 503, body: { code: 'timeout', detail: /Butiken/, remedy: /Try again/ } })
    server.latencyMs = 0
  })

  await t.test('an order that the store erased has none, and that is said', async t => {
    store.deleteOrder(row.id, true)
    t.match(await notesOf(id), { status: 404, body: { code: 'gone_from_store', remedy: /reconcile/ } })
  })
})

const anOrder = (id: string, connectionId: string, externalId: number) => ({
  ...{ id, connection_id: connectionId, external_id: `${externalId}`, hash: 'x', number: `${externalId}` },
  ...{ status: 'completed', external_status: 'completed', currency: 'SEK', prices_include_tax: true },
  ...{
    total: '1',
    total_tax: '0',
    shipping_total: '0',
    discount_total: '0',
    refunded_total: '0',
    money_difference: '0',
  },
  ...{ coupons: '[]', meta: {}, search: '' },
})
