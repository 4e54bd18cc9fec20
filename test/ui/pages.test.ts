import t, { type Test } from 'tap'
import { startProduct } from '../journey/product.ts'
import { buildPages, holdAccessible, openBrowser, openContext } from './browser.ts'
import { holdFocusVisible } from './focus.ts'
import { holdSound, takePicture, waitForPage } from './inspect.ts'
import { addBooks, addBrake, addPractice, allPages, anna, setStage, signIn } from './stage.ts'

t.setTimeout(1_200_000)

interface Look {
  readonly name: string
  readonly language: 'en' | 'sv'
  readonly colorScheme: 'light' | 'dark'
  readonly viewport: { readonly width: number; readonly height: number }
}

const looks: readonly Look[] = [
  { name: 'light', language: 'en', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark-small', language: 'sv', colorScheme: 'dark', viewport: { width: 400, height: 800 } },
]

/** `PAGES=start,overview` looks at these only. */
function pick(pages: Record<string, string>): Record<string, string> {
  const wanted = process.env['PAGES']?.split(',')
  return Object.fromEntries(Object.entries(pages).filter(([name]) => wanted?.includes(name) ?? true))
}

await buildPages()

t.test('every page, on a desk and in the hand', async t => {
  t.jobs = looks.length
  const stage = await setStage(t)
  const browser = await openBrowser(t)
  const pages = pick({
    ...(await allPages(stage)),
    practice: await addPractice(stage),
    brake: await addBrake(t, stage),
    ...(await addBooks(t, stage)),
  })
  const { koppla: unused } = await startProduct(t, 'embedded')
  const { url } = stage.product.koppla
  await Promise.all(looks.map(look => t.test(look.name, t => visitAll(t, look))))
  await t.test('on screens of other widths', async t => {
    const page = await signIn(await openContext(browser), url, anna)
    for (const path of Object.values(pages)) {
      await page.goto(url + path)
      await waitForPage(page)
      for (const width of [768, 1024, 1100, 2560]) {
        await page.setViewportSize({ width, height: 1400 })
        await holdSound(t, page, 'en')
      }
    }
  })

  async function visitAll(t: Test, { name: look, language, ...options }: Look): Promise<void> {
    const context = await openContext(browser, { ...options, locale: language })
    const signedOut = await context.newPage()
    await signedOut.goto(`${url}/sign-in`)
    await signedOut.getByRole('heading', { level: 1 }).waitFor()
    await holdSound(t, signedOut, language)
    await holdAccessible(t, signedOut)
    await holdFocusVisible(t, signedOut)
    await takePicture(signedOut, `sign-in-${look}`)
    await signedOut.goto(`${unused.url}/set-up`)
    await signedOut.getByRole('heading', { level: 1 }).waitFor()
    await holdSound(t, signedOut, language)
    await holdAccessible(t, signedOut)
    await takePicture(signedOut, `set-up-${look}`)
    const page = await signIn(context, url, anna)
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(url + path)
      await waitForPage(page)
      await holdSound(t, page, language)
      await holdAccessible(t, page)
      await takePicture(page, `${name}-${look}`)
      await holdFocusVisible(t, page)
    }
    t.strictSame(errors, [], 'the browser complains of nothing')
  }
})
