// Every link inside leads somewhere.
import t from 'tap'
import { buildPages, openBrowser, openContext } from './browser.ts'
import { waitForPage } from './inspect.ts'
import { addBooks, addBrake, addPractice, allPages, anna, setStage, signIn } from './stage.ts'

t.setTimeout(1_200_000)
await buildPages()

const hrefs = `[...document.querySelectorAll('a[href^="/"]:not([download])')].map(one => one.getAttribute('href'))`

/** One of many of its kind will do: what differs in ids, numbers and names alone. */
function kindOf(href: string): string {
  const { pathname, searchParams } = new URL(href, 'http://koppla')
  const asked = [...searchParams].map(([name, value]) => (/^[a-z_]+$/.test(value) ? `${name}=${value}` : name))
  return `${pathname.replace(/[\da-f-]{36}/g, ':id')}?${asked.sort().join('&')}`
}

t.test('no link leads to nothing', async t => {
  const stage = await setStage(t)
  const { url } = stage.product.koppla
  const pages = [
    ...Object.values(await allPages(stage)),
    await addPractice(stage),
    await addBrake(t, stage),
    ...Object.values(await addBooks(t, stage)),
  ]
  const page = await signIn(await openContext(await openBrowser(t)), url, anna)
  const left = new Map(pages.map(path => [kindOf(path), { path, from: 'the address bar' }]))
  const dead: string[] = []
  // What is found on the way is added to the end.
  for (const { path, from } of left.values()) {
    await page.goto(url + path)
    await waitForPage(page)
    const wrong = page.getByRole('heading', { name: 'There is nothing here' }).or(page.getByRole('alert'))
    if ((await wrong.count()) > 0) dead.push(`${path}, from ${from}: ${await wrong.first().innerText()}`)
    for (const href of await page.evaluate<string[]>(hrefs))
      if (!left.has(kindOf(href))) left.set(kindOf(href), { path: href, from: path })
  }
  t.strictSame(dead, [])
  t.ok(left.size > pages.length, `${left.size} kinds of links were followed`)
})
