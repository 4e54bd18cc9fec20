import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { connect, runToEnd, startShop } from '../journey/shop.ts'
import { startReceiver, webhookSecret } from '../support/alerts.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('a store that has lost much waits for a person, who is shown what for', async t => {
  const receiver = await startReceiver(t)
  const product = await startProduct(t, 'embedded', {
    KOPPLA_ALERT_WEBHOOK_URL: `${receiver.server.baseUrl}/hook`,
    KOPPLA_ALERT_WEBHOOK_SECRET: webhookSecret,
  })
  const shop = await startShop(t, { orders: 60, products: 4, customers: 3 })
  const connectionId = await connect(product, shop)
  await runToEnd(product, connectionId, { entity: 'orders' })
  const lost = shop.store.state.orders.filter(one => one.status !== 'checkout-draft').slice(0, 30)
  for (const { id } of lost) shop.store.deleteOrder(id, true)
  const reconcile = () => runToEnd(product, connectionId, { entity: 'orders', kind: 'reconcile' })
  await reconcile()
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const main = page.getByRole('main')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  await t.test('from the start page to what would be deleted, which is kept', async t => {
    await page.goto(product.koppla.url)
    await main.getByText('A run would delete much, and waits for an admin.').waitFor()
    await main.getByRole('link', { name: 'Orders: See what it would delete' }).click()
    await main.getByText(/^30 of \d+ would be marked deleted$/).waitFor()
    await main.getByText(/keep them; if the store is to be put right/).waitFor()
    t.equal(await main.getByRole('list').getByRole('link').count(), 10)
    await holdAccessible(t, page)
    await press('Show all 30')
    const all = main.getByRole('table').locator('tbody').getByRole('link')
    await all.first().waitFor()
    t.equal(await all.count(), 30, 'all that would be deleted can be looked at')
    await holdAccessible(t, page)
    await all.first().click()
    await page.getByRole('heading', { name: /^Order \d+/ }).waitFor()
    await page.goBack()
    await press('Keep them')
    await main.getByText('Cancelled', { exact: true }).waitFor()
    t.equal((await product.get('/orders?deleted=true')).items.length, 0)
  })

  await t.test('it is cancelled where the store is to be put right first', async () => {
    await page.goto(`${product.koppla.url}/runs/${(await reconcile()).id}`)
    await press('Cancel the run')
    await main.getByText('Cancelled', { exact: true }).waitFor()
  })

  await t.test('asked again by hand, it is approved', async t => {
    const { id } = await reconcile()
    await page.goto(`${product.koppla.url}/runs/${id}`)
    await press('Approve the deletion')
    await page.getByRole('dialog').getByRole('button', { name: 'Approve the deletion' }).click()
    await main.getByText('Succeeded', { exact: true }).waitFor()
    t.equal((await product.get('/orders?deleted=true')).items.length, 30)
  })

  await t.test('an admin sees who is told of such things, and tries it', async t => {
    await page.goto(`${product.koppla.url}/settings/alerts`)
    await main.getByText(`Webhook to ${new URL(receiver.server.baseUrl).host}`).waitFor()
    await press('Send a test message')
    await page.getByText('The test message was taken.').waitFor()
    await main.getByText('the last message was taken').waitFor()
    t.ok(receiver.received.length > 0)
    await holdAccessible(t, page)
    receiver.status = 500
    await press('Send a test message')
    await main.getByText('the last message was not taken').waitFor()
    await holdAccessible(t, page)
  })
})
