import t from 'tap'
import { startProduct } from '../journey/product.ts'
import { formOf, startShop } from '../journey/shop.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'
import { anna } from './stage.ts'

t.setTimeout(600_000)
await buildPages()

t.test('a connection, from an address that leads elsewhere to its end', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startShop(t, { orders: 4, products: 3, customers: 2, broken: 'redirectToWww' })
  const { credential } = formOf(shop)
  const home = `${shop.baseUrl.replace('127.0.0.1', 'localhost')}/`
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const secrets = page.locator('input[type=password]')
  const system = page.getByRole('combobox', { name: 'External System' })
  let there = ''
  const stored = (of = '') => product.get(`/connections/${there.split('/').at(-1)}${of}`)

  await t.test('a form is filled in', async () => {
    await page.goto(`${product.koppla.url}/settings/connectors/new`)
    await page.getByLabel('Name').fill('Ljusbutiken')
    await system.click()
    await page.getByRole('option', { name: 'WooCommerce' }).click()
    await page.getByLabel(/^API URL/).fill(credential.apiUrl)
    await secrets.first().fill(credential.accessToken)
    await secrets.last().fill(credential.secret)
  })

  await t.test('what is half filled in is not thrown away', async t => {
    const kept = () => Promise.all([page.getByLabel('Name').inputValue(), secrets.last().inputValue()])
    await page.getByRole('link', { name: 'Orders', exact: true }).click()
    await button('Stay here').click()
    await system.click()
    await page.getByRole('option', { name: 'Magento' }).click()
    await page.getByRole('img', { name: /four values/ }).waitFor()
    await holdAccessible(t, page)
    await system.click()
    await page.getByRole('option', { name: 'WooCommerce' }).click()
    t.strictSame(await kept(), ['Ljusbutiken', credential.secret], 'by a look at another page or system')

    const ended = page.getByText('Your session has ended')
    await page.context().clearCookies()
    await button('Verify Connection').click()
    await ended.waitFor()
    await holdAccessible(t, page)
    const signingIn = page.context().waitForEvent('page')
    await page.getByRole('link', { name: 'Sign in in a new tab' }).click()
    const tab = await signingIn
    await tab.getByLabel('E-mail').fill(anna.email)
    await tab.locator('input[type=password]').fill(anna.password)
    await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
    await tab.getByRole('heading', { name: 'Start', level: 1 }).waitFor()
    await tab.close()
    await ended.waitFor({ state: 'detached' })
    t.strictSame(await kept(), ['Ljusbutiken', credential.secret], 'by a session that ends')
  })

  await t.test('the address that the store goes by is used with one press', async t => {
    await button('Verify Connection').click()
    await page.getByText('The connection does not work yet').waitFor()
    await button(`Use this address: ${home}`).click()
    // What was verified was another address.
    await page.getByText('The connection does not work yet').waitFor({ state: 'detached' })
    await button('Verify Connection').click()
    await button('Save').click()
    await page.getByRole('heading', { name: /What should be imported/ }).waitFor()
    there = page.url().replace(/\/first-imports$/, '')
    t.equal((await stored()).credential.apiUrl, home)
  })

  await t.test('a switch is saved at once, and taken back by Undo', async t => {
    await page.goto(`${there}/schedule`)
    const isActive = async () =>
      (await stored('/schedules')).items.find((one: { entity: string }) => one.entity === 'orders').active
    const orders = page.getByRole('switch', { name: 'Orders: On' })
    await orders.press('Space')
    await page.getByText('Orders: switched on.').waitFor()
    t.equal(await isActive(), true)
    await button('Undo').click()
    await page.getByText('Next five runs').waitFor({ state: 'detached' })
    t.equal(await orders.isChecked(), false)
    t.equal(await isActive(), false)
  })

  await t.test('a new key takes the place of the old one once it is verified', async t => {
    const { key, secret } = shop.keys.manager
    await page.goto(`${there}/settings`)
    const part = page.getByRole('region', { name: 'New credential' })
    await page.getByLabel('Name', { exact: true }).fill('Ljusbutik')
    await secrets.first().fill(key)
    await page.getByRole('tab', { name: 'Overview' }).click()
    await holdAccessible(t, page)
    await button('Stay here').click()
    t.equal(await secrets.first().inputValue(), key, 'what is half filled in asks before it is thrown away')
    await page.getByLabel('Name', { exact: true }).fill('Ljusbutiken')
    await secrets.last().fill('cs_'.padEnd(43, '0'))
    await part.getByRole('button', { name: 'Verify Connection' }).click()
    await part.getByText('The connection does not work yet').waitFor()
    t.equal(await button('Use the new credential').count(), 0)
    await secrets.last().fill(secret)
    await part.getByRole('button', { name: 'Verify Connection' }).click()
    await button('Use the new credential').click()
    await page.getByText('The new credential is in use.').waitFor()
    t.equal(await secrets.first().inputValue(), '', 'what was typed is not kept on the page')
    t.match((await stored()).credential.accessToken, new RegExp(`${key.slice(-4)}$`))
    await holdAccessible(t, page)
    await page.getByRole('tab', { name: 'Overview' }).click()
    await page.getByText('Complete since').first().waitFor()
    await page.getByRole('tab', { name: 'Settings' }).click()
  })

  await t.test('it is deleted by whoever types its name', async t => {
    await page.getByLabel('Name of the connection').fill('Ljusbutik')
    t.equal(await button('Delete for ever').isDisabled(), true)
    await page.getByLabel('Name of the connection').fill('Ljusbutiken')
    await button('Delete for ever').click()
    await page.getByText('No connections yet').waitFor()
    t.strictSame((await product.get('/connections')).items, [])
  })

  await t.test('an API key is shown once, and works', async t => {
    await page.goto(`${product.koppla.url}/settings/keys`)
    await page.getByLabel('Name').fill('Nightly export')
    await button('Create a key').click()
    const key = await page.getByRole('status').locator('code').innerText()
    await page.getByRole('cell', { name: 'Nightly export', exact: true }).waitFor()
    await holdAccessible(t, page)
    const asked = await fetch(`${product.koppla.url}/api/v1/connections`, {
      headers: { authorization: `Bearer ${key}` },
    })
    t.equal(asked.status, 200)
    await page.reload()
    await page.getByRole('cell', { name: `…${key.slice(-4)}` }).waitFor()
    t.notOk((await page.content()).includes(key))
  })
})
