import {
  createFaultDial,
  createHeldClock,
  type DemoStore,
  type StartDemoStore,
} from '../../../src/sdk/testing/index.ts'
import { type MagentoStore, startPracticeMagento } from './index.ts'

/** A small shop that sells while somebody watches. */
export const startDemoStore: StartDemoStore = async ({ port, openedAt = new Date() } = {}) => {
  const clock = createHeldClock(openedAt)
  const dial = createFaultDial()
  const { baseUrl, store, integrations, close } = await startPracticeMagento({
    ...{ orders: 250, products: 60, customers: 80, clock, standing: dial.next },
    ...(port !== undefined && { port }),
  })
  clock.release()
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret: secret } = integrations.full
  let turn = 0
  return {
    system: 'magento',
    baseUrl,
    credential: { apiUrl: baseUrl, way: 'oauth', accessToken, secret, consumerKey, consumerSecret, storeView: 'all' },
    describe: `A practice Magento shop at ${baseUrl}`,
    trade: () => trades[turn++ % trades.length]!(store),
    sell: at => store.createOrder({ created: at, updated: at }).incrementId,
    setFaults: faults => {
      dial.set(faults)
      store.state.integrations = faults.includes('refuses_key') ? [] : Object.values(integrations)
    },
    close,
  } satisfies DemoStore
}

const newest = (store: MagentoStore) => store.state.orders.at(-1)!

const sell = (store: MagentoStore) => `order ${store.createOrder().incrementId} came in`

/** What happens in a shop, in turn; more is sold than given back. */
const trades: ReadonlyArray<(store: MagentoStore) => string> = [
  sell,
  sell,
  store => {
    const { id, incrementId } = newest(store)
    store.invoiceOrder(id)
    return `order ${incrementId} was paid for`
  },
  store => {
    const { id, incrementId } = newest(store)
    store.shipOrder(id, { tracks: [{ number: `PN${id}SE`, title: 'PostNord', carrier: 'custom' }] })
    return `order ${incrementId} was sent`
  },
  sell,
  store => {
    const { id } = store.state.products[0]!
    store.setStock(id, store.state.orders.length % 40)
    return `stock of product ${id} was counted`
  },
  sell,
  store => {
    const { id, incrementId } = newest(store)
    store.invoiceOrder(id)
    store.refundOrder(id)
    return `order ${incrementId} was refunded in part`
  },
]
