// Whoever signs in, and whoever manages them, as they meet it in a browser.
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { type Product, startProduct } from '../journey/product.ts'
import { showCode } from '../support/authenticator.ts'
import { startOidc } from '../support/oidc.ts'
import { buildPages, holdAccessible, openBrowser, openContext } from './browser.ts'

t.setTimeout(600_000)
await buildPages()

const anna = { name: 'Anna Admin', email: 'anna@example.com', password: 'en lång mening om ljus' }
const sven = { name: 'Sven Svensson', email: 'sven@example.com', role: 'support' }

async function start(t: Test) {
  const oidc = await startOidc(t)
  const { issuer, clientId, clientSecret } = oidc.settings
  const product = await startProduct(t, 'embedded', {
    KOPPLA_SSO_ISSUER: issuer,
    KOPPLA_SSO_CLIENT_ID: clientId,
    KOPPLA_SSO_CLIENT_SECRET: clientSecret,
    KOPPLA_SSO_LABEL: 'Sign in with Example',
  })
  oidc.serve(`${product.koppla.url}/api/v1/session/sso/callback`)
  await product.get('POST /setup', { key: product.koppla.operatorKey, ...anna })
  const page = await (await openContext(await openBrowser(t))).newPage()
  return { oidc, product, page }
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function signIn(page: Page, { koppla }: Product, { email, password }: { email: string; password: string }) {
  await page.goto(`${koppla.url}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[type=password]').fill(password)
  await press(page, 'Sign in')
}

const menuOf = (page: Page, name: string) => page.getByRole('button', { name: `What can be done for ${name}` })

/** Opens the menu of a person with the keys alone, and walks to what is wanted. */
async function choose(page: Page, name: string, what: string) {
  // A dialog gives the focus back when it is gone.
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await menuOf(page, name).press('Enter')
  const focused = page.locator(':focus')
  // The menu takes the focus a moment after it is seen.
  await page.getByRole('menu').and(focused).or(page.getByRole('menu').locator(focused)).waitFor({ state: 'attached' })
  const wanted = page.getByRole('menuitem', { name: what })
  while ((await wanted.and(focused).count()) === 0) await page.keyboard.press('ArrowDown')
  await wanted.press('Enter')
  await page.getByRole('dialog').waitFor()
}

t.test('people, their ways in and what they did', async t => {
  const { oidc, product, page } = await start(t)
  const { url } = product.koppla

  await t.test('a second factor is added, and asked for', async t => {
    await signIn(page, product, anna)
    await page.getByRole('link', { name: 'My profile' }).click()
    await page.getByRole('link', { name: 'Add an authenticator app' }).click()
    await page.getByLabel('Your password').first().fill('wrong')
    await press(page, 'Begin')
    await page.getByText('This is not your password.').waitFor()
    await page.locator('input[type=password]').fill(anna.password)
    await press(page, 'Begin')
    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor()
    await holdAccessible(t, page)
    const secret = (await page.locator('code').first().textContent()) ?? ''
    await page.getByLabel('Six digits').fill(await showCode(secret))
    await page.context().setOffline(true)
    await press(page, 'Switch on')
    await page.getByRole('alert').getByText('Koppla does not answer.').waitFor()
    await page.context().setOffline(false)
    await press(page, 'Switch on')
    await page.getByRole('heading', { name: 'Your backup codes' }).waitFor()
    await holdAccessible(t, page)
    const codes = await page.getByRole('listitem').allTextContents()
    t.ok(codes.length >= 10, 'the backup codes are shown')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ])
    t.equal(download.suggestedFilename(), 'koppla-backup-codes.txt')
    await press(page, 'I have kept them')
    await page.getByText('Signing in asks for a code of your authenticator app.').waitFor()
    await page.context().clearCookies()
    await signIn(page, product, anna)
    await page.getByLabel('Code from your authenticator').fill(codes[0]!)
    await holdAccessible(t, page)
    await press(page, 'Sign in')
    await page.getByRole('heading', { name: 'Start', level: 1 }).waitFor()
  })

  await t.test('a person is added, given another password, and removed with the keys they made', async t => {
    await page.goto(`${url}/settings/users`)
    await page.getByLabel('Name', { exact: true }).fill(sven.name)
    await page.getByLabel('E-mail').fill(sven.email)
    await press(page, 'Add a user')
    await page.getByText('Hand over this password').waitFor()
    t.equal(await menuOf(page, anna.name).count(), 0, 'not to oneself')
    await choose(page, sven.name, 'Change the role')
    await page.getByLabel(`Role of ${sven.name}`).selectOption('admin')
    await holdAccessible(t, page)
    await press(page, 'Change the role')
    await page.getByText('The role is changed.').waitFor()
    await menuOf(page, sven.name).and(page.locator(':focus')).waitFor()
    await choose(page, sven.name, 'Give a new password')
    await press(page, 'Give a new password')
    const dialog = page.getByRole('dialog')
    const given = (await dialog.locator('code').textContent()) ?? ''
    t.match(given, /^[a-z2-9-]{23}$/, 'it is shown once')
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await makeKey(product, { ...sven, password: given })
    await page.reload()
    await choose(page, sven.name, 'Sign out everywhere')
    await press(page, 'Sign out everywhere')
    await page.getByText('The person is signed out everywhere.').waitFor()
    await choose(page, sven.name, 'Remove')
    await page.getByText('This person made an API key').waitFor()
    await holdAccessible(t, page)
    await page.getByLabel('Revoke them too').check()
    await press(page, `Remove ${sven.name}`)
    await page.getByText(`${sven.name} can no longer sign in.`).waitFor()
    const { items } = await product.get('/keys')
    const [till] = items.filter((key: { name: string }) => key.name === 'till')
    t.ok(till.revokedAt, 'the key went too')
  })

  await t.test('the audit log tells it in sentences, and is filtered in the address bar', async t => {
    await page.goto(`${url}/settings/audit`)
    await page.getByText(`added ${sven.name} as`).waitFor()
    await page.getByText('signed in.').first().waitFor()
    await page.getByText(`gave ${sven.email} a new password.`).waitFor()
    await holdAccessible(t, page)
    await page.getByRole('searchbox', { name: 'Who' }).fill('sven')
    await page.keyboard.press('Enter')
    await page.waitForURL(/actor=sven/)
    await page.getByText(`added ${sven.name} as`).waitFor({ state: 'detached' })
    await page.getByText('made the key till').waitFor()
    await page.goto(`${url}/settings/audit?kind=key`)
    await page.getByText('revoked the key').waitFor()
    t.equal(await page.getByText('signed in.').count(), 0)
    await page.goto(`${url}/settings/audit?to=2020-01-01`)
    await page.getByText('No change fits these filters').waitFor()
  })

  await t.test('single sign-on lets in who is a user, and tells others why not', async t => {
    await page.context().clearCookies()
    oidc.person = { sub: 'eve', email: 'eve@example.com', email_verified: true }
    await page.goto(`${url}/sign-in?next=/settings/profile`)
    await page.getByRole('link', { name: 'Sign in with Example' }).click()
    await page.getByText('You are not a user of this Koppla yet.').waitFor()
    await holdAccessible(t, page)
    oidc.person = { sub: 'anna', email: anna.email, email_verified: true }
    await page.goto(`${url}/sign-in?next=/settings/profile`)
    await page.getByRole('link', { name: 'Sign in with Example' }).click()
    await page.getByRole('heading', { name: 'My profile' }).waitFor()
    await holdAccessible(t, page)
  })
})

/** As that person, over the API: with a password of their own, and a key. */
async function makeKey({ koppla }: Product, { email, password }: { email: string; password: string }) {
  let cookie = ''
  const ask = async (method: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json', origin: koppla.url, cookie }
    const answer = await fetch(`${koppla.url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`)
    const [set] = answer.headers.getSetCookie()
    cookie = set?.split(';')[0] ?? cookie
  }
  await ask('POST', '/session', { email, password })
  await ask('PATCH', '/me', { oldPassword: password, newPassword: 'a password of my own' })
  await ask('POST', '/keys', { name: 'till', role: 'viewer' })
}
