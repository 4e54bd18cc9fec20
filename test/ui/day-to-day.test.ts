// What is done on a connection from day to day.
import t from 'tap'
import { until } from '../journey/product.ts'
import { buildPages, holdAccessible, openBrowser, openContext } from './browser.ts'
import { waitForPage } from './inspect.ts'
import { anna, setStage, signIn } from './stage.ts'

t.setTimeout(600_000)
await buildPages()

t.test('a connection from day to day', async t => {
  const stage = await setStage(t)
  const { product, shop, connectionId } = stage
  const { url } = product.koppla
  const browser = await openBrowser(t)
  const page = await signIn(await openContext(browser), url, anna)
  const there = `${url}/settings/connectors/${connectionId}`
  const main = page.getByRole('main')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const open = async (address: string) => {
    await page.goto(address)
    await waitForPage(page)
  }

  await t.test('a schedule is timed by a preset or an expression, and had back', async t => {
    const path = `/connections/${connectionId}/schedules`
    const timingIs = (cron: string, timeZone: string) =>
      until(product, path, ({ items }) =>
        items.some(
          (one: Record<string, unknown>) =>
            one['entity'] === 'customers' && one['cron'] === cron && one['timeZone'] === timeZone,
        ),
      )
    const { items } = await product.get(path)
    const before = items.find((one: { entity: string }) => one.entity === 'customers')
    await open(`${there}/schedule`)
    const part = main.getByRole('region', { name: 'Customers' })
    await press('Change: Customers')
    await part.getByLabel('How often').selectOption('Every week')
    await part.getByLabel('On', { exact: true }).selectOption('Tuesday')
    await part.getByLabel('At', { exact: true }).fill('05:30')
    await part.getByLabel('Time zone').selectOption('Asia/Tokyo')
    await part.getByText(/Next five runs \(Asia\/Tokyo\)/).waitFor()
    await holdAccessible(t, page)
    await part.getByRole('button', { name: 'Save' }).click()
    await timingIs('30 5 * * 2', 'Asia/Tokyo')
    await press('Undo')
    await timingIs(before.cron, before.timeZone)
    await part.getByText(`(${before.timeZone})`).first().waitFor()
    await press('Change: Customers')
    await part.getByLabel('How often').selectOption('Own expression')
    await part.getByLabel('Cron expression').fill('every now and then')
    await part.getByRole('alert').waitFor()
    t.ok(await part.getByRole('button', { name: 'Save' }).isDisabled(), 'what is none is not saved')
    await part.getByLabel('Cron expression').fill('*/20 * * * *')
    await part.getByRole('alert').waitFor({ state: 'detached' })
    await part.getByRole('button', { name: 'Save' }).click()
    await timingIs('*/20 * * * *', before.timeZone)
  })

  await t.test('a run is started from a date, and one that goes on is cancelled', async t => {
    await open(`${there}/runs`)
    await press('Run now')
    const dialog = page.getByRole('dialog', { name: 'Start a run' })
    await dialog.getByRole('radio', { name: 'From a date' }).press('Space')
    await dialog.getByLabel('From', { exact: true }).fill('1/6/2026')
    await dialog.getByLabel('From', { exact: true }).press('Tab')
    await holdAccessible(t, page)
    await dialog.getByRole('button', { name: 'Run now' }).click()
    await page.getByRole('heading', { name: /^Run of/ }).waitFor()
    await main.getByText('From a date').waitFor()
    await main.getByText('Succeeded', { exact: true }).waitFor()
    shop.server.latencyMs = 3_000
    await press('Run again')
    await main.getByText('Running', { exact: true }).waitFor()
    t.equal(await page.getByRole('progressbar').count(), 0, 'a bar that knows no end is not drawn')
    await press('Cancel the run')
    await main.getByText('Cancelled', { exact: true }).waitFor()
    shop.server.latencyMs = 0
  })

  await t.test('what was set aside is looked at and dismissed', async t => {
    await open(`${there}/rejections?entity=orders`)
    await main.getByText('1 shown', { exact: true }).waitFor()
    await press('Show the record')
    await page.getByRole('dialog').getByRole('region', { name: 'Raw record' }).getByText(/"id"/).waitFor()
    await holdAccessible(t, page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await main.getByRole('checkbox', { name: /^Select / }).press('Space')
    await press('Dismiss 1')
    await page.getByRole('dialog').getByText('until the store sends something else of it').waitFor()
    await holdAccessible(t, page)
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss 1' }).click()
    await main.getByText('Nothing matches these filters').waitFor()
    t.equal((await product.get('/rejections?state=dismissed')).items.length, 1)
  })

  await t.test('it is paused, resumed, and asked for earlier orders', async () => {
    const path = `/connections/${connectionId}`
    await open(`${there}/settings`)
    await press('Pause the connection')
    await page.getByRole('button', { name: 'Resume the connection' }).waitFor()
    await until(product, path, ({ state }) => state === 'paused')
    await press('Resume the connection')
    await page.getByRole('button', { name: 'Pause the connection' }).waitFor()
    await page.getByLabel('Order Start').fill('31/12/1998')
    await page.getByLabel('Order Start').press('Tab')
    await main.getByRole('region', { name: 'Name and place' }).getByRole('button', { name: 'Save' }).click()
    await page.getByText('The connection is changed.').waitFor()
    await until(product, path, ({ orderStart }) => orderStart === '1998-12-31')
    await until(product, `/runs?connectionId=${connectionId}&limit=20`, ({ items }) =>
      items.some((one: { cause: string }) => one.cause === 'order_start'),
    )
  })

  await t.test('an order tells where it is from; by e-mail and SKU it is found', async t => {
    const [found] = (await product.get('/orders?limit=50')).items.filter((one: { email: string | null }) => one.email)
    const [sold] = (await product.get('/products?limit=50')).items.filter((one: { sku: string | null }) => one.sku)
    await open(`${url}/orders/${found.id}`)
    await main.getByRole('heading', { name: 'Timeline' }).waitFor()
    await main.getByRole('link', { name: /run/i }).first().waitFor()
    const link = main.getByRole('link', { name: 'Open in WooCommerce' })
    t.ok(
      (await link.getAttribute('href'))?.startsWith(shop.baseUrl.replace('127.0.0.1', 'localhost')) ||
        (await link.getAttribute('href'))?.startsWith(shop.baseUrl),
    )
    await press('Show the raw record')
    await main.getByRole('region', { name: 'Raw record' }).getByText(found.email).first().waitFor()
    await holdAccessible(t, page)
    for (const [words, to] of [
      [found.email, '/orders/'],
      [sold.sku, `/products/${sold.id}`],
    ] as const) {
      await page.keyboard.press('Control+k')
      await page.getByRole('searchbox').fill(words)
      await page.getByRole('dialog').locator(`a[href^="${to}"]`).first().waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })

  await t.test('who is signed in elsewhere too sees it, and ends it', async t => {
    const other = await signIn(await openContext(browser), url, anna)
    await open(`${url}/settings/profile`)
    const rows = page.getByRole('table', { name: 'Where I am signed in' }).locator('tbody tr')
    const ends = rows.getByRole('button', { name: 'End' })
    await ends.first().waitFor()
    for (let left = await ends.count(); left > 0; left--) {
      await ends.first().click()
      await rows.nth(left).waitFor({ state: 'detached' })
    }
    t.equal(await rows.count(), 1, 'this one is left')
    await other.goto(`${url}/orders`)
    await other.getByRole('heading', { name: 'Sign in to Koppla' }).waitFor()
  })
})
