import t from 'tap'
import type { OrderRow } from '../../connectors/woocommerce/practice-store/state.ts'
import { listIds } from './our-picture.ts'
import { testOnProducts, until } from './product.ts'
import { connect, ended, runToEnd, start } from './shop.ts'
import { holdFrom, startSpoiltShop } from './spoilt-shop.ts'
import { idsOf } from './store-picture.ts'

t.setTimeout(600_000)

const dayMs = 86_400_000
/** The store's calendar, its summer and winter time. */
const dayOf = (at: number) => new Date(at).toLocaleDateString('sv', { timeZone: 'Europe/Stockholm' })

await testOnProducts(t, 'Order Start', async (t, product) => {
  const shop = await startSpoiltShop(t, { orders: 120, products: 12, customers: 8 })
  const { state, createOrder, editOrder, addTrackingMeta } = shop.store
  const { get, ask } = product
  const today = dayOf(Date.now())
  const [first, second] = [200, 100].map(days => dayOf(Date.now() - days * dayMs)) as [string, string]
  const midnight = state.zone.toInstant(Date.parse(`${second}T00:00:00Z`))
  const atMidnight = createOrder({ created: new Date(midnight), id: state.nextId++ })
  const before = createOrder({ created: new Date(midnight - 1_000), id: state.nextId++ })
  const since = (day: string) => {
    const isIn = (row: OrderRow) => row.status !== 'checkout-draft' && dayOf(row.created) >= day
    return state.orders
      .filter(isIn)
      .map(row => String(row.id))
      .sort()
  }
  const kept = () => listIds(product, '/orders?deleted=false')
  const id = await connect(product, shop, { orderStart: second })

  await t.test('is a day of the store’s calendar, for orders and what hangs on them alone', async t => {
    addTrackingMeta(before.id, 'shipment-tracking')
    addTrackingMeta(atMidnight.id, 'shipment-tracking')
    for (const entity of ['orders', 'shipments', 'customers', 'products']) await runToEnd(product, id, { entity })
    t.strictSame(await kept(), since(second))
    t.ok((await kept()).includes(String(atMidnight.id)), 'from its first second')
    t.notOk((await kept()).includes(String(before.id)), 'not the second before')
    t.strictSame(
      (await product.all('/shipments')).map(one => one.orderExternalId),
      [String(atMidnight.id)],
    )
    for (const entity of ['customers', 'products'])
      t.strictSame(await listIds(product, `/${entity}`), idsOf(state, entity), `${entity} come whole`)
  })

  await t.test('is not moved while a run is in the way', async t => {
    const whole = shop.answer
    shop.answer = holdFrom(0)
    const runId = await start(product, id, { entity: 'orders' })
    const refused = await ask(`PATCH /connections/${id}`, { orderStart: first })
    t.match(refused, { status: 409, body: { code: 'run_in_the_way', errors: [{ field: 'orderStart' }] } })
    t.match(await get(`/connections/${id}`), { orderStart: second }, 'it stays as it was')
    await get(`POST /runs/${runId}/cancel`)
    await until(product, `/runs/${runId}`, ended)
    shop.answer = whole
  })

  await t.test('moved earlier, the older ones come at once, and no more than once', async t => {
    const had = (await kept()).length
    t.match(await get(`PATCH /connections/${id}`, { orderStart: first }), { orderStart: first })
    const { items } = await get(`/runs?connectionId=${id}&limit=2`)
    t.strictSame(items.map((run: { entity: string }) => run.entity).sort(), ['orders', 'shipments'])
    for (const run of items) t.match(run, { kind: 'backfill', cause: 'order_start' })
    for (const { id: runId } of items) t.match(await until(product, `/runs/${runId}`, ended), { state: 'succeeded' })
    t.strictSame(await kept(), since(first))
    const events = await get('/events?entity=orders&limit=1000')
    t.equal(events.items.length, since(first).length, 'each is told once')
    t.ok(events.items.length > had)
    t.equal((await product.all('/shipments')).length, 2)
  })

  await t.test('moved later, nothing is deleted, and what lies before it is left alone', async t => {
    t.match(await get(`PATCH /connections/${id}`, { orderStart: second }), { orderStart: second })
    editOrder(before.id, { note: 'written outside' })
    editOrder(atMidnight.id, { note: 'written inside' })
    t.match(await runToEnd(product, id, { entity: 'orders' }), { state: 'succeeded', updated: 1, deleted: 0 })
    shop.store.deleteOrder(Number(since(first).find(one => !since(second).includes(one))), true)
    const reconciled = await runToEnd(product, id, { entity: 'orders', kind: 'reconcile' })
    t.match(reconciled, { state: 'succeeded', deleted: 0, updated: 0 })
    const noteOf = async (row: OrderRow) => {
      const [order] = await product.all(`/orders?externalId=${row.id}`)
      return (await get(`/orders/${order.id}`)).customerNote
    }
    t.equal(await noteOf(atMidnight), 'written inside')
    t.not(await noteOf(before), 'written outside')
    await get(`PATCH /connections/${id}`, { orderStart: first })
    const { items } = await get(`/runs?connectionId=${id}&entity=orders&limit=1`)
    await until(product, `/runs/${items[0].id}`, ended)
    t.equal(await noteOf(before), 'written outside', 'until it is moved back')
  })

  await t.test('cannot be what is no day', async t => {
    for (const orderStart of ['2026-02-30', 'yesterday', '0000-01-01', today.replaceAll('-', '/')])
      t.match(await ask(`PATCH /connections/${id}`, { orderStart }), {
        status: 400,
        body: { errors: [{ field: 'orderStart' }] },
      })
  })
})
