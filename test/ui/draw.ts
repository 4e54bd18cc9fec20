// node test/ui/draw.ts   draws the README's pictures anew, as drawings: src/ui/pictures/*.svg. Needs pdftocairo (apt install poppler-utils).
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import t from 'tap'
import { formOf } from '../journey/shop.ts'
import { buildPages, openBrowser, openContext } from './browser.ts'
import { waitForPage } from './inspect.ts'
import { allPages, anna, type Stage, setStage, signIn } from './stage.ts'

t.setTimeout(600_000)

const size = { width: 1280, height: 860 }
const folder = fileURLToPath(new URL('../../src/ui/pictures/', import.meta.url))

await buildPages()
await t.test('the pictures of the README', async t => {
  const stage = await setStage(t)
  const context = await openContext(await openBrowser(t), { viewport: size })
  const page = await signIn(context, stage.product.koppla.url, anna)
  await page.emulateMedia({ media: 'screen' })
  const pages = await allPages(stage)
  const open = async (path = '/') => {
    await page.goto(stage.product.koppla.url + path)
    await waitForPage(page)
  }
  await open(pages['start'])
  // What comes below names people whom not every machine has the letters for.
  await draw('start', 548)
  await open(pages['overview'])
  await draw('overview')
  await open(pages['new'])
  await verifyWithWrongKey(page, stage)
  await draw('diagnosis', await page.evaluate<number>('document.documentElement.scrollHeight'))

  async function draw(name: string, height = size.height): Promise<void> {
    const [pdf, svg] = [`${folder}${name}.pdf`, `${folder}${name}.svg`]
    await page.setViewportSize({ ...size, height })
    await page.pdf({
      path: pdf,
      printBackground: true,
      width: `${size.width}px`,
      height: `${height}px`,
      pageRanges: '1',
    })
    execFileSync('pdftocairo', ['-svg', pdf, svg])
    fs.rmSync(pdf)
    fs.writeFileSync(svg, shorten(fs.readFileSync(svg, 'utf8'), await page.title()))
    t.ok(fs.statSync(svg).size < 500_000, name)
    await page.setViewportSize(size)
  }
})

async function verifyWithWrongKey(page: Page, { shop }: Stage): Promise<void> {
  const { credential } = formOf(shop)
  const secrets = page.locator('input[type=password]')
  await page.getByLabel('Name').fill('Ljusbutiken')
  await page.getByRole('combobox', { name: 'External System' }).click()
  await page.getByRole('option', { name: 'WooCommerce' }).click()
  await page.getByLabel(/^API URL/).fill(credential.apiUrl)
  await secrets.first().fill('ck_'.padEnd(43, '0'))
  await secrets.last().fill(credential.secret)
  await page.getByRole('button', { name: 'Verify Connection' }).click()
  await page.getByText('What to do:').first().waitFor()
}

/** A hundredth of a point is enough for the eye. */
function shorten(svg: string, title: string): string {
  return svg
    .replace('<defs>', `<title>${title}</title>\n<defs>`)
    .replace(/\d+\.\d{3,}/g, number => String(Math.round(Number(number) * 100) / 100))
    .replace(/ "/g, '"')
}
