// Whoever asks their system for no motion sees none.
import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import type { RunningStore } from '../../connectors/woocommerce/practice-store/index.ts'
import { connect, startShop } from '../journey/shop.ts'
import { buildPages, openBrowser, openContext } from './browser.ts'
import { waitForPage } from './inspect.ts'
import { anna, type Stage, setStage, signIn } from './stage.ts'

t.setTimeout(600_000)
await buildPages()

/** Looks at every frame for what goes on for longer than one. */
const watch = `(() => {
  const moved = window.moved = new Set()
  const say = ({ effect: { target }, animationName, transitionProperty }) =>
    (animationName ?? transitionProperty ?? 'script') + ' of ' + (target?.className || target?.tagName)
  const look = () => {
    for (const one of document.getAnimations())
      if (one.playState === 'running' && one.effect.getComputedTiming().activeDuration > 17) moved.add(say(one))
    requestAnimationFrame(look)
  }
  look()
})()`

t.test('nothing moves for whoever asks for that', async t => {
  const stage = await setStage(t)
  const shop = await startShop(t, { orders: 500, products: 4, customers: 3 })
  const scene = { stage, shop, other: await connect(stage.product, shop, { name: 'Nordanljus' }) }
  const browser = await openBrowser(t)
  const [still, moving] = [await walk(browser, scene, 'reduce'), await walk(browser, scene, 'no-preference')]
  t.strictSame(still, [], 'what changes is there at once')
  for (const what of [/transform|left|translate/, /loader/i, /progress/i])
    t.ok(
      moving.some(one => what.test(one)),
      `for others it does: ${what} in ${moving.join(', ')}`,
    )
})

interface Scene {
  readonly stage: Stage
  /** With more orders than one page of them, and its connection. */
  readonly shop: RunningStore
  readonly other: string
}

/** Where things move otherwise. Tells what did. */
async function walk(browser: Browser, scene: Scene, reducedMotion: 'reduce' | 'no-preference'): Promise<string[]> {
  const { stage, shop, other } = scene
  const { product, connectionId } = stage
  const { url } = product.koppla
  const there = `${url}/settings/connectors/${connectionId}`
  const context = await openContext(browser, { reducedMotion })
  await context.addInitScript(watch)
  const page = await signIn(context, url, anna)
  const all = new Set<string>()
  const keep = async () => {
    for (const one of await page.evaluate<string[]>('[...window.moved]')) all.add(one)
  }
  const open = async (address: string) => {
    await keep()
    await page.goto(address)
    await waitForPage(page)
  }
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' }).click()
  await open(`${url}/orders`)
  await openAndClose(page, 'Columns', 'Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('searchbox').fill('Ljus')
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /Ljusbutiken/ })
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
  await press(/anna@example.com/)
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
  await page.keyboard.press('Escape')
  await open(there)
  await page.getByRole('heading', { name: /^Records per day/ }).waitFor()
  await open(`${there}/schedule`)
  const customers = page.getByRole('switch', { name: 'Customers: On' })
  await customers.press('Space')
  await press('Undo')
  await customers.and(page.locator(':not(:checked)')).waitFor({ state: 'attached' })
  shop.server.latencyMs = 2_500
  await open(`${url}/settings/connectors/${other}/settings`)
  await page.getByRole('button', { name: 'Verify Connection' }).first().click()
  await page.getByText('Asking the store').waitFor()
  await open(`${url}/settings/connectors/${other}/runs`)
  await press('Run now')
  const dialog = page.getByRole('dialog', { name: 'Start a run' })
  await dialog.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Orders', exact: true }).click()
  await dialog.getByRole('radio', { name: /^Everything again/ }).press('Space')
  await dialog.getByRole('button', { name: 'Run now' }).click()
  await page.getByRole('heading', { name: 'Run of orders' }).waitFor()
  await page.getByRole('progressbar').waitFor()
  await keep()
  shop.server.latencyMs = 0
  await page.getByText('Succeeded', { exact: true }).waitFor()
  await page.setViewportSize({ width: 400, height: 800 })
  await openAndClose(page, 'Open the menu', 'Enter')
  await keep()
  await context.close()
  return [...all].sort()
}

/** By the keys: what opens may lie over its button. */
async function openAndClose(page: Page, name: string, close: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await button.press('Enter')
  await button.and(page.locator('[aria-expanded=true]')).waitFor()
  await page.keyboard.press(close)
  await button.and(page.locator('[aria-expanded=false]')).waitFor()
}
