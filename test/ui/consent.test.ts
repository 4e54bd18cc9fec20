import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { startPracticeFortnox } from '../../connectors/fortnox/practice-store/index.ts'
import { registry } from '../../connectors/index.ts'
import { lendApps } from '../../src/connections/lend-app.ts'
import { startApi } from '../support/api.ts'
import { consentRegistry, startConsentShop } from '../support/consent-shop.ts'
import { openTestDatabase } from '../support/database.ts'
import { buildPages, holdAccessible, openBrowser } from './browser.ts'
import { signInFirst } from './sign-in-first.ts'

t.setTimeout(600_000)
await buildPages()

async function start(t: Test, { locale = 'en-GB', isLent = false } = {}) {
  const { db } = await openTestDatabase(t)
  const shop = await startConsentShop(t)
  const { apiUrl, accessToken: clientId, secret: clientSecret } = shop.credential()
  const lent = new Map(isLent ? [['consentia', { clientId, clientSecret, apiUrl }]] : [])
  const api = await startApi(t, db, { registry: lendApps(consentRegistry, lent) })
  shop.consent.redirectUri = `${api.baseUrl}/api/v1/authorizations/callback`
  const koppla = { url: api.baseUrl, firstKey: api.tokens.admin, operatorKey: '', close: async () => {} }
  const page = await signInFirst(await openBrowser(t), koppla, { locale })
  return { db, api, shop, page }
}

const ask = (page: Page) => page.getByRole('button', { name: 'Connect with Consentia' })

