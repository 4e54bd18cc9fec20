// Whatever a page says, it says what can be done next.
import t from 'tap'
import { type Json, startProduct } from '../journey/product.ts'
import { connect, runToEnd, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { waitForPage } from './inspect.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('no state is without a next step', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 6, products: 2, customers: 2 })
  const spoilt = shop.store.state.orders.find(one => one.status === 'completed') ?? shop.store.createOrder({})
  const connectionId = await connect(product, shop)
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const main = page.getByRole('main')
  const open = async (path: string) => {
    await page.goto(product.koppla.url + path)
    await waitForPage(page)
  }

  await t.test('before the first order the start page leads to what brings them', async t => {
    await open('/')
    await main.getByText('They arrive when an import of orders has run.').waitFor()
    await holdAccessible(t, page)
    await main.getByRole('link', { name: 'See the runs' }).click()
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor()
    await main.getByText('No runs yet').waitFor()
  })

  await t.test('filters that find nothing are cleared where it is said', async t => {
    for (const [path, words] of [
      ['/runs?state=failed', 'Nothing matches these filters'],
      ['/rejections?entity=stock', 'Nothing matches these filters'],
      ['/settings/alerts?open=true', 'No alert fits these filters'],
      ['/settings/connectors?q=nowhere', 'No connection has this in its name'],
      ['/settings/audit?actor=nobody', 'No change fits these filters'],
      ['/orders?status=failed&createdFrom=2001-01-01', 'Nothing matches these filters'],
    ] as const) {
      await open(path)
      await main.getByText(words).waitFor()
      await holdAccessible(t, page)
      await main.getByRole('button', { name: 'Clear filters' }).last().click()
      await main.getByText(words).waitFor({ state: 'detached' })
      t.equal(new URL(page.url()).search, '', path)
    }
  })

  await t.test('what runs and rejections are filtered by is what the systems can have', async t => {
    for (const path of ['/runs', '/rejections', `/settings/connectors/${connectionId}/runs`]) {
      await open(path)
      await main.getByRole('combobox', { name: 'What' }).click()
      const options = page.getByRole('option')
      await options.getByText('Invoices').waitFor({ state: 'detached' })
      t.strictSame(await options.allInnerTexts(), ['Orders', 'Products', 'Customers', 'Shipments', 'Stock'], path)
    }
  })

  await t.test('what is wanting is told with what to do', async t => {
    shop.store.spoilRecord('orders', spoilt.id, 'fatal')
    await runToEnd(product, connectionId, { entity: 'orders' })
    await open(`/settings/connectors/${connectionId}`)
    await main.getByText('Look at the reasons, put them right in the store, and retry.').waitFor()
    await main.getByRole('link', { name: 'See the reasons' }).waitFor()
    await holdAccessible(t, page)
  })

  await t.test('a record set aside is retried and dismissed where it stands', async t => {
    await open('/rejections')
    const retry = main.getByRole('button', { name: /^Retry: \d+$/ })
    await retry.click()
    await page.getByText(/1 could not be stored/).waitFor()
    await main.getByRole('button', { name: /^Dismiss: \d+$/ }).click()
    const asked = page.getByRole('dialog')
    await asked.getByRole('button', { name: 'Cancel' }).click()
    await asked.waitFor({ state: 'detached' })
    await main.getByRole('button', { name: /^Dismiss: \d+$/ }).click()
    await asked.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await main.getByText('Nothing is set aside').waitFor()
    shop.store.spoilRecord('orders', spoilt.id, null)
    await open('/rejections?state=dismissed')
    await retry.click()
    await page.getByText('1 stored').waitFor()
    t.equal((await product.get(`/orders?externalId=${spoilt.id}`)).items.length, 1, 'what was dismissed has come in')
  })

  await t.test('it is seen when the store was counted, and what was not yet', async t => {
    await open(`/settings/connectors/${connectionId}`)
    await main.getByText('Not counted yet: the comparison with the store counts them').waitFor()
    const counts = (entity: string) =>
      main
        .getByRole('row', { name: new RegExp(`^${entity}`) })
        .getByRole('cell')
        .nth(3)
    t.equal(await counts('Stock').innerText(), 'not counted yet')
    await runToEnd(product, connectionId, { entity: 'orders', kind: 'reconcile' })
    await main.getByText(/^counted /).waitFor()
    t.match(await counts('Orders').innerText(), /^\d+ of \d+\s+counted /)
  })

  await t.test('the run that is in the way of another is a link away', async () => {
    shop.server.latencyMs = 3_000
    const { id } = await product.get(`POST /connections/${connectionId}/runs`, { entity: 'customers' })
    await open(`/settings/connectors/${connectionId}/first-imports`)
    await main.getByRole('checkbox', { name: 'Import once now: Customers' }).press('Space')
    await main.getByRole('button', { name: 'Start' }).click()
    await main.getByRole('link', { name: 'See the run that goes on' }).click()
    await page.waitForURL(`**/runs/${id}`)
    shop.server.latencyMs = 0
    await page.getByRole('status').getByText('Succeeded').waitFor()
  })

  await t.test('an order leads to its customer, and says what the list is filtered by', async t => {
    const { items } = await product.get('/orders?limit=50')
    const bought = items.find((one: Json) => one.customerExternalId !== null && one.email !== null)
    await open(`/orders/${bought.id}`)
    await main.getByRole('link', { name: bought.customerName }).click()
    await main.getByRole('button', { name: `Id in the store: ${bought.customerExternalId}: Clear filters` }).waitFor()
    const rows = main.getByRole('table', { name: 'Customers' }).locator('tbody tr')
    await rows.first().waitFor()
    t.equal(await rows.count(), 1)
    await open(`/orders/${bought.id}`)
    await main.getByRole('link', { name: bought.email }).click()
    await main.getByRole('button', { name: `E-mail: ${bought.email}: Clear filters` }).click()
    await main.getByRole('table', { name: 'Orders' }).waitFor()
    t.equal(new URL(page.url()).search, '')
  })

  await t.test('a part of a page that cannot be loaded says so', async t => {
    const { id } = (await product.get('/orders?limit=1')).items[0]
    await rename({ events: 'events_away', seals: 'seals_away' })
    await open(`/orders/${id}`)
    await main.getByText('What happened to it here could not be loaded').waitFor()
    await main.getByRole('button', { name: 'Try again' }).waitFor()
    await holdAccessible(t, page)
    await open(`/settings/connectors/${connectionId}`)
    await main.getByText('This could not be loaded').waitFor()
    await holdAccessible(t, page)
    await rename({ events_away: 'events', seals_away: 'seals' })
    await open(`/orders/${id}`)
    await main.getByRole('link', { name: 'run' }).waitFor()
  })

  /** As if the database had lost them. */
  async function rename(tables: Readonly<Record<string, string>>): Promise<void> {
    await product.stop()
    for (const [from, to] of Object.entries(tables)) await product.tell(`ALTER TABLE ${from} RENAME TO ${to}`)
    await product.start()
  }
})
