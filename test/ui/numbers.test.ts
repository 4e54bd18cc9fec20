import t from 'tap'
import type { Json } from '../journey/api.ts'
import { startProduct } from '../journey/product.ts'
import { connect, entities, runAll, runToEnd, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('every number leads to what it counts', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 12, products: 6, customers: 3, timeZone: 'Europe/Stockholm' })
  const { addTrackingMeta, createOrder, deleteOrder } = shop.store
  // The second of January in Stockholm, the first where the person sits who looks for it.
  const newYear = createOrder({ created: new Date('2012-01-01T23:30:00Z') })
  const [sold, gone] = [createOrder({}), createOrder({})]
  addTrackingMeta(sold.id, 'shipment-tracking')
  const id = await connect(product, shop)
  await runAll(product, id, 'incremental')
  deleteOrder(gone.id, true)
  await runAll(product, id, 'reconcile')
  const page = await signInFirst(await openBrowser(t), product.koppla, { timezoneId: 'America/New_York' })
  const { url } = product.koppla
  const rowsOf = (title: string) => page.getByRole('table', { name: title, exact: true }).locator('tbody tr')
  const orders = rowsOf('Orders')
  const open = async (path: string) => {
    await page.goto(url + path)
    await page.locator('table').first().waitFor()
  }
  const overview = `/settings/connectors/${id}`
  /** Taken from the calendar: the year of its decade first. */
  const chooseJanuary2012 = async () => {
    await page.getByLabel('Compare').selectOption('A month')
    await page.getByLabel('A month', { exact: true }).click()
    await page.getByRole('button', { name: /^20\d\d$/ }).click()
    for (const name of ['Previous', '2012', 'Jan']) await page.getByRole('button', { name, exact: true }).click()
  }

  for (const entity of entities)
    await t.test(`of ${entity}, without those that are gone`, async t => {
      await open(overview)
      const link = page.locator(`table a[href^="/${entity}?"]`)
      const counted = Number(await link.innerText())
      await link.click()
      await page.waitForURL(/deleted=false/)
      const rows = rowsOf(entity[0]!.toUpperCase() + entity.slice(1))
      await rows.first().waitFor()
      t.ok(counted > 0)
      t.equal(await rows.count(), counted)
      await holdAccessible(t, page)
    })

  await t.test('of a run: what it brought, and what it took away', async t => {
    for (const [kind, name, link] of [
      ['incremental', 'New', 'createdByRun'],
      ['reconcile', 'Deleted', 'deletedByRun'],
    ] as const) {
      const runs = (await product.get(`/runs?connectionId=${id}&entity=orders`)).items as Json[]
      const run = runs.find(one => one.kind === kind)
      await page.goto(`${url}/runs/${run.id}`)
      const number = page.locator(`a[href*="${link}="]`)
      const counted = Number(await number.innerText())
      await number.click()
      await orders.first().waitFor()
      t.ok(counted > 0, name)
      t.equal(await orders.count(), counted)
      await holdAccessible(t, page)
    }
    await page.getByRole('button', { name: 'Deleted by one run: Clear filters' }).click()
    await orders.nth(5).waitFor()
    t.notMatch(page.url(), /Run=/)
  })

  await t.test('of the runs in a list, too', async t => {
    await open(`${overview}/runs?entity=orders`)
    const number = rowsOf('Runs').locator('a[href*="createdByRun="]')
    t.equal(await number.count(), 1, 'nothing is no link')
    const counted = Number(await number.innerText())
    await number.click()
    await orders.first().waitFor()
    t.equal(await orders.count(), counted)
  })

  await t.test('of a day: the runs that were begun in it', async t => {
    await open(overview)
    const days = page.locator('.day-bars').first().getByRole('link')
    t.equal(await days.count(), 1, 'all was read today')
    await days.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/startedFrom=/)
    const runs = rowsOf('Runs')
    await runs.first().waitFor()
    t.equal(await runs.count(), (await product.get(`/runs?connectionId=${id}&limit=50`)).items.length)
    await holdAccessible(t, page)
    await page.getByLabel('Started before').fill('2/1/2012')
    await page.getByText('Nothing matches these filters').waitFor()
  })

  await t.test('what is gone is looked for by a filter that is seen, and cleared', async t => {
    await open(`/orders?connectionId=${id}&deleted=false`)
    const there = await orders.count()
    await page.getByRole('combobox', { name: 'In the store' }).click()
    await page.getByRole('option', { name: 'Deleted in the store' }).click()
    await page.getByRole('link', { name: `#${sold.id}` }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: `#${gone.id}` }).waitFor()
    t.match(await orders.allInnerTexts(), [new RegExp(`#${gone.id}`)])
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('link', { name: `#${sold.id}` }).waitFor()
    t.equal(await orders.count(), there + 1)
  })

  await t.test('of the orders of today', async t => {
    await open('/')
    const link = page.getByRole('table', { name: 'Orders today' }).locator('td.number a').first()
    const counted = Number(await link.innerText())
    await link.click()
    await page.waitForURL(/createdFrom=/)
    await orders.first().waitFor()
    t.equal(await orders.count(), counted)
    t.match(await page.getByLabel('Created from').inputValue(), /^\d\d\/\d\d\/\d{4}$/)
  })

  await t.test('and a day is one of the store, wherever one sits', async t => {
    await open('/orders?createdFrom=2012-01-02&createdBefore=2012-01-03')
    await page.getByText('Days are those of Europe/Stockholm.').waitFor()
    t.match(await orders.allInnerTexts(), { length: 1, 0: new RegExp(`#${newYear.id}`) })
    await page.goto(`${url}/orders?createdFrom=2012-01-01&createdBefore=2012-01-02`)
    await page.getByText('Nothing matches these filters').waitFor()
  })

  await t.test('shipments and stock are found from the data of a connection, and searched', async t => {
    const { sku } = (await product.get('/stock?limit=1')).items[0]
    await open(`${overview}/data`)
    await page.getByRole('link', { name: 'All shipments' }).waitFor()
    await page.getByRole('link', { name: 'All stock' }).click()
    await page.getByRole('searchbox').fill(sku)
    await page.waitForURL(/sku=/)
    await page.getByRole('link', { name: sku, exact: true }).waitFor()
    await rowsOf('Stock').nth(1).waitFor({ state: 'detached' })
    const csv = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')
    t.match(await (await page.request.get(url + csv)).text(), new RegExp(`^\\uFEFF?sku,.*\\n${sku},`))
    await page.getByRole('link', { name: sku, exact: true }).click()
    await page.waitForURL(/\/products\?/)
    await rowsOf('Products').first().waitFor()
    t.equal(await rowsOf('Products').count(), 1, 'each leads to its product')
  })

  await t.test('a month is compared with the store, and what differs leads to its order', async t => {
    await open(overview)
    await chooseJanuary2012()
    await page.getByRole('button', { name: 'Compare now' }).click()
    await page.getByText('2012-01: equal, order by order').waitFor()
    const counts = page.getByRole('link', { name: /orders in the store/ })
    const [, counted] = /, (\d+) here/.exec(await counts.innerText())!
    await counts.click()
    await orders.first().waitFor()
    t.equal(await orders.count(), Number(counted), 'its counts lead to what they count')
    shop.store.setStatus(newYear.id, 'cancelled')
    await open(overview)
    await chooseJanuary2012()
    await page.getByRole('button', { name: 'Compare now' }).click()
    await page.getByText('2012-01: 1 difference').waitFor()
    await holdAccessible(t, page)
    await page.reload()
    const differing = page.getByRole('table', { name: 'Differences' })
    await differing.getByText(/It is “cancelled” in the store/).waitFor()
    await page.getByRole('button', { name: 'Import orders now' }).click()
    await page.waitForURL(/\/runs\//)
    await page.getByRole('status').getByText('Succeeded').waitFor()
    const changed = page.locator('a[href*="updatedByRun="]')
    t.equal(await changed.innerText(), '1')
    await changed.click()
    await orders.first().waitFor()
    t.match(await orders.allInnerTexts(), { length: 1, 0: new RegExp(`#${newYear.id}`) }, 'a run tells what it changed')
    await open(overview)
    await differing.getByRole('link', { name: `#${newYear.id}` }).click()
    await orders.first().waitFor()
    t.match(await orders.allInnerTexts(), { length: 1, 0: new RegExp(`#${newYear.id}`) })
    await holdAccessible(t, page)
    await page.getByRole('button', { name: `Id in the store: ${newYear.id}: Clear filters` }).click()
    await orders.nth(5).waitFor()
    t.notMatch(page.url(), /externalId/, 'what the link asked for is seen, and let go of')
  })

  await t.test('of a run: what it set aside', async t => {
    shop.store.spoilRecord('orders', sold.id, 'fatal')
    const run = await runToEnd(product, id, { entity: 'orders', kind: 'full' })
    await page.goto(`${url}/runs/${run.id}`)
    const number = page.locator('a[href*="/rejections?"]')
    t.equal(await number.innerText(), '1')
    await number.click()
    await rowsOf('Rejections').first().waitFor()
    t.match(await rowsOf('Rejections').allInnerTexts(), { length: 1, 0: new RegExp(`Orders ${sold.id}`) })
  })

  await t.test('in the hand too it is told since when all is there', async t => {
    await page.setViewportSize({ width: 400, height: 800 })
    await open(overview)
    await page.getByRole('columnheader', { name: 'Complete since' }).waitFor()
    const sticksOut = `(() => { const table = document.querySelector('table')
      return table.getBoundingClientRect().right - table.closest('.card').getBoundingClientRect().right })()`
    t.ok((await page.evaluate<number>(sticksOut)) <= 0, 'and the table stays in its place')
  })
})
