// A real browser on the real product, as people meet it.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import { build } from 'vite'
import { lockFolder } from '../../src/db/lock.ts'
import { StartError } from '../../src/errors.ts'

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** @throws when there is none: a test that passes without having looked would be worth nothing */
export function findChromium(): string {
  const found = [process.env['CHROMIUM'], ...usualPlaces].find(file => file && fs.existsSync(file))
  if (!found)
    throw new Error(
      'The tests of the web interface need Chromium: install it (apt install chromium), or name it in CHROMIUM.',
    )
  return found
}

const ui = (file: string) => fileURLToPath(new URL(`../../src/ui/${file}`, import.meta.url))

/** Builds the interface into where the product serves it from, one test at a time: a build empties that folder. */
export async function buildPages(): Promise<string> {
  const { unlock } = await waitForTurn()
  try {
    if (!areBuilt()) await build({ configFile: ui('vite.config.ts'), logLevel: 'error' })
  } finally {
    await unlock()
  }
  return ui('dist')
}

async function waitForTurn(): ReturnType<typeof lockFolder> {
  const folder = ui('../../node_modules/.cache/pages')
  fs.mkdirSync(folder, { recursive: true })
  for (;;) {
    try {
      return await lockFolder(folder)
    } catch (error) {
      if (!(error instanceof StartError)) throw error
      await delay(200)
    }
  }
}

/** Not again where it has been: servers of other tests may be serving from there. */
function areBuilt(): boolean {
  const start = path.join(ui('dist'), 'index.html')
  if (!fs.existsSync(start)) return false
  const builtAt = fs.statSync(start).mtimeMs
  return fs
    .readdirSync(ui('.'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.parentPath.startsWith(ui('dist')))
    .every(entry => fs.statSync(path.join(entry.parentPath, entry.name)).mtimeMs <= builtAt)
}

/** A machine that does much else may take this long; where all is well nobody waits for it. */
const patienceMs = 90_000

export async function openBrowser(t: Test): Promise<Browser> {
  const options = { executablePath: findChromium(), args: ['--no-sandbox'], timeout: patienceMs }
  const browser = await chromium.launch(options)
  t.teardown(() => browser.close())
  return browser
}

/** As on a desk, in English. Nothing moves: what is looked at half faded in is neither readable nor there to be pressed. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const desk = { locale: 'en-GB', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const
  const context = await browser.newContext({ ...desk, ...options })
  context.setDefaultTimeout(patienceMs)
  return context
}

/** Nothing that the accessibility rules (WCAG 2.2 A and AA) find on the page as it is. */
export async function holdAccessible(t: Test, page: Page): Promise<void> {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
  t.strictSame(told, [], `${new URL(page.url()).pathname} is accessible`)
}
