// What every page must hold, in every size and colour.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'

/** Where pictures of the pages are left to be looked at. */
const pictures = process.env['SCREENSHOTS'] ?? fileURLToPath(new URL('screenshots', import.meta.url))

export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

/** There, with what it asked for. */
export async function waitForPage(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'hidden' })
}

/** What a page lacks, told by a script in it. */
interface Flaws {
  readonly wider: number
  readonly nameless: string[]
  readonly language: string
  readonly title: string
  readonly headings: number
}

const findFlaws = `(() => {
  const named = one => (one.getAttribute('aria-label') ?? '').trim() || one.hasAttribute('aria-labelledby')
    || (one.textContent ?? '').trim() || one.querySelector('img[alt]:not([alt=""])')
  return {
    wider: document.documentElement.scrollWidth - window.innerWidth,
    nameless: [...document.querySelectorAll('button, a[href], [role=button]')].filter(one => !named(one)).map(one => one.outerHTML),
    language: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll('h1').length,
  }
})()`

/** No scrolling sideways, every button and link named, the language told, a title and one heading. */
export async function holdSound(t: Test, page: Page, language: string): Promise<void> {
  const { pathname } = new URL(page.url())
  const flaws = await page.evaluate<Flaws>(findFlaws)
  t.match(flaws, { nameless: [], language, headings: 1 }, `${pathname} is sound`)
  t.ok(flaws.wider <= 0, `${pathname} needs no scrolling sideways (${flaws.wider} px at ${page.viewportSize()?.width})`)
  t.match(flaws.title, /^.+ · Koppla$/, `${pathname} has a title of its own`)
}