t.test('consent in a window of its own fills in the form, by the keys alone', async t => {
  const { api, shop, page } = await start(t)
  await page.goto(`${api.baseUrl}/settings/connectors/new`)
  await page.getByText(shop.consent.redirectUri).waitFor()
  await ask(page).click()
  await page.getByText('Consent could not be asked for at Consentia').waitFor()
  await page.getByText('Secret is missing; it is needed.').first().waitFor()
  const { apiUrl, accessToken, secret } = shop.credential()
  await page.getByLabel(/^API URL/).fill(apiUrl)
  await page.getByLabel(/^Access token/).fill(accessToken)
  await page.getByLabel(/^Secret/).fill(secret)
  const company = page.getByRole('textbox', { name: 'Company' })
  await ask(page).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Consentia has let Koppla in').waitFor()
  t.equal(await company.inputValue(), '4711')
  await page.getByText('Filled in by Consentia.').waitFor()
  t.equal(await ask(page).evaluate('document.activeElement?.textContent'), 'Connect with Consentia', 'the focus stays')
  await holdAccessible(t, page)

  await company.fill('4712')
  await page.getByText('Filled in by Consentia.').waitFor({ state: 'detached' })
  await company.fill('4711')
  await page.getByLabel('Name').fill('With consent')
  await page.getByRole('button', { name: 'Verify Connection' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/first-imports/)
  const { items } = (await api.ask('GET', '/connections')).body
  shop.consent.tenant = '815'
  await page.goto(`${api.baseUrl}/settings/connectors/${items[0].id}/settings`)
  await page.getByLabel(/^Secret/).fill(secret)
  t.equal(await page.getByLabel(/^API URL/).inputValue(), apiUrl)
  await ask(page).click()
  await page.getByText('Consentia has let Koppla in').waitFor()
  t.equal(await company.inputValue(), '815', 'a credential is replaced in the same way')
})

t.test('what does not end well is told, and can be begun again', async t => {
  const { api, shop, page, db } = await start(t)
  await page.goto(`${api.baseUrl}/settings/connectors/new`)
  const { apiUrl, accessToken, secret } = shop.credential()
  await page.getByLabel(/^API URL/).fill(apiUrl)
  await page.getByLabel(/^Access token/).fill(accessToken)
  await page.getByLabel(/^Secret/).fill(secret)

  shop.consent.refusal = { error: 'no_licence' }
  await ask(page).click()
  await page.getByText('The company has no licence.').waitFor()
  await page.getByText('Buy one at Consentia.').waitFor()
  shop.consent.refusal = undefined

  // The page there does not send anybody back.
  const registered = shop.consent.redirectUri
  shop.consent.redirectUri = 'https://elsewhere.invalid/'
  await ask(page).click()
  await page.getByText('Waiting for Consentia').waitFor()
  await holdAccessible(t, page)
  await page.getByRole('button', { name: 'Wait no longer' }).click()
  await page.getByText('Waiting for Consentia').waitFor({ state: 'detached' })
  t.equal(await ask(page).evaluate('document.activeElement?.textContent'), 'Connect with Consentia', 'no focus is lost')
  await ask(page).click()
  await page.getByText('Waiting for Consentia').waitFor()
  await db.pool.query(`UPDATE authorizations SET expires_at = now() - interval '1 s'`)
  await page.getByText(/Nobody came back from Consentia within ten minutes/).waitFor()
  shop.consent.redirectUri = registered

  await page.evaluate('window.open = () => null')
  await ask(page).click()
  await page.getByText('The browser has opened no window').waitFor()
  await holdAccessible(t, page)
  await page.getByRole('link', { name: 'Open the page of Consentia' }).click()
  await page.getByText('Consentia has let Koppla in').waitFor()
  t.equal(await page.getByRole('textbox', { name: 'Company' }).inputValue(), '4711')
})

t.test('the page that ends it says so in the reader’s language, and closes', async t => {
  const { api, shop, page } = await start(t, { locale: 'sv-SE' })
  await page.goto(`${api.baseUrl}/settings/connectors/new`)
  const { apiUrl, accessToken, secret } = shop.credential()
  await page.getByLabel(/^API-adress|^API URL/).fill(apiUrl)
  await page.getByLabel(/Toy key/).fill(accessToken)
  await page.getByLabel(/Toy secret/).fill(secret)
  shop.consent.refusal = { error: 'access_denied' }
  const opened = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Anslut med Consentia' }).click()
  const end = await opened
  await end.getByRole('heading', { name: 'Consentia har inte släppt in Koppla.' }).waitFor()
  await holdAccessible(t, end)
  t.notMatch(end.url(), /[?]/, 'its address keeps neither code nor state')
  await page.getByText('Ingen gav sitt medgivande hos Consentia.').waitFor()
  await end.close()

  shop.consent.refusal = undefined
  const second = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Anslut med Consentia' }).click()
  const closing = await second
  await page.getByText('Consentia har släppt in Koppla').waitFor()
  await page.getByText('Ifyllt av Consentia.').waitFor()
  if (!closing.isClosed()) await closing.waitForEvent('close')
})

t.test('with the operator’s app there is nothing to look up', async t => {
  const { api, shop, page } = await start(t, { isLent: true })
  await page.goto(`${api.baseUrl}/settings/connectors/new`)
  const token = page.getByLabel(/^Access token/)
  const secret = page.getByLabel(/^Secret/)
  await page.getByLabel(/^API URL/).fill('https://elsewhere.example')
  await token.waitFor()
  await page.getByLabel(/^API URL/).fill(shop.server.baseUrl)
  await token.waitFor({ state: 'detached' })
  t.equal(await secret.count(), 0)
  t.equal(await page.getByText(shop.consent.redirectUri).count(), 0, 'the operator has registered it')
  await holdAccessible(t, page)

  await page.getByRole('button', { name: 'Use an app of your own' }).click()
  await token.fill('mine')
  await page.getByText(shop.consent.redirectUri).waitFor()
  await holdAccessible(t, page)
  await page.getByRole('button', { name: 'Use Koppla’s app' }).click()
  await token.waitFor({ state: 'detached' })

  await ask(page).click()
  await page.getByText('Consentia has let Koppla in').waitFor()
  if (process.env['PICTURE']) await page.screenshot({ path: process.env['PICTURE'], fullPage: true })
  await page.getByLabel('Name').fill('With Koppla’s app')
  await page.getByRole('button', { name: 'Verify Connection' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/first-imports/)
  const { items } = (await api.ask('GET', '/connections')).body
  t.strictSame(items[0].credential, { apiUrl: shop.server.baseUrl, tenantId: '4711' })
})

t.test('where Fortnox refuses a service account, one button asks again as a person', async t => {
  const { db } = await openTestDatabase(t)
  const api = await startApi(t, db, { registry })
  const limit = { requests: Number.POSITIVE_INFINITY, windowMs: 5_000 }
  const { baseUrl, apps, store, close } = await startPracticeFortnox({ orders: 1, articles: 1, customers: 1, limit })
  t.teardown(close)
  const redirectUri = `${api.baseUrl}/api/v1/authorizations/callback`
  const { clientId, clientSecret } = apps.personal
  store.state.apps = store.state.apps.map(one => (one.clientId === clientId ? { ...one, redirectUri } : one))
  const koppla = { url: api.baseUrl, firstKey: api.tokens.admin, operatorKey: '', close: async () => {} }
  const page = await signInFirst(await openBrowser(t), koppla)
  await page.goto(`${api.baseUrl}/settings/connectors/new`)
  await page.getByRole('combobox', { name: 'External System' }).click()
  await page.getByRole('option', { name: 'Fortnox' }).click()
  await page.getByLabel(/^API URL/).fill(baseUrl)
  await page.getByLabel(/^Access token/).fill(clientId)
  await page.getByLabel(/^Secret/).fill(clientSecret)
  const account = page.getByRole('combobox', { name: 'Consent' })
  t.equal(await account.inputValue(), 'As a service account')
  await page.getByRole('button', { name: 'Connect with Fortnox' }).click()
  await page.getByText('The integration may not use a service account.').first().waitFor()
  const again = page.getByRole('button', { name: 'Ask again: As a person' })
  await again.waitFor()
  await holdAccessible(t, page)
  if (process.env['PICTURE']) await page.screenshot({ path: process.env['PICTURE'], fullPage: true })

  await again.focus()
  await page.keyboard.press('Enter')
  await page.getByText('Fortnox has let Koppla in').waitFor()
  t.equal(await account.inputValue(), 'As a person', 'the form says what was asked for')
  t.equal(await page.getByLabel(/^Company in Fortnox/).inputValue(), String(store.state.tenantId))
  await page.getByText('The integration may not use a service account.').waitFor({ state: 'detached' })
  t.equal(await again.count(), 0)
  const focused = await page.evaluate('document.activeElement?.textContent')
  t.equal(focused, 'Connect with Fortnox', 'the focus is not lost with the button')
  await holdAccessible(t, page)
  await page.getByLabel('Name').fill('As a person')
  await page.getByRole('button', { name: 'Verify Connection' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/first-imports/)
  const { rows } = await db.pool.query('SELECT ends_at > now() AS ends FROM shared_secrets')
  t.strictSame(rows, [{ ends: true }], 'the connection has what the consent left')
})
