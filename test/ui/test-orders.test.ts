import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { runToEnd, saveForm } from '../journey/shop.ts'
import { shopifyForm, startShopify } from '../journey/shopify/shop.ts'
import { buildPages, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('an order that only tried out the store is marked wherever people meet it', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShopify(t, { orders: 70, products: 5, customers: 5 })
  const id = await saveForm(product, shopifyForm(shop))
  await runToEnd(product, id, { entity: 'orders', kind: 'incremental' })
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const { state } = shop.store
  const [tried, ...more] = state.orders.filter(({ test }) => test)
  t.strictSame(more, [], 'one of them is')

  await page.goto(`${product.koppla.url}/orders?q=${tried!.number}`)
  const row = page.locator('table tbody tr', { hasText: `#${tried!.number}` })
  await row.getByText('Test order', { exact: true }).waitFor()
  await page.goto(`${product.koppla.url}/orders`)
  await page.locator('table tbody tr').nth(40).waitFor()
  t.ok((await page.getByText('Test order', { exact: true }).count()) <= 1, 'and no other is marked')
  t.equal(await page.getByText('##').count(), 0, 'a number that has the sign in it is not given another')

  await page.goto(`${product.koppla.url}/orders?q=${tried!.number}`)
  await row.getByRole('link', { name: `#${tried!.number}` }).click()
  await page.getByRole('heading', { name: `Order #${tried!.number}` }).waitFor()
  await page.getByText('Test order', { exact: true }).waitFor()
  await page.setViewportSize({ width: 400, height: 800 })
  await page.getByText('Test order', { exact: true }).waitFor()
})
