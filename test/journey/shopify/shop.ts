// A practice Shopify shop, and a day in it: what every save tells of, what nothing tells of, and what is deleted.
import type { Test } from 'tap'
import {
  type RunningStore,
  type RunOptions,
  type ShopifyStore,
  startPracticeShopify,
} from '../../../connectors/shopify/practice-store/index.ts'

/** Points come back at once: nobody waits for them. */
const limit = { maximumAvailable: 2_000, restoreRate: 1_000_000 }

export async function startShopify(t: Test, options: RunOptions = {}): Promise<RunningStore> {
  const shop = await startPracticeShopify({ limit, ...options })
  t.teardown(() => shop.close())
  return shop
}

/** The form as a person fills it in. */
export function shopifyForm({ baseUrl, apps }: RunningStore) {
  const { clientId: accessToken, clientSecret: secret } = apps.full
  return { externalSystem: 'shopify', credential: { apiUrl: baseUrl, way: 'app', accessToken, secret } }
}

/** Each moves the record’s time. */
export function trade(store: ShopifyStore): void {
  const [first, second, third] = store.state.orders.filter(one => one.fulfillments.length === 0 && !one.cancelled)
  store.payOrder(first!.id)
  store.shipOrder(first!.id)
  store.cancelOrder(second!.id)
  store.addLine(third!.id)
  store.payOrder(third!.id)
  store.refundOrder(third!.id)
  store.createOrder()
  store.createCustomer()
  store.createProduct()
  store.setPrice(store.state.products[2]!.id, 77_700)
  store.addVariants(store.state.products[3]!.id, 120)
  store.cancelFulfillment(store.state.orders.find(one => one.fulfillments.length > 0)!.fulfillments[0]!.id)
}

/** The shop tells of them among its events; of what hung on them, nobody does. */
export function clearOut(store: ShopifyStore): void {
  store.deleteOrder(store.state.orders.findLast(one => one.fulfillments.length > 0)!.id)
  store.deleteProduct(store.state.products[5]!.id)
  store.deleteCustomer(store.state.orders.findLast(one => one.customerId !== null)!.customerId!)
}

/** None moves the time of a record that is still there. */
export function tamper(store: ShopifyStore): void {
  clearOut(store)
  store.moveToCollection(store.state.products[1]!.id)
  store.putIntoCollections(store.state.products[1]!.id, 12)
  store.setStock(store.state.levels[0]!.id, 1)
  store.removeLevel(store.state.levels[1]!.id)
}

/** An order goes on, and a product is sold by another price. */
export function takeBack(store: ShopifyStore): void {
  for (const { id } of store.state.orders.filter(one => one.paid !== null).slice(0, 6)) store.refundOrder(id)
  store.setPrice(store.state.products[1]!.id, 1_000)
}
