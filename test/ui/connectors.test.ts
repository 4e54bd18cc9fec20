import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { connect, runAll, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

/** More of the same, at other addresses. */
const copies = `INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report,
    verified_at, order_start)
  SELECT 'Shop ' || lpad(n::text, 3, '0'), system, identity || n, credential_key_id, credential_sealed, credential_shown, facts, report,
    verified_at, order_start FROM connections, generate_series(1, 230) n`

/** One of them is read when it is due, yet lacks an order that could not be stored. */
const doubtful = `WITH shop AS (SELECT id FROM connections WHERE name = 'Shop 229'),
  scheduled AS (INSERT INTO schedules (connection_id, entity, cron, time_zone, active, next_run_at)
    SELECT id, 'orders', '0 * * * *', 'UTC', true, now() + interval '1 hour' FROM shop),
  read AS (INSERT INTO checkpoints (connection_id, entity, watermark, our_time, complete_since, late_at)
    SELECT id, 'orders', now(), now(), '2000-01-01', now() + interval '3 hours' FROM shop)
  INSERT INTO rejections (connection_id, entity, key, reason, raw) SELECT id, 'orders', '7', 'spoilt', '{}' FROM shop`

t.test('a long list of connections is read to its end, and searched whole', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 6, products: 4, customers: 3 })
  const id = await connect(product, shop)
  await runAll(product, id, 'incremental')
  await product.get(`POST /connections/${id}/schedules/orders/activate`)
  await product.stop()
  await product.tell(copies)
  await product.tell(doubtful)
  await product.start()
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const rows = page.locator('table tbody tr')
  await page.goto(`${product.koppla.url}/settings/connectors`)
  await rows.first().waitFor()
  t.equal(await rows.count(), 50)
  await page.getByRole('button', { name: 'More' }).click()
  await rows.nth(99).waitFor()

  await page.getByRole('searchbox').fill('shop 229')
  await page.getByText('Shop 001').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Shop 229' }).waitFor()
  t.equal(await rows.count(), 1, 'what is far down the list is found')
  const row = await rows.first().innerText()
  t.match(row, /Needs attention/)
  t.match(row, /Not complete/)
  t.notMatch(row, /Active|Up to date/, 'what is fresh and not complete is not shown as well')
  const reason = page.getByRole('link', { name: 'Orders: 1 record set aside' })
  t.match(await reason.getAttribute('href'), /\/rejections\?entity=orders$/)
  await page.getByRole('searchbox').fill('nowhere')
  await page.getByText('No connection has this in its name').waitFor()

  await page.getByRole('searchbox').fill('Ljus')
  const chip = page.getByRole('link', { name: /^Orders/ }).and(page.locator('.chip:visible'))
  await chip.waitFor()
  t.match(await chip.innerText(), /next in/)
  const connection = await product.get(`/connections/${id}`)
  const [orders] = connection.entities.filter((one: { entity: string }) => one.entity === 'orders')
  t.equal(orders.freshness, 'fresh')
  t.match(await rows.first().innerText(), /Active\s+Up to date\s+Complete since/)
  await holdAccessible(t, page)
  await page.setViewportSize({ width: 400, height: 800 })
  await chip.waitFor()
  // A small screen says the least.
  await page.getByText('next in').first().waitFor({ state: 'hidden' })
  t.ok((await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')) <= 0)
  await holdAccessible(t, page)
})
