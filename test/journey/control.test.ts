import t, { type Test } from 'tap'
import { readFeed } from './feed.ts'
import { type Json, type Product, testOnProducts, until } from './product.ts'
import { connect, ended, runToEnd, start } from './shop.ts'
import { holdFrom, startSpoiltShop } from './spoilt-shop.ts'
import { idsOf } from './store-picture.ts'

t.setTimeout(600_000)

const orders = { entity: 'orders' }

interface Told {
  readonly event: string
  readonly data: Json
}

/** A run as it is told live, to its end. */
async function follow({ koppla }: Product, runId: string): Promise<Told[]> {
  const answer = await fetch(`${koppla.url}/api/v1/runs/${runId}/live`, {
    headers: { authorization: `Bearer ${koppla.operatorKey}` },
  })
  const events = (await answer.text()).split('\n\n').filter(text => text.startsWith('event:'))
  return events.map(text => {
    const [, event = '', data = 'null'] = /^event: (\w+)\ndata: (.*)$/.exec(text) ?? []
    return { event, data: JSON.parse(data) }
  })
}

await testOnProducts(t, 'a person has runs in hand', async (t, product) => {
  const shop = await startSpoiltShop(t, { orders: 320, products: 12, customers: 3 })
  const id = await connect(product, shop)
  const count = idsOf(shop.store.state, 'orders').length
  const { get, ask } = product
  const again = (body: object) => ask(`POST /connections/${id}/runs`, body)

  await t.test('while one is going another is refused, and it can be cancelled', async t => {
    const whole = shop.answer
    shop.answer = holdFrom(150)
    const runId = await start(product, id, orders)
    await until(product, `/runs/${runId}`, run => run.pages >= 1)
    t.match(await again(orders), { status: 409, body: { code: 'run_refused', runId, detail: /still going/ } })
    t.match(await again({ entity: 'orders', kind: 'reconcile' }), { status: 409 })
    t.match(await get(`POST /runs/${runId}/cancel`), { state: 'cancelling' })
    const run = await until(product, `/runs/${runId}`, ended)
    t.match(run, { state: 'cancelled', problem: null, cancelRequestedAt: /Z$/, endedAt: /Z$/ })
    t.ok(run.created > 0 && run.created < count, 'what it had read stays')
    t.match(await ask(`POST /runs/${runId}/cancel`), { status: 409, body: { detail: /has ended/ } })
    shop.answer = whole
    const next = await runToEnd(product, id, orders)
    t.match(next, { state: 'succeeded', created: count - run.created }, 'the next one goes on from there')
  })

  await t.test('a run is told live, from its beginning to its end', async t => {
    shop.server.latencyMs = 200
    const told = await follow(product, await start(product, id, { ...orders, kind: 'full' }))
    shop.server.latencyMs = 0
    t.strictSame(new Set(told.slice(0, -1).map(one => one.event)), new Set(['run']))
    t.match(told.at(-1), { event: 'end', data: { state: 'succeeded', remaining: 0 } })
    const read = told.map(one => one.data.read)
    t.strictSame(
      read,
      read.toSorted((a, b) => a - b),
      'it only grows',
    )
    t.ok(new Set(read).size > 2, 'page by page')
    t.ok(told.some(one => one.data.remaining > 0))
  })

  await t.test('a full run reads everything and changes nothing', async t => {
    const before = (await readFeed(product, 0)).length
    const run = await runToEnd(product, id, { ...orders, kind: 'full' })
    t.match(run, { state: 'succeeded', read: count, unchanged: count, created: 0, updated: 0, since: null })
    t.equal((await readFeed(product, 0)).length, before)
  })

  await t.test('a run from a date reads what was saved since, in the store’s zone', async t => {
    const day = new Date(Date.now() - 12 * 86_400_000).toISOString().slice(0, 10)
    const run = await runToEnd(product, id, { ...orders, kind: 'from_date', fromDate: day })
    const since = new Date(run.since)
    t.equal(since.toLocaleString('sv', { timeZone: 'Europe/Stockholm' }), `${day} 00:00:00`)
    const changed = shop.store.state.orders.filter(
      row => row.modified >= since.getTime() && row.status !== 'checkout-draft',
    )
    t.match(run, { state: 'succeeded', read: changed.length, unchanged: changed.length })
    t.ok(changed.length > 0 && changed.length < count)
    await refuseBadDates(t, again)
  })
})

async function refuseBadDates(t: Test, again: (body: object) => Promise<Json>): Promise<void> {
  const bad = [
    [{ ...orders, kind: 'from_date' }, 'fromDate'],
    [{ ...orders, kind: 'from_date', fromDate: '2999-01-01T00:00:00Z' }, 'fromDate'],
    [{ ...orders, kind: 'from_date', fromDate: '2026-02-30' }, 'fromDate'],
    [{ ...orders, fromDate: '2026-01-01' }, 'fromDate'],
    [{ ...orders, kind: 'sideways' }, 'kind'],
    [{ entity: 'invoices' }, 'entity'],
  ] as const
  for (const [body, field] of bad) t.match(await again(body), { status: 400, body: { errors: [{ field }] } })
}
