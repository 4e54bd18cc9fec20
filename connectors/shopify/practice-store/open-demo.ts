import {
  createFaultDial,
  createHeldClock,
  type DemoStore,
  type StartDemoStore,
} from '../../../src/sdk/testing/index.ts'
import { type ShopifyStore, startPracticeShopify } from './index.ts'

/** The points of a large plan: whoever practises does not wait. */
const quick = { maximumAvailable: 20_000, restoreRate: 1_000 }

/** A small shop that sells while somebody watches. */
export const openDemo: StartDemoStore = async ({ port, openedAt = new Date() } = {}) => {
  const clock = createHeldClock(openedAt)
  const dial = createFaultDial()
  const { baseUrl, store, apps, close } = await startPracticeShopify({
    ...{ orders: 250, products: 60, customers: 80, clock, standing: dial.next, limit: quick },
    ...(port !== undefined && { port }),
  })
  clock.release()
  // Two shops of one name would be taken for one.
  store.state.domain = `ljusbutiken-${new URL(baseUrl).port}.myshopify.com`
  const { clientId, clientSecret } = apps.full
  let turn = 0
  return {
    system: 'shopify',
    baseUrl,
    credential: { apiUrl: baseUrl, way: 'app', accessToken: clientId ?? '', secret: clientSecret ?? '' },
    describe: `A practice Shopify shop at ${baseUrl}`,
    trade: () => trades[turn++ % trades.length]!(store),
    sell: at => `#${store.createOrder(at).number}`,
    setFaults: faults => {
      dial.set(faults)
      const refuses = faults.includes('refuses_key')
      store.state.installed = refuses ? [] : Object.values(apps)
      if (refuses) store.state.tokens.clear()
    },
    close,
  } satisfies DemoStore
}

const newest = (store: ShopifyStore) => store.state.orders.at(-1)!

const sell = (store: ShopifyStore) => `order #${store.createOrder().number} came in`

/** What happens in a shop, in turn; more is sold than given back. */
const trades: ReadonlyArray<(store: ShopifyStore) => string> = [
  sell,
  sell,
  store => {
    const { id, number } = newest(store)
    store.payOrder(id)
    return `order #${number} was paid for`
  },
  store => {
    const { id, number } = newest(store)
    store.shipOrder(id)
    return `order #${number} was sent`
  },
  sell,
  store => {
    const { id } = store.state.levels[0]!
    store.setStock(id, store.state.orders.length % 40)
    return `stock of ${store.state.products[0]!.title} was counted`
  },
  sell,
  store => {
    const { id, number } = newest(store)
    store.payOrder(id)
    store.refundOrder(id)
    return `order #${number} was refunded in part`
  },
]
