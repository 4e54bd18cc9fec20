import { readFileSync } from 'node:fs'
import { Facts } from '../../../connectors/magento/facts.ts'
import type { HttpAnswer } from '../../../src/sdk/index.ts'

interface Recorded {
  readonly request: { readonly method: string; readonly url: string }
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}
type Row = Record<string, unknown>

/** What a running Magento 2.4.8-p1 answered. */
export const recorded = (name: string): Recorded =>
  JSON.parse(readFileSync(new URL(`../../fixtures/magento/${name}.json`, import.meta.url), 'utf8')) as Recorded

export const bodyOf = (name: string): Row => recorded(name).body as Row
export const itemsOf = (name: string): Row[] => bodyOf(name)['items'] as Row[]

/** Some recorded orders were cut to three items; all of them stand once more under what was to be shipped. */
export function wholeOrder(order: Row): Row {
  const extras = order['extension_attributes'] as { shipping_assignments?: { items?: Row[] }[] }
  return { ...order, items: extras.shipping_assignments?.[0]?.items ?? order['items'] }
}

export function recordedAnswer(name: string): HttpAnswer {
  const { request, status, headers, body } = recorded(name)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, url: request.url, redirects: [], headers, text, date: null, durationMs: 1 }
}

export const storeFacts = Facts.parse({
  identity: 'magento.example',
  name: 'Main Website',
  url: 'https://magento.example/',
  timeZone: 'Europe/Stockholm',
  currency: 'SEK',
  country: null,
  version: '2.4',
  pricesIncludeTax: true,
  counts: {},
  apiRoot: 'https://magento.example/rest/all/V1/',
  signedOrigin: 'https://magento.example',
  hasSources: true,
  mediaUrl: 'https://magento.example/media/',
  storeIds: null,
})
