import t, { type Test } from 'tap'
import type { Key } from '../../connectors/woocommerce/practice-store/index.ts'
import { listIds } from './our-picture.ts'
import { type Json, type Product, testOnProducts, until } from './product.ts'
import { connect, ended, formOf, runToEnd, start, startShop } from './shop.ts'
import { holdFrom, type SpoiltShop, startSpoiltShop } from './spoilt-shop.ts'
import { idsOf } from './store-picture.ts'

t.setTimeout(600_000)

const orders = { entity: 'orders' }
const size = { orders: 120, products: 12, customers: 3 }

/** The shopkeeper deletes a key under WooCommerce > Settings > Advanced > REST API, and may make it anew. */
function keysOf({ store: { state } }: SpoiltShop) {
  const keys = state.keys as Key[]
  return {
    remove: ({ key }: Key) => keys.splice(0, keys.length, ...keys.filter(one => one.key !== key)),
    add: (key: Key) => keys.push(key),
  }
}

await testOnProducts(t, 'a credential in mid-life', async (t, product) => {
  const shop = await startSpoiltShop(t, size)
  const { readWrite, manager, readOnly } = shop.keys
  const keys = keysOf(shop)
  const id = await connect(product, shop)
  const { get, ask } = product
  await runToEnd(product, id, orders)
  const connection = () => get(`/connections/${id}`)
  const put = (key: Key) => ask(`PUT /connections/${id}/credential`, { credential: formOf(shop, key).credential })

  await t.test('deleted in the store, the connection asks for a person, and for nothing else', async t => {
    keys.remove(readWrite)
    const run = await runToEnd(product, id, orders)
    t.match(run, { state: 'failed', problem: { kind: 'auth', message: /key/, remedy: /.{20}/ } })
    t.match(await connection(), { state: 'needs_attention', attention: { kind: 'auth', message: run.problem.message } })
    t.match(await ask(`POST /connections/${id}/runs`, orders), { status: 409, body: { detail: /waits for a person/ } })
    await skipOnce(t, product, id)
    t.match(await get(`POST /connections/${id}/verify`), { green: false })
    t.match(await connection(), { state: 'needs_attention' }, 'a report that is not green changes nothing')
  })

  await t.test('made anew in the store, verifying clears it', async t => {
    keys.add(readWrite)
    t.match(await get(`POST /connections/${id}/verify`), { green: true })
    t.match(await connection(), { state: 'active', attention: null })
    t.match(await runToEnd(product, id, orders), { state: 'succeeded' })
  })

  await t.test('replaced only by one that is verified, of the same store', async t => {
    const wrong = await put({ ...manager, secret: `${manager.secret.slice(0, -4)}0000` })
    t.match(wrong, { status: 409, body: { code: 'not_verified', report: [{}] } })
    const other = await startShop(t, { ...size, seed: 2 })
    const elsewhere = await ask(`PUT /connections/${id}/credential`, { credential: formOf(other).credential })
    t.match(elsewhere, { status: 409, body: { code: /other_store|not_verified/ } })
    t.match((await connection()).credential.secret, new RegExp(`${readWrite.secret.slice(-4)}$`))
    t.match(await runToEnd(product, id, orders), { state: 'succeeded' }, 'the old one is in use until then')
    keys.remove(readWrite)
    t.match(await runToEnd(product, id, orders), { state: 'failed' })
    t.match(await put(manager), { status: 200, body: { state: 'active', attention: null } })
    t.match((await connection()).credential.secret, new RegExp(`${manager.secret.slice(-4)}$`))
    t.match(await runToEnd(product, id, orders), { state: 'succeeded' })
  })

  await t.test('replaced while a run is going, the run goes on with the new one', async t => {
    const whole = shop.answer
    let release = () => {}
    const released = new Promise<void>(resolve => (release = resolve))
    shop.answer = async ({ query }, give) => {
      if (query.get('orderby') === 'id' && Number(query.get('offset')) > 0) await released
      return give()
    }
    const runId = await start(product, id, { ...orders, kind: 'full' })
    await until(product, `/runs/${runId}`, run => run.state === 'running')
    t.match(await put(readOnly), { status: 200 })
    keys.remove(manager)
    release()
    const run = await until(product, `/runs/${runId}`, ended)
    shop.answer = whole
    t.match(run, { state: 'succeeded' })
    t.match(await connection(), { state: 'active', attention: null })
    t.strictSame(await listIds(product, '/orders'), idsOf(shop.store.state, 'orders'))
  })
})

/** A schedule that is due meanwhile is skipped with the reason, on record once. */
async function skipOnce(t: Test, product: Product, id: string): Promise<void> {
  await product.get(`POST /connections/${id}/schedules/orders/activate`)
  for (let n = 0; n < 2; n++) {
    await product.stop()
    await product.tell(`UPDATE schedules SET next_run_at = now() WHERE active`)
    await product.start()
    await until(product, `/connections/${id}/schedules/orders`, one => Date.parse(one.nextRunAt) > Date.now())
  }
  const { items } = await product.get('/runs?state=skipped')
  t.match(items, [{ state: 'skipped', problem: { message: /waits for a person/ } }])
  t.equal(items.length, 1)
  await product.get(`POST /connections/${id}/schedules/orders/deactivate`)
}

await testOnProducts(t, 'a connection that is paused', async (t, product) => {
  const shop = await startSpoiltShop(t, { ...size, orders: 220 })
  const id = await connect(product, shop)
  const { get, ask } = product
  const whole = shop.answer
  shop.answer = holdFrom(150)
  const runId = await start(product, id, orders)
  await until(product, `/runs/${runId}`, run => run.pages >= 1)
  t.match(await get(`POST /connections/${id}/pause`), { state: 'paused', pausedAt: /Z$/ })
  const stopped: Json = await until(product, `/runs/${runId}`, ended)
  t.match(stopped, { state: 'cancelled' }, 'what was going is ended')
  t.match(await ask(`POST /connections/${id}/runs`, orders), { status: 409, body: { detail: /paused since/ } })
  shop.answer = whole
  t.match(await get(`POST /connections/${id}/resume`), { state: 'active', pausedAt: null })
  const { length } = idsOf(shop.store.state, 'orders')
  t.match(await runToEnd(product, id, orders), { state: 'succeeded', created: length - stopped.created }, 'and goes on')
})

await testOnProducts(t, 'a key that may no longer read one thing', async (t, product) => {
  const shop = await startSpoiltShop(t, size)
  const id = await connect(product, shop)
  const { get, ask } = product
  const whole = shop.answer
  const body = { code: 'woocommerce_rest_cannot_view', message: 'Sorry', data: { status: 403 } }
  shop.answer = ({ path }, give) => (path.endsWith('/customers') ? { status: 403, body } : give())
  const customers = { entity: 'customers' }
  t.match(await runToEnd(product, id, customers), { state: 'failed', problem: { kind: 'permission' } })
  t.match(await get(`/connections/${id}`), { state: 'active' }, 'the rest goes on')
  t.match(await ask(`POST /connections/${id}/schedules/customers/activate`), { status: 409 })
  t.match(await ask(`POST /connections/${id}/runs`, customers), { status: 409, body: { detail: /cannot be read/ } })
  t.match(await runToEnd(product, id, orders), { state: 'succeeded' })
  shop.answer = whole
  t.match(await get(`POST /connections/${id}/verify`), { green: true, unreadable: {} })
  t.match(await get(`POST /connections/${id}/schedules/customers/activate`), { active: true })
  t.match(await runToEnd(product, id, customers), { state: 'succeeded' })
})
