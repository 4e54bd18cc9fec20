// A real browser on the real product, as people meet it.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'
import { build } from 'vite'

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

/** Builds the interface into where the product serves it from. */
export async function buildPages(): Promise<string> {
  if (!areBuilt()) await build({ configFile: ui('vite.config.ts'), logLevel: 'error' })
  return ui('dist')
}

/** A build empties the folder that servers of other tests may be serving from. */
function areBuilt(): boolean {
  const start = path.join(ui('dist'), 'index.html')
  if (!fs.existsSync(start)) return false
  const builtAt = fs.statSync(start).mtimeMs
  return fs
    .readdirSync(ui('.'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.parentPath.startsWith(ui('dist')))
    .every(entry => fs.statSync(path.join(entry.parentPath, entry.name)).mtimeMs <= builtAt)
}

export async function openBrowser(t: Test): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] })
  t.teardown(() => browser.close())
  return browser
}

/** Nothing that the accessibility rules (WCAG 2.2 A and AA) find on the page as it is. */
export async function holdAccessible(t: Test, page: Page): Promise<void> {
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
  t.strictSame(told, [], `${new URL(page.url()).pathname} is accessible`)
}
