import t from 'tap'
import { magentoForm, startMagento } from '../journey/magento/shop.ts'
import { startProduct } from '../journey/product.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { takePicture } from './inspect.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

const european = 'Main Website › Main Website Store › EU English (eu)'

t.test('store views are chosen by name once the store has been asked', async t => {
  const product = await startProduct(t, 'embedded')
  const shop = await startMagento(t, { orders: 8, products: 10, customers: 3 })
  const { credential } = magentoForm(shop)
  const page = await signInFirst(await openBrowser(t), product.koppla)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const views = page.getByRole('combobox', { name: 'Store view' })
  const pill = (name: string) => page.locator('.mantine-Pill-root', { hasText: name })
  const option = (name: string) => page.getByRole('option', { name, exact: true })
  let there = ''

  await t.test('before it is asked, all of them', async () => {
    await page.goto(`${product.koppla.url}/settings/connectors/new`)
    await page.getByLabel('Name').fill('EU')
    await page.getByRole('combobox', { name: 'External System' }).click()
    await page.getByRole('option', { name: 'Magento' }).click()
    await page.getByLabel(/^API URL/).fill(credential.apiUrl)
    const { accessToken, secret, consumerKey, consumerSecret } = credential
    for (const [n, value] of [accessToken, secret, consumerKey, consumerSecret].entries())
      await page.locator('input[type=password]').nth(n).fill(value)
    await pill('All store views').waitFor()
    await views.click()
    await page.getByText('None has this name').waitFor()
    await views.press('Escape')
    await button('Verify Connection').click()
    await button('Save').waitFor()
  })

  await t.test('then those that it has, and the whole stands alone', async t => {
    await views.click()
    await option(european).waitFor()
    await holdAccessible(t, page)
    await takePicture(page, 'store-views-light')
    await option(european).click()
    await pill('All store views').waitFor({ state: 'detached' })
    // What was verified were all of them.
    await button('Save').waitFor({ state: 'detached' })
    await option('All store views').click()
    await pill(european).waitFor({ state: 'detached' })
    await views.fill('eu')
    await option(european).click()
    await pill(european).waitFor()
    await views.press('Escape')
    await button('Verify Connection').click()
    await button('Save').click()
    await page.getByRole('heading', { name: /What should be imported/ }).waitFor()
    there = page.url().replace(/\/first-imports$/, '')
    const saved = await product.get(`/connections/${there.split('/').at(-1)}`)
    t.equal(saved.credential.storeView, 'eu')
  })

  await t.test('afterwards they are told, and stay, also in Swedish', async t => {
    await page.goto(`${there}/settings`)
    await pill(european).waitFor()
    await page.getByText('Your choice was made when the connection was created').waitFor()
    t.equal(await views.getAttribute('readonly'), '')
    await holdAccessible(t, page)
    await page.evaluate("localStorage.setItem('koppla.language', 'sv')")
    await page.goto(`${product.koppla.url}/settings/connectors/new`)
    await page.getByRole('combobox', { name: 'External System' }).click()
    await page.getByRole('option', { name: 'Magento' }).click()
    await pill('Alla butiksvyer').waitFor()
    await page.getByText('Verifieringen tar reda på vilka butiken har').waitFor()
  })
})
