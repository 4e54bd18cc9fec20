import {
  createFaultDial,
  createHeldClock,
  type DemoStore,
  type StartDemoStore,
} from '../../../src/sdk/testing/index.ts'
import { startPracticeWooCommerce, type WooStore } from './index.ts'

/** A small shop that sells while somebody watches. */
export const startDemoStore: StartDemoStore = async ({ port, openedAt = new Date() } = {}) => {
  const clock = createHeldClock(openedAt)
  const dial = createFaultDial()
  const { baseUrl, store, keys, close } = await startPracticeWooCommerce({
    orders: 250,
    products: 60,
    customers: 80,
    fulfillments: true,
    clock,
    standing: dial.next,
    ...(port !== undefined && { port }),
  })
  clock.release()
  let turn = 0
  return {
    system: 'woocommerce',
    baseUrl,
    credential: { apiUrl: baseUrl, accessToken: keys.readWrite.key, secret: keys.readWrite.secret },
    describe: `${store.state.name}, a practice WooCommerce store at ${baseUrl}`,
    leftOut: 'The store also counts unfinished checkouts, which are no orders, and staff who have bought nothing.',
    trade: () => trades[turn++ % trades.length]!(store),
    sell: at => String(store.createOrder({ created: at, modified: at }).id),
    setFaults: faults => {
      dial.set(faults)
      store.state.keys = faults.includes('refuses_key') ? [] : Object.values(keys)
    },
    close,
  } satisfies DemoStore
}

const newest = (store: WooStore) => store.state.orders.at(-1)!

const sell = (store: WooStore) => `order ${store.createOrder().id} came in`

/** What happens in a shop, in turn; more is sold than given back. */
const trades: ReadonlyArray<(store: WooStore) => string> = [
  sell,
  sell,
  store => {
    const { id } = newest(store)
    store.setStatus(id, 'completed')
    store.addFulfillment(id, {
      meta: [
        { key: '_tracking_number', value: `PN${id}SE` },
        { key: '_shipment_provider', value: 'postnord' },
      ],
    })
    return `order ${id} was sent`
  },
  sell,
  store => {
    const { id } = store.state.products[0]!
    store.setStock(id, store.state.orders.length % 40)
    return `stock of product ${id} was counted`
  },
  sell,
  store => {
    const { id } = newest(store)
    store.addRefund(id)
    return `order ${id} was refunded in part`
  },
]
