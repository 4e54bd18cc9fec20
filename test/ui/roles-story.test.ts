import type { Page } from 'playwright-core'
import t from 'tap'
import { buildPages, openBrowser, openContext } from './browser.ts'
import { waitForPage } from './inspect.ts'
import { addPerson, setStage, signIn } from './stage.ts'

t.setTimeout(600_000)

await buildPages()

/** What is offered in a connection, by what it is called; admins have it all. */
const offers = {
  schedule: ['Run now: Orders', 'Change: Orders'],
  runs: ['Run now'],
  settings: ['Save', 'Pause the connection', 'Delete for ever'],
}

t.test('what a role may not do is not offered', async t => {
  const stage = await setStage(t)
  const browser = await openBrowser(t)
  const there = `/settings/connectors/${stage.connectionId}`
  const { url } = stage.product.koppla
  const visit = async (page: Page, path: string) => {
    await page.goto(url + path)
    await waitForPage(page)
  }
  const countOffers = async (page: Page, names: readonly string[]) => {
    const found = await Promise.all(names.map(name => page.getByRole('button', { name, exact: true }).count()))
    return found.reduce((sum, one) => sum + one, 0)
  }

  for (const role of ['support', 'viewer'] as const) {
    await t.test(role, async t => {
      const page = await signInFirst(role)
      for (const [tab, names] of Object.entries(offers)) {
        await visit(page, `${there}/${tab}`)
        t.equal(await countOffers(page, names), 0, `${tab} offers nothing to change`)
      }
      await visit(page, '/')
      const links = await page.getByRole('navigation').getByRole('link').allTextContents()
      for (const name of ['Users', 'API keys', 'Audit log']) t.notOk(links.includes(name), `no way to ${name}`)
      t.equal(links.includes('Rejections'), role === 'support', 'rejections are for support')
      await visit(page, '/orders')
      await page.getByRole('link', { name: /^#\d/ }).first().waitFor()
      await visit(page, `${there}/settings`)
      const verify = page.getByRole('button', { name: 'Verify Connection' })
      if (role === 'support') await verify.waitFor()
      else t.equal(await verify.count(), 0, 'verifying is for support')
    })
  }

  /** With a password of one's own, as everybody must have. */
  async function signInFirst(role: 'support' | 'viewer'): Promise<Page> {
    const given = await addPerson(stage.product, role)
    const page = await signIn(await openContext(browser), url, given)
    await page.goto(url)
    await page.getByLabel('Old password').fill(given.password)
    await page.getByLabel('New password').fill('en egen lång mening')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('The password is changed').waitFor()
    return page
  }
})
