import t from 'tap'
import { magentoForm, startMagento } from '../journey/magento/shop.ts'
import { startProduct } from '../journey/product.ts'
import { runAll, saveForm } from '../journey/shop.ts'
import { buildPages, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('an accountant finds an invoice, sees that it adds up, and goes to its order and back', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startMagento(t, { orders: 30, products: 12, customers: 5 })
  const id = await saveForm(product, magentoForm(shop))
  await runAll(product, id, 'incremental')
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const { state } = shop.store
  const last = state.invoices.toSorted((a, b) => b.created - a.created || b.id - a.id)[0]!
  const number = String(last.id).padStart(9, '0')
  const order = state.orders.find(row => row.id === last.orderId)!

  await page.goto(`${product.koppla.url}/invoices`)
  await page.locator('table').waitFor()
  t.strictSame(await page.locator('table thead th').allInnerTexts(), [
    ...['Invoice', 'Invoice date', 'Status', 'Order', 'Customer', 'Left to pay', 'Total'],
  ])
  t.equal(await page.locator('table tbody tr').count(), state.invoices.length)
  await page.getByRole('searchbox').first().fill(number)
  await page.waitForURL(/q=/)
  await page.getByRole('link', { name: number }).click()
  await page.getByRole('heading', { name: `Invoice ${number}` }).waitFor()
  await page.getByText('The money adds up: the lines and their tax give exactly the total.').waitFor()
  await page.getByRole('link', { name: `#${order.incrementId}` }).click()
  await page.getByRole('heading', { name: `Order ${order.incrementId}` }).waitFor()
  await page.getByRole('table', { name: 'Invoices' }).getByRole('link', { name: number }).click()
  await page.getByRole('heading', { name: `Invoice ${number}` }).waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('searchbox').fill(number)
  await page
    .getByRole('dialog')
    .getByRole('link', { name: new RegExp(`^${number}.*Invoices`, 's') })
    .waitFor()
})
