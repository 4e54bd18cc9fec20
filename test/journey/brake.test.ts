import t from 'tap'
import { readFeed } from './feed.ts'
import { listIds } from './our-picture.ts'
import { testOnProducts, until } from './product.ts'
import { connect, ended, runToEnd, start, startShop } from './shop.ts'
import { idsOf } from './store-picture.ts'

t.setTimeout(600_000)

const reconcile = { entity: 'orders', kind: 'reconcile' }

await testOnProducts(t, 'a store that has lost much of what it had', async (t, product) => {
  const shop = await startShop(t, { orders: 120, products: 12, customers: 3 })
  const { state, deleteOrder } = shop.store
  const id = await connect(product, shop)
  const { get, ask } = product
  await runToEnd(product, id, { entity: 'orders' })
  const all = idsOf(state, 'orders')
  const live = '/orders?deleted=false'
  const lose = (count: number) => {
    for (const row of state.orders.filter(one => one.status !== 'checkout-draft').slice(0, count))
      deleteOrder(row.id, true)
  }

  await t.test('is not followed before a person has looked', async t => {
    lose(36)
    const run = await runToEnd(product, id, reconcile)
    t.match(run, {
      state: 'needs_approval',
      deleted: 0,
      problem: { kind: 'approval', count: 36, message: /36 of \d+ orders/ },
    })
    t.match(run.problem.remedy, /approve/)
    t.strictSame(await listIds(product, live), all, 'nothing is marked deleted')
    t.match(await get(`/connections/${id}`), { state: 'needs_attention' })
    t.match(await runToEnd(product, id, { entity: 'orders' }), { state: 'succeeded', deleted: 0 }, 'imports go on')
    t.match(await get(`POST /runs/${run.id}/cancel`), { state: 'cancelled' })
    t.match(await get(`/connections/${id}`), { state: 'active' })
    t.match(await ask(`POST /runs/${run.id}/approve`), { status: 409 })
  })

  await t.test('what a person agreed to is marked deleted, and no more than that', async t => {
    const run = await runToEnd(product, id, reconcile)
    lose(24)
    t.match(await get(`POST /runs/${run.id}/approve`), { state: 'queued', approvedAt: /Z$/ })
    const approved = await until(product, `/runs/${run.id}`, ended)
    t.match(approved, { state: 'succeeded', deleted: 36 }, 'what was lost since was not in that sweep')
    const next = await start(product, id, reconcile)
    t.match(await until(product, `/runs/${next}`, ended), { state: 'needs_approval', problem: { count: 24 } })
    await get(`POST /runs/${next}/approve`)
    t.match(await until(product, `/runs/${next}`, ended), { state: 'succeeded', deleted: 24 })
    t.strictSame(await listIds(product, live), idsOf(state, 'orders'))
    t.strictSame(await listIds(product, '/orders'), all, 'marked, not erased')
    const gone = (await readFeed(product, 0)).filter(event => event.change === 'deleted')
    t.equal(new Set(gone.map(event => event.externalId)).size, 60)
    t.equal(gone.length, 60, 'each is told once')
  })
})
