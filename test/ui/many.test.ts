import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { manyConnections } from '../support/many-connections.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

/** Today: twelve stores, of which the last by name has sold the most. */
const salesOfToday = `INSERT INTO orders (connection_id, external_id, hash, number, status, external_status, created_at, currency,
    prices_include_tax, total, total_tax, shipping_total, discount_total, refunded_total, money_difference, coupons, meta)
  SELECT id, n, n, n, 'completed', 'completed', now(), 'SEK', true, 100, 0, 0, 0, 0, 0, '[]', '{}'
  FROM connections, generate_series(1, substr(identity, 6)::int - 300) n WHERE identity BETWEEN 'many-301' AND 'many-312'`

t.test('with hundreds of connections', async t => {
  const product = await startProduct(t, 'embedded')
  const page = await signInFirst(await openBrowser(t), product.koppla)
  await product.stop()
  for (const statement of [...manyConnections.split(';\n'), salesOfToday]) await product.tell(statement)
  await product.start()
  const { url } = product.koppla

  await t.test('the start page tells the worst first, and how many it leaves out', async t => {
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    await page.goto(url)
    await page.getByText('… and 300 more connections').waitFor()
    const names = await page
      .getByRole('main')
      .getByRole('link', { name: /^Shop \d+$/ })
      .allInnerTexts()
    t.strictSame(names.slice(0, 6), ['Shop 318', 'Shop 319', 'Shop 320', 'Shop 318', 'Shop 319', 'Shop 320'])
    const ofConnections = asked.filter(path => /\/(connections|status|overview)/.test(path))
    t.strictSame([...new Set(ofConnections)], ['/api/v1/overview'], 'it asks for all of them at once')
    await holdAccessible(t, page)
    page.removeAllListeners('request')
  })

  await t.test('it tells what the busiest stores sold today, and of all others when asked', async t => {
    const sales = page.getByRole('table', { name: 'Orders today' }).locator('tbody tr')
    await sales.first().waitFor()
    t.match(await sales.allInnerTexts(), { length: 10, 0: /^Shop 312/, 9: /^Shop 303/ })
    await page.getByRole('button', { name: 'Show all 12' }).click()
    await sales.getByText('Shop 301').waitFor()
    t.equal(await sales.count(), 12)
  })

  await t.test('those that need attention are listed by themselves', async t => {
    await page.goto(`${url}/settings/connectors`)
    await page.getByLabel('Only those that need attention').click()
    await page.getByText('3 shown').waitFor()
    t.match(page.url(), /troubled=true/)
  })

  await t.test('any of them is found to filter by, and shown by its name ever after', async t => {
    for (const path of ['/orders', '/runs', '/rejections']) {
      await page.goto(url + path)
      const choice = page.getByRole('combobox', { name: 'Connection' })
      await choice.click()
      await page.getByText('There are more: type a part of the name').waitFor()
      await choice.fill('shop 277')
      await page.getByRole('option', { name: 'Shop 277' }).click()
      await page.waitForURL(/connectionId=/)
      await page.reload()
      for (let shown = ''; shown !== 'Shop 277'; ) shown = await choice.inputValue()
      await holdAccessible(t, page)
    }
  })
})
