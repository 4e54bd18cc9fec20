import type { PracticeStore, Scenario } from '../../../src/sdk/testing/index.ts'
import { identityOf } from '../address.ts'
import type { Facts } from '../facts.ts'
import { createPracticeStore, type WooOptions } from './index.ts'
import { makeKeys } from './keys.ts'
import { practiseStore } from './practise.ts'

const SEED = 7
const { readWrite } = makeKeys(SEED)

/** Three pages of everything, ties of more than a page among the orders, refunds, parcels of both kinds, one order in the trash. */
const size = { orders: 250, products: 205, customers: 205, seed: SEED, variableEvery: 40 }

/** The contract kit's store: over plain http, where only signed requests are let in. */
export function makeScenario(options: Pick<WooOptions, 'version'> = {}): Scenario {
  const hpos = options.version !== '8.1'
  const facts = (baseUrl: string): Facts => ({
    identity: identityOf(baseUrl),
    name: 'Ljusbutiken Test',
    url: baseUrl,
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    country: 'SE',
    version: hpos ? '10.5.0' : '8.1.1',
    pricesIncludeTax: true,
    counts: {},
    apiRoot: `${baseUrl}/wp-json/wc/v3/`,
    home: baseUrl,
    transport: 'oauth',
    oauthScheme: 'http',
    oauthPlace: 'header',
    orderStorage: hpos ? 'hpos' : 'posts',
    hasVariationsRoute: hpos,
    hasFulfillments: hpos,
    wordpressVersion: hpos ? '6.9.7' : '6.4.10',
  })
  return {
    values: baseUrl => ({ apiUrl: baseUrl, accessToken: readWrite.key, secret: readWrite.secret }),
    facts,
    start: () => startScenario(options),
    secretsInQuery: 'WooCommerce reads the key from the query where a server drops the Authorization header.',
  }
}

function startScenario(options: Pick<WooOptions, 'version'>): PracticeStore {
  const fulfillments = options.version !== '8.1'
  const store = createPracticeStore({ ...size, ...options, fulfillments })
  const bulkEdit = new Date(store.state.clock.now().getTime() - 3 * 86_400_000)
  const shipped = store.state.orders.filter(row => row.status === 'completed' && row.id % 4 === 0)
  for (const [n, { id }] of shipped.entries()) {
    if (fulfillments && n % 3 > 0)
      store.addFulfillment(id, { meta: [{ key: '_tracking_number', value: `37350${id}` }] })
    else store.addTrackingMeta(id, 'shipment-tracking', `37350${id}`)
  }
  store.addRefund(store.state.orders[0]!.id, { amount: 500, reason: 'Goodwill' })
  for (const { id } of [store.state.orders[0]!, ...shipped]) store.editOrder(id, {}, bulkEdit)
  store.trashOrder(store.state.orders.at(-2)!.id)
  return practiseStore(store)
}

export default makeScenario()
