// Whatever a page says, it says what can be done next.
import t from 'tap'
import { startProduct } from '../journey/product.ts'
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
})
