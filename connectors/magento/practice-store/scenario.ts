import type { PracticeStore, Scenario } from '../../../src/sdk/testing/index.ts'
import { createPracticeStore, type StoreOptions } from './index.ts'
import { makeIntegrations } from './integrations.ts'
import { practiseStore } from './practise.ts'
import { storeViews } from './shop.ts'

const SEED = 7
const { full } = makeIntegrations(SEED)

/** Three pages of everything at a hundred a page; ties of more than a page among orders, their documents and products. */
const size = { orders: 260, products: 230, customers: 220, seed: SEED }
const MANY = 220

/** The contract kit's shop. */
export function makeScenario(options: Pick<StoreOptions, 'version' | 'inventory'> = {}): Scenario {
  const { version = '2.4.8', inventory = true } = options
  const facts = (baseUrl: string) => ({
    ...{ identity: baseUrl.replace(/^https?:\/\//, ''), name: 'Main Website', url: `${baseUrl}/`, counts: {} },
    ...{ timeZone: 'Europe/Stockholm', currency: 'SEK', country: null, version, pricesIncludeTax: null },
    ...{ apiRoot: `${baseUrl}/rest/all/V1/`, signedOrigin: baseUrl, mediaUrl: `${baseUrl}/media/` },
    ...{ hasSources: inventory, storeIds: null, edition: 'Community' },
    storeViews: storeViews.map(({ id, code, name }) => ({ id, code, name, websiteId: 1 })),
  })
  const credential = {
    ...{ way: 'oauth', storeView: 'all', accessToken: full.accessToken, secret: full.accessTokenSecret },
    ...{ consumerKey: full.consumerKey, consumerSecret: full.consumerSecret },
  }
  return { values: baseUrl => ({ apiUrl: baseUrl, ...credential }), facts, start: () => startScenario(options) }
}

function startScenario(options: Pick<StoreOptions, 'version' | 'inventory'>): PracticeStore {
  const store = createPracticeStore({ ...size, ...options })
  const { state } = store
  for (const { id } of [...state.orders]) {
    if (state.invoices.length < MANY) store.invoiceOrder(id)
    if (state.shipments.length >= MANY) continue
    store.shipOrder(id, { tracks: [{ number: `PN${id}SE`, title: 'PostNord', carrier: 'custom' }] })
  }
  const bulkEdit = new Date(state.openedAt - 3 * 86_400_000)
  const timeOf = (n: number) => (n < 110 ? bulkEdit : new Date(bulkEdit.getTime() + n * 60_000))
  for (const [n, { id, orderId }] of state.shipments.entries()) {
    store.touchShipment(id, timeOf(n))
    store.editOrder(orderId, {}, timeOf(n))
  }
  for (const [n, { id }] of state.invoices.entries()) store.touchInvoice(id, timeOf(n))
  for (const { id } of state.products.slice(20, 140)) store.editProduct(id, {}, bulkEdit)
  for (const { id } of state.customers.slice(20, 140)) store.editCustomer(id, {}, bulkEdit)
  store.addComment(state.orders[0]!.id)
  return practiseStore(store)
}

export default makeScenario()
