import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Koppla } from '../../src/main.ts'
import { openContext } from './browser.ts'

const anna = { name: 'Anna Admin', email: 'anna@example.com', password: 'en lång mening om ljus' }

/** A page on which the first admin is signed in. */
export async function signInFirst(
  browser: Browser,
  { url, firstKey, operatorKey }: Koppla,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await openContext(browser, options)
  const set = await context.request.post(`${url}/api/v1/setup`, {
    headers: { origin: url },
    data: { key: firstKey ?? operatorKey, ...anna },
  })
  if (!set.ok()) throw new Error(`the set-up failed: ${await set.text()}`)
  return context.newPage()
}
