import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { connect, runAll, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('whoever reads lists chooses their columns', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 12, products: 4, customers: 3 })
  await runAll(product, await connect(product, shop), 'incremental')
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const heads = () => page.locator('table thead th').allInnerTexts()
  const open = async (path: string) => {
    await page.goto(product.koppla.url + path)
    await page.locator('table').waitFor()
  }

  await t.test('with the keyboard alone, and kept in this browser', async t => {
    await open('/orders')
    t.strictSame(await heads(), ['Order', 'Created', 'Status', 'Customer', 'E-mail', 'Total'])
    await page.getByRole('button', { name: 'Columns' }).press('Enter')
    const payment = page.getByRole('checkbox', { name: 'Payment' })
    await payment.waitFor()
    await holdAccessible(t, page)
    await payment.press('Space')
    await page.getByRole('columnheader', { name: 'Payment' }).waitFor()
    await page.getByRole('checkbox', { name: 'E-mail' }).press('Space')
    await page.getByRole('columnheader', { name: 'E-mail' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    const chosen = ['Order', 'Created', 'Status', 'Customer', 'Total', 'Payment']
    t.strictSame(await heads(), chosen)
    await page.reload()
    await page.locator('table').waitFor()
    t.strictSame(await heads(), chosen)
  })

  await t.test('and exports what is shown, with the same filters', async t => {
    await open('/orders?status=completed')
    const link = await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')
    const query = new URL(link!, product.koppla.url).searchParams
    t.equal(query.get('status'), 'completed')
    t.equal(
      query.get('columns'),
      'number,test,createdAt,status,deletedAt,customerName,total,currency,paymentMethodTitle',
    )
    const csv = await page.request.get(product.koppla.url + link)
    t.match(await csv.text(), /number,test,createdAt,status/)
  })

  await t.test('a list that is opened anew is searched for nothing, and says so', async () => {
    await open('/orders')
    const words = page.getByRole('searchbox')
    await words.fill('nobody')
    await page.getByText('Nothing matches').waitFor()
    await page.getByRole('link', { name: 'Orders', exact: true }).click()
    await page.locator('table').waitFor()
    await words.and(page.locator('[value=""]')).waitFor()
  })

  await t.test('a list that cannot be asked for says so, instead of waiting for a network', async t => {
    await open('/orders')
    await page.context().setOffline(true)
    await page.getByRole('searchbox').fill('ljus')
    await page.getByRole('alert').getByText('Koppla does not answer.').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    t.equal(await page.getByRole('searchbox').inputValue(), 'ljus')
  })

  await t.test('on a small screen the chosen ones are all there, and the page stays as wide as it is', async t => {
    await page.setViewportSize({ width: 400, height: 800 })
    await open('/orders')
    await page.getByRole('columnheader', { name: 'Payment' }).waitFor()
    t.ok((await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')) <= 0)
    await holdAccessible(t, page)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('button', { name: 'The usual columns' }).click()
    // The usual ones give way.
    await page.getByRole('columnheader', { name: 'Customer' }).waitFor({ state: 'hidden' })
    await page.getByRole('columnheader', { name: 'Status' }).waitFor()
    for (const path of ['/products', '/customers']) {
      await open(path)
      await holdAccessible(t, page)
    }
  })
})
