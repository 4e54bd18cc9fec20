// Never "all is well" where nothing arrives; and each trouble leads to where it is mended, by whoever may.
import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { connect, runAll, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser, openContext } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('a connection is well only while what is switched on arrives', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 6, products: 4, customers: 3 })
  const refunded = shop.store.state.orders.find(one => one.status === 'completed') ?? shop.store.createOrder({})
  shop.store.addRefund(refunded.id, { amount: 1, reason: 'Broken', lines: [] })
  const id = await connect(product, shop)
  await runAll(product, id, 'incremental')
  await product.get(`POST /connections/${id}/schedules/orders/activate`)
  const browser = await openBrowser(t)
  const page = await signInFirst(browser, product.koppla)
  const main = page.getByRole('main')
  const there = `/settings/connectors/${id}`
  const open = (path: string) => page.goto(product.koppla.url + path)
  const tell = async (sql: string) => {
    await product.stop()
    await product.tell(sql)
    await product.start()
  }

  await t.test('fresh and complete, it is', async () => {
    await open(there)
    await main.getByText('All is well').waitFor()
  })

  await t.test('a refund without a day does not keep its order from being shown', async t => {
    await tell('UPDATE order_refunds SET created_at = NULL')
    await open(`/orders?externalId=${refunded.id}`)
    await main.getByRole('link', { name: `#${refunded.id}` }).click()
    await main.getByRole('table', { name: 'Refunds' }).getByText('–').first().waitFor()
    await holdAccessible(t, page)
  })

  await t.test('late, it says so, why, and where to look', async t => {
    await tell(`UPDATE checkpoints SET late_at = now() - interval '1 hour', watermark = now() - interval '3 hours' WHERE entity = 'orders';
      UPDATE schedules SET next_run_at = now() + interval '1 day'`)
    await open(there)
    await main.getByText('Orders: Late').waitFor()
    t.equal(await main.getByText('All is well').count(), 0)
    await holdAccessible(t, page)
    await open('/settings/connectors')
    await main.getByRole('link', { name: 'Something is late: see why' }).click()
    await main.getByText('Orders: Late').waitFor()
  })

  await t.test('paused, it says so, and leads to where it is resumed', async t => {
    await product.get(`POST /connections/${id}/pause`)
    await open(there)
    await main.getByText('A person paused it: nothing is imported.').waitFor()
    t.equal(await main.getByText('All is well').count(), 0)
    await holdAccessible(t, page)
    await main.getByRole('link', { name: 'Go to its settings' }).click()
    await main.getByRole('button', { name: 'Resume' }).waitFor()
    await product.get(`POST /connections/${id}/resume`)
  })

  await t.test('access that ends unless it is used is told of, with what to do', async t => {
    await tell(`UPDATE checkpoints SET late_at = now() + interval '3 hours', watermark = now();
      INSERT INTO shared_secrets (connection_id, credential_version, ends_at)
      SELECT id, credential_version, now() + interval '5 days' FROM connections`)
    const storageState = { cookies: await page.context().cookies(), origins: [] }
    const context = await openContext(browser, { storageState, locale: 'sv-SE', viewport: { width: 400, height: 900 } })
    const swedish = await context.newPage()
    await open(there)
    await swedish.goto(product.koppla.url + there)
    await main.getByText(/^The access to the system ends on 20\d\d-\d\d-\d\d unless it is used before\.$/).waitFor()
    await main.getByText('Verify the connection: that renews it, and so does every run.').waitFor()
    t.equal(await main.getByText('All is well').count(), 0)
    await holdAccessible(t, page)
    const note = swedish.getByRole('main').getByText(/^Åtkomsten till systemet upphör/)
    await note.waitFor()
    await holdAccessible(t, swedish)
    if (process.env['PICTURE']) await swedish.screenshot({ path: process.env['PICTURE'], fullPage: true })
    await swedish.getByRole('link', { name: 'Till dess inställningar' }).click()
    await swedish.getByRole('button', { name: 'Verifiera anslutning' }).first().waitFor()
    await tell('DELETE FROM shared_secrets')
    await open(there)
    await main.getByText('All is well').waitFor()
  })

  await t.test('a viewer is not told to switch on what only an admin may', async t => {
    await product.get(`POST /connections/${id}/schedules/orders/deactivate`)
    const { email, password } = await product.get('POST /users', { name: 'V', email: 'v@example.com', role: 'viewer' })
    const context = await openContext(browser)
    const headers = { origin: product.koppla.url }
    await context.request.post(`${product.koppla.url}/api/v1/session`, { headers, data: { email, password } })
    const data = { oldPassword: password, newPassword: 'a password of my own' }
    await context.request.patch(`${product.koppla.url}/api/v1/me`, { headers, data })
    const seen = await context.newPage()
    for (const path of ['/', '/settings/connectors', there]) {
      await seen.goto(product.koppla.url + path)
      await seen.getByRole('main').getByText('An admin can change that.').first().waitFor()
      t.equal(await seen.getByRole('link', { name: 'Switch on a schedule' }).count(), 0, path)
    }
  })
})
