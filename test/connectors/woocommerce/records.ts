import { readFileSync } from 'node:fs'
import { Facts } from '../../../connectors/woocommerce/facts.ts'

type Recorded = Record<string, unknown> & { id: number }

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/woocommerce/records/${name}.json`, import.meta.url), 'utf8'))

/** What a running store answered, cut to a few records. `old_811…` comes from 8.1, the rest from 10.5. */
export const recorded = (name: string): Recorded => {
  const body = read(name)
  return (Array.isArray(body) ? body[0] : body) as Recorded
}

export const recordedList = (name: string): Recorded[] => {
  const body = read(name)
  return (Array.isArray(body) ? body : [body]) as Recorded[]
}

export const storeFacts = Facts.parse({
  identity: '59f8c9f8-071d-43ec-ad40-2bf1f557cc22',
  name: 'Butiken',
  url: 'https://shop.example/',
  timeZone: 'Europe/Stockholm',
  currency: 'SEK',
  country: 'SE',
  version: '10.5.0',
  pricesIncludeTax: true,
  counts: {},
  apiRoot: 'https://shop.example/wp-json/wc/v3/',
  home: 'https://shop.example',
  transport: 'header',
  oauthScheme: 'https',
  oauthPlace: 'header',
  orderStorage: 'hpos',
  hasVariationsRoute: true,
  hasFulfillments: true,
  wordpressVersion: '6.9.7',
})
