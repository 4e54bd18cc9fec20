import type { PracticeStore, Scenario } from '../../../src/sdk/testing/index.ts'
import { makeApps, readScopes } from './apps.ts'
import { createPracticeStore } from './index.ts'
import { practiseStore } from './practise.ts'

const SEED = 7
const { clientId, clientSecret } = makeApps(SEED).full

/** Three pages of everything at a hundred a page. Points come back at once, as the kit’s time is not the shop’s. */
const limit = { maximumAvailable: 2_000, restoreRate: 100_000_000 }
export const size = { orders: 215, products: 215, customers: 215, seed: SEED, ties: 110, limit }

const facts = (baseUrl: string) => ({
  ...{ identity: 'ljusbutiken.myshopify.com', name: 'Ljusbutiken', url: 'https://ljusbutiken.example.test' },
  ...{ timeZone: 'Europe/Stockholm', currency: 'SEK', country: 'SE', version: '2026-10', pricesIncludeTax: true },
  ...{ counts: {}, origin: baseUrl, servedVersion: '2026-10', plan: 'Basic', scopes: [...readScopes] },
})

function start(): PracticeStore {
  const store = createPracticeStore(size)
  const { state } = store
  const massEdit = new Date(state.openedAt - 3 * 86_400_000)
  for (const { id } of state.products.slice(20, 140)) store.touchProduct(id, massEdit)
  for (const { id } of state.customers.slice(20, 140)) store.touchCustomer(id, massEdit)
  return practiseStore(store)
}

/** The contract kit's shop. */
export default {
  values: baseUrl => ({ apiUrl: baseUrl, way: 'app', accessToken: clientId ?? '', secret: clientSecret ?? '' }),
  facts,
  start,
} satisfies Scenario
