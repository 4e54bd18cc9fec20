// What a role may not do is not offered to it.
import type { Browser, Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { type Product, startProduct, until } from '../journey/product.ts'
import { buildPages, holdAccessible, openBrowser, openContext } from './browser.ts'

t.setTimeout(600_000)
await buildPages()

/** Somebody with this role and a password of their own, on a page of theirs. */
async function enter(
  browser: Browser,
  { koppla, get }: Product,
  role: string,
  address = `${role}@example.com`,
): Promise<Page> {
  const { email, password } = await get('POST /users', { name: `A ${role}`, email: address, role })
  const context = await openContext(browser)
  const headers = { origin: koppla.url }
  await context.request.post(`${koppla.url}/api/v1/session`, { headers, data: { email, password } })
  const data = { oldPassword: password, newPassword: 'a password of my own' }
  const changed = await context.request.patch(`${koppla.url}/api/v1/me`, { headers, data })
  if (!changed.ok()) throw new Error(await changed.text())
  return context.newPage()
}

const changing =
  /create|add|edit|save|pause|resume|delete|replace|revoke|run now|start (?!page)|import|approve|keep|cancel|set(?! aside)|switch o(?:n|ff)|send a test/i
const verifying = /verify|retry|dismiss|try again/i
/** What each role is never offered, by the words of buttons. */
const vain = { viewer: new RegExp(`${changing.source}|${verifying.source}`, 'i'), support: changing }

/** What leads to where they are told that it is for others. */
const closed = { viewer: /rejections|users|keys|audit|first-imports|new$/, support: /users|keys|audit|first-imports/ }

/** Of each run, and still to be seen to. */
const setAside = `UPDATE runs SET rejected = 1;
  INSERT INTO rejections (connection_id, entity, key, reason, raw) SELECT id, 'orders', '1', 'it has no total', '{}' FROM connections`

const hrefs = `[...document.querySelectorAll('main a[href]')].map(one => one.getAttribute('href'))`

type Place = { readonly url: string; readonly path: string }

async function visit(t: Test, page: Page, { url, path }: Place, role: 'viewer' | 'support') {
  const refused: string[] = []
  const listen = (answer: { status: () => number; url: () => string }) => {
    if (answer.status() === 403) refused.push(answer.url())
  }
  page.on('response', listen)
  await page.goto(url + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  page.off('response', listen)
  const main = page.getByRole('main')
  const offered = [
    ...(await main.getByRole('button').allTextContents()),
    ...(await main.getByRole('link').allTextContents()),
  ]
  t.strictSame(
    offered.filter(text => vain[role].test(text)),
    [],
    `${path} offers nothing in vain`,
  )
  const links = await page.evaluate<string[]>(hrefs)
  t.strictSame(
    links.filter(link => closed[role].test(link)),
    [],
    `${path} leads to nothing that is for others`,
  )
  t.equal(await main.locator('[role=switch]:enabled').count(), 0, `${path} has no switch to turn`)
  t.strictSame(refused, [], `${path} asks for nothing that is refused`)
}

t.test('support and viewers are offered what they may do, and nothing else', async t => {
  const product = await startProduct(t, 'embedded')
  await product.get('POST /setup', {
    ...{ key: product.koppla.operatorKey, name: 'Anna', email: 'anna@example.com' },
    password: 'en lång mening om ljus',
  })
  const { connectionId } = await product.get('POST /practice-stores', {
    externalSystem: 'woocommerce',
    name: 'Practice',
  })
  await until(product, '/orders?limit=1', ({ items }) => items.length > 0)
  await product.stop()
  for (const statement of setAside.split(';')) await product.tell(statement)
  await product.start()
  const { url } = product.koppla
  const firstOf = async (path: string) => (await product.get(`${path}?limit=1`)).items[0].id
  const there = `/settings/connectors/${connectionId}`
  const lists = ['/orders', '/products', '/customers', '/runs']
  const ones = await Promise.all(lists.map(async list => `${list}/${await firstOf(list)}`))
  const read = [
    ...['/', '/settings/connectors', '/settings/alerts', there, '/invoices', '/shipments', '/stock', ...lists, ...ones],
    ...['schedule', 'runs', 'data'].map(tab => `${there}/${tab}`),
  ]
  const adminOnly = ['/settings/users', '/settings/keys', '/settings/audit', `${there}/first-imports`]
  const browser = await openBrowser(t)

  await t.test('a viewer', async t => {
    const page = await enter(browser, product, 'viewer')
    for (const path of [...read, `${there}/settings`]) await visit(t, page, { url, path }, 'viewer')
    for (const path of [...adminOnly, '/rejections', '/settings/connectors/new']) {
      await visit(t, page, { url, path }, 'viewer')
      await page.getByRole('heading', { name: /This needs the role/ }).waitFor()
    }
    await holdAccessible(t, page)
    for (const name of ['Users', 'API keys', 'Audit log', 'Rejections'])
      t.equal(await page.getByRole('navigation').getByRole('link', { name }).count(), 0, `no way to ${name}`)
  })

  await t.test('support', async t => {
    const page = await enter(browser, product, 'support')
    for (const path of read) await visit(t, page, { url, path }, 'support')
    for (const path of adminOnly) {
      await visit(t, page, { url, path }, 'support')
      await page.getByRole('heading', { name: 'This needs the role Admin.' }).waitFor()
    }
    await page.goto(url + there)
    await page.getByRole('link', { name: 'See the reasons' }).waitFor()
    await page.goto(`${url}${there}/settings`)
    await page.getByRole('button', { name: /verify/i }).waitFor()
    t.equal(await page.getByRole('button', { name: changing }).count(), 0, 'they verify, and change nothing')
    await page.goto(`${url}/settings/connectors/new`)
    await page.getByRole('button', { name: 'Verify Connection' }).waitFor()
  })

  await t.test('where nothing is switched on, they are told who may do it', async t => {
    const schedules = `/connections/${connectionId}/schedules`
    for (const { entity } of (await product.get(schedules)).items)
      await product.get(`POST ${schedules}/${entity}/deactivate`)
    const paths = ['/', '/settings/connectors', there, `${there}/schedule`, `${there}/runs`, `${there}/data`]
    for (const role of ['viewer', 'support'] as const) {
      const page = await enter(browser, product, role, `${role}.of.the.quiet@example.com`)
      for (const path of paths) await visit(t, page, { url, path }, role)
      for (const path of [there, `${there}/schedule`]) {
        await page.goto(url + path)
        await page
          .getByText(/admin can change/)
          .first()
          .waitFor()
      }
    }
  })
})
