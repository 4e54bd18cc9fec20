import type { Page, Response } from 'playwright-core'
import t, { type Test } from 'tap'
import { buildPages, openBrowser, openContext } from './browser.ts'
import { waitForPage } from './inspect.ts'
import { anna, setStage, signIn } from './stage.ts'

t.setTimeout(600_000)
await buildPages()

t.test('the first load is small, still and silent', async t => {
  const { product } = await setStage(t)
  const { url } = product.koppla
  const browser = await openBrowser(t)
  await t.test('of signing in', async t => {
    const page = await (await openContext(browser)).newPage()
    const load = await readLoad(page, `${url}/sign-in`)
    await holdLoad(t, load, url)
    const scripts = load.resources.filter(({ name }) => name.endsWith('.js'))
    const bytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
    t.ok(bytes > 0 && bytes <= 250_000, `it loads ${bytes} bytes of compressed script`)
    const texts = await Promise.all(load.responses.filter(one => /\.(js|css)$/.test(one.url())).map(one => one.text()))
    t.notOk(
      texts.some(text => text.includes('DateInput')),
      'a calendar is loaded where a day is asked for',
    )
    const described = page.locator('meta[name=description][content]')
    const scaled = page.locator('meta[name=viewport][content*="width=device-width"]')
    t.strictSame([await described.count(), await scaled.count()], [1, 1])
  })
  for (const [name, viewport] of [
    ['a desk', { width: 1280, height: 800 }],
    ['the hand', { width: 400, height: 800 }],
  ] as const)
    await t.test(`of the start page on ${name}`, async t => {
      const context = await openContext(browser, { viewport })
      await (await signIn(context, url, anna)).close()
      await holdLoad(t, await readLoad(await context.newPage(), `${url}/`), url)
    })
})

interface Load {
  readonly shift: number
  readonly resources: { readonly name: string; readonly encodedBodySize: number }[]
  readonly preloads: string[]
  readonly responses: readonly Response[]
  readonly said: readonly string[]
}

/** What one sees move is added up by the browser itself, from the beginning on. */
const measure = `new Promise(tell => new PerformanceObserver(list => tell(list.getEntries()))
    .observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => tell([]), 500))
  .then(shifts => ({
    shift: shifts.filter(one => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0),
    resources: performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => ({ name, encodedBodySize })),
    preloads: [...document.head.querySelectorAll('link[rel=modulepreload], link[rel=preload]')].map(one => one.href),
  }))`

async function readLoad(page: Page, address: string): Promise<Load> {
  const responses: Response[] = []
  const said: string[] = []
  page.on('response', response => responses.push(response))
  page.on('pageerror', error => said.push(error.message))
  page.on('console', message => ['error', 'warning'].includes(message.type()) && said.push(message.text()))
  await page.goto(address)
  await waitForPage(page)
  await page.waitForLoadState('networkidle')
  return { ...(await page.evaluate<Pick<Load, 'shift' | 'resources' | 'preloads'>>(measure)), responses, said }
}

async function holdLoad(t: Test, { shift, preloads, responses, said }: Load, url: string): Promise<void> {
  t.ok(shift <= 0.1, `what one reads stays where it is (${shift})`)
  t.strictSame(
    said.filter(words => !/status of 401/.test(words)),
    [],
    'the browser complains of nothing but that nobody is signed in',
  )
  t.strictSame(
    responses.map(one => one.url()).filter(one => !one.startsWith(`${url}/`)),
    [],
    'no other site is asked',
  )
  const assets = responses.filter(one => /\.(js|css)$/.test(one.url()))
  t.ok(assets.length > 0)
  for (const asset of assets) {
    t.match(asset.url(), /\/assets\/.+-[\w-]{8}\.(js|css)$/, 'named by what is in it')
    t.match(asset.headers(), { 'cache-control': /immutable/, 'content-encoding': /^(br|gzip)$/ }, asset.url())
  }
  const texts = await Promise.all(assets.map(asset => asset.text()))
  for (const name of preloads.map(one => one.split('/').at(-1)!))
    t.ok(
      texts.some(text => text.includes(name)),
      `${name} is loaded ahead because something uses it`,
    )
}
