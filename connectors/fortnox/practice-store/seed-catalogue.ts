import { firstNames, lastNames, takeDice } from '../../../src/sdk/testing/index.ts'
import type { Article, Customer, State } from './state.ts'

const DAY_MS = 86_400_000

/** Numbers of which one is a part of another, and ones that an address must encode. */
const oddNumbers = ['A100', 'A1001', '1A100', 'LJUS/25', 'Test_+-', 'KRUKA$', 'VÄRMELJUS', '50\\P']
const names = ['Blockljus', 'Värmeljus', 'Ljusstake', 'Doftljus', 'Kruka', 'Lykta']
const colours = ['blå', 'grön', 'röd', 'vit', 'svart']
const rates = [25, 25, 25, 12, 6, 0]
export const accountOf = (vat: number): number => ({ 25: 3001, 12: 3002, 6: 3003 })[vat] ?? 3004

export function makeArticle(state: State, number: string, changes: Partial<Article> = {}): Article {
  const dice = takeDice('article', state.seed, number)
  const vat = dice.pick(rates)
  const service = dice.chance(0.1)
  const article: Article = {
    number,
    description: `${dice.pick(names)} ${dice.pick(colours)}, ${5 + dice.roll(40)} cm`,
    ...{ type: service ? 'SERVICE' : 'STOCK', stockGoods: !service && dice.chance(0.85), active: dice.chance(0.9) },
    ean: dice.chance(0.6) ? `73${String(10_000_000_000 + dice.roll(89_999_999)).slice(0, 11)}` : '',
    unit: service ? 'h' : dice.pick(['st', 'st', 'förp', '']),
    ...{ price: 990 + dice.roll(90_000), purchasePrice: 500 + dice.roll(9_000), vat, account: accountOf(vat) },
    ...{
      quantity: service ? 0 : dice.roll(200) - 3,
      reserved: service ? 0 : dice.roll(3),
      webshop: dice.chance(0.5),
      note: '',
    },
    modified: state.openedAt - dice.roll(400) * DAY_MS - dice.roll(80_000) * 1_000 - DAY_MS,
    ...changes,
  }
  state.articles.push(article)
  state.revision++
  return article
}

export function seedArticles(state: State, count: number): void {
  for (let n = 0; n < count; n++) makeArticle(state, oddNumbers[n] ?? `K${1_000 + n}`)
}

const places: Readonly<Record<string, readonly [city: string, zipCode: string]>> = {
  ...{ DE: ['Köln', '50667'], FI: ['Åbo', '20100'], NO: ['Tromsø', '9008'], JP: ['東京', '100-0001'] },
}
const swedishPlaces = [
  ['Malmö', '211 22'],
  ['Göteborg', '41103'],
  ['Östersund', '83131'],
] as const

type Kind = Pick<Customer, 'vatType' | 'countryCode' | 'currency' | 'type'>

/** Every tenth buys in another currency. */
const kinds: readonly Kind[] = [
  { vatType: 'EUREVERSEDVAT', countryCode: 'DE', currency: 'EUR', type: 'COMPANY' },
  { vatType: 'EUVAT', countryCode: 'FI', currency: 'EUR', type: 'PRIVATE' },
  { vatType: 'EXPORT', countryCode: 'NO', currency: 'NOK', type: 'COMPANY' },
  { vatType: 'EXPORT', countryCode: 'JP', currency: 'JPY', type: 'COMPANY' },
]
const swedish: Kind = { vatType: 'SEVAT', countryCode: 'SE', currency: 'SEK', type: 'PRIVATE' }

export function makeCustomer(state: State, changes: Partial<Customer> = {}): Customer {
  const n = Math.max(Number(state.customers.at(-1)?.number ?? 0), ...[...state.reservedNumbers].map(Number)) + 1
  const dice = takeDice('customer', state.seed, n)
  const kind = n % 10 === 0 ? kinds[(n / 10) % kinds.length]! : swedish
  const company = kind.type === 'COMPANY' || dice.chance(0.3)
  const [city, zipCode] = places[kind.countryCode] ?? dice.pick(swedishPlaces)
  const person = `${dice.pick(firstNames)} ${dice.pick(lastNames)}`
  const customer: Customer = {
    number: String(n),
    name: company ? `${person.split(' ').at(-1)} & Söner AB` : person,
    ...{ ...kind, type: company ? 'COMPANY' : 'PRIVATE' },
    organisationNumber: company ? `5566${String(n).padStart(2, '0').slice(-2)}-${1_000 + (n % 9_000)}` : '',
    vatNumber: kind.vatType === 'EUREVERSEDVAT' ? `DE81234${1_000 + n}` : '',
    ...{ email: dice.chance(0.9) ? `kund${n}@example.se` : '', phone: dice.chance(0.5) ? `070-${100_000 + n}` : '' },
    ...{ address: dice.chance(0.9) ? `Storgatan ${n}` : '', zipCode, city, active: dice.chance(0.92) },
    modified: state.openedAt - dice.roll(400) * DAY_MS - dice.roll(80_000) * 1_000 - DAY_MS,
    ...changes,
  }
  state.customers.push(customer)
  state.revision++
  return customer
}

export function seedCustomers(state: State, count: number): void {
  for (let n = 0; n < count; n++) makeCustomer(state)
}
