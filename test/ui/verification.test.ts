// A verification as it is seen, and heard.
import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { formOf, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

t.test('a connection is verified and saved', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 4, products: 3, customers: 2 })
  const { credential } = formOf(shop)
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const secrets = page.locator('input[type=password]')
  const asking = page.getByText('Asking the store…')
  await page.goto(`${product.koppla.url}/settings/connectors/new`)
  await page.getByLabel('Name').fill('Ljusbutiken')
  await page.getByRole('combobox', { name: 'External System' }).click()
  await page.getByRole('option', { name: 'WooCommerce' }).click()
  await page.getByLabel(/^API URL/).fill(credential.apiUrl)
  await secrets.first().fill('ck_'.padEnd(43, '0'))
  await secrets.last().fill(credential.secret)

  await t.test('the field at fault is marked, also for who hears it', async t => {
    await press('Verify Connection')
    await page.getByText('The connection does not work yet').waitFor()
    const invalid = page.locator('input[aria-invalid=true]')
    t.equal(await invalid.count(), 1)
    t.equal(await invalid.inputValue(), 'ck_'.padEnd(43, '0'))
    const describedBy = (await invalid.getAttribute('aria-describedby')) ?? ''
    const words = await Promise.all(describedBy.split(/\s+/).map(id => page.locator(`[id="${id}"]`).innerText()))
    t.match(words.join(' '), /key/i, 'and told what is wrong')
    await holdAccessible(t, page)
  })

  await t.test('checks appear one by one', async t => {
    shop.server.latencyMs = 2_000
    await secrets.first().fill(credential.accessToken)
    await press('Verify Connection')
    const checks = page.getByRole('region', { name: 'Checks' }).getByRole('listitem')
    // The first is there while the store is asked for the others.
    const begun = page.getByRole('region', { name: 'Checks' }).filter({ has: page.locator('[data-status=passed]') })
    await begun.filter({ has: asking }).waitFor()
    shop.server.latencyMs = 0
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor()
    t.equal(await asking.count(), 0)
    t.ok((await checks.count()) > 2)
  })

  await t.test('a warehouse is created in place', async t => {
    await page.getByRole('combobox', { name: /^Warehouse/ }).fill('Lager Nord')
    await page.getByText('Create “Lager Nord”').waitFor()
    await holdAccessible(t, page)
    await press('Save')
    await page.getByRole('heading', { name: /What should be imported/ }).waitFor()
    t.match((await product.get('/warehouses')).items, [{ name: 'Lager Nord' }])
    const [{ id }] = (await product.get('/connections')).items
    t.match(await product.get(`/connections/${id}`), { warehouse: { name: 'Lager Nord' } })
  })

  await t.test('what is waited for says so', async t => {
    const network = await page.context().newCDPSession(page)
    const slow = { offline: false, latency: 3_000, downloadThroughput: -1, uploadThroughput: -1 }
    await network.send('Network.enable')
    await network.send('Network.emulateNetworkConditions', slow)
    await page.getByRole('link', { name: 'Customers', exact: true }).click()
    await page.getByRole('status', { name: 'Loading…' }).first().waitFor()
    await network.send('Network.emulateNetworkConditions', { ...slow, latency: 0 })
    await page.getByText('No customers yet').waitFor()
    t.equal(await page.getByRole('status', { name: 'Loading…' }).count(), 0)
  })
})
