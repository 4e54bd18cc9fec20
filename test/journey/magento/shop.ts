// A practice Magento shop, and a day in it: what every save tells of, what nothing tells of, and what comes back.
import type { Test } from 'tap'
import { contentOf } from '../../../connectors/magento/practice-store/compose-order.ts'
import {
  type RunningStore,
  type RunOptions,
  startPracticeMagento,
} from '../../../connectors/magento/practice-store/index.ts'

type Store = RunningStore['store']

export async function startMagento(t: Test, options: RunOptions = {}): Promise<RunningStore> {
  const shop = await startPracticeMagento(options)
  t.teardown(() => shop.close())
  return shop
}

/** The form as a person fills it in. */
export function magentoForm({ baseUrl, integrations }: RunningStore, by = integrations.full) {
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret: secret } = by
  return {
    externalSystem: 'magento',
    credential: { apiUrl: baseUrl, way: 'oauth', accessToken, secret, consumerKey, consumerSecret, storeView: 'all' },
  }
}

const ordersIn = ({ state }: Store, ...states: string[]) => state.orders.filter(row => states.includes(row.state))
const simplesOf = ({ state }: Store) => state.products.filter(one => one.type === 'simple' && one.size === null)
const shirtsOf = ({ state }: Store) => state.products.filter(one => one.type === 'configurable')

/** Each bumps the record. */
export function trade(store: Store): void {
  const [pending, held, cancelled] = ordersIn(store, 'new')
  store.editOrder(pending!.id, content => {
    content.billing = { ...content.billing, city: 'Östra "Ö" & 🕯️' }
  })
  store.invoiceOrder(pending!.id)
  store.shipOrder(pending!.id, { tracks: [{ number: 'PN0001SE', title: 'PostNord', carrier: 'custom' }] })
  store.holdOrder(held!.id)
  store.cancelOrder(cancelled!.id)
  for (const { id } of ordersIn(store, 'complete').slice(0, 3))
    store.refundOrder(id, { shipping: 1_000, positive: 250 })
  store.createOrder({ customerId: store.state.customers.at(-1)!.id })
  for (const item of store.state.saleItems) store.createOrder({ storeId: 2, items: [{ item, qty: 2 }] })
  store.lateCommit()
  const [renamed, dearer, counted] = simplesOf(store)
  store.renameSku(renamed!.id, 'NYTT, SKU Å')
  store.editProduct(dearer!.id, { price: 7_750, status: 2 })
  store.setStock(counted!.id, 3)
  store.createProduct()
  store.createConfigurable()
  store.createCustomer()
  store.editCustomer(store.state.customers[1]!.id, { firstName: 'Åsa-Märta' })
}

/** None bumps a record. */
export function tamper(store: Store): void {
  const { orders, customers, shipments, invoices, creditMemos } = store.state
  const moved = orders.find(({ id }) => id === invoices[1]!.orderId)!
  const { billing } = contentOf(store.state, moved)
  store.readdressOrder(moved.id, { billing: { ...billing, city: 'Flyttad' } })
  const [elsewhere] = orders.filter(row => contentOf(store.state, row).shipping !== null).slice(-9)
  const { shipping } = contentOf(store.state, elsewhere!)
  store.readdressOrder(elsewhere!.id, { email: 'ny@example.test', shipping: { ...shipping!, city: 'Till ombud' } })
  store.deleteInvoice(invoices[5]!.id)
  store.addComment(orders[3]!.id)
  store.commentCreditMemo(creditMemos[0]!.id, 'Skadad i frakten')
  store.addTrack(shipments[2]!.id, { number: 'PN0002SE' })
  const [ended, coming] = simplesOf(store).slice(-2)
  store.setSpecialPrice(simplesOf(store)[3]!.id, 3_950)
  store.setSpecialPrice(ended!.id, 1_950, [-30, -2])
  store.setSpecialPrice(coming!.id, 1_950, [2, 30])
  const [shirt, other] = shirtsOf(store)
  // A store tells whole seconds: what is saved twice within one cannot be told apart by its time.
  const later = new Date(store.state.clock.now().getTime() + 2_000)
  store.editProduct(shirt!.links[0]!, { weight: 0.9 }, later)
  store.deleteProduct(other!.links[1]!)
  store.deleteProduct(simplesOf(store)[5]!.id)
  store.massUpdate([simplesOf(store)[2]!.id, shirt!.links[2]!], { name: 'Ändrad med många', status: 2 })
  store.assignCategory(4, [simplesOf(store)[1]!.id])
  store.editAddress(customers[2]!.id, { city: 'Umeå' })
  store.deleteCustomer(orders.findLast(row => row.customerId !== null)!.customerId!)
  store.deleteOrder(ordersIn(store, 'complete')[4]!.id)
  store.deleteShipment(shipments.at(-1)!.id)
}

/** A parcel, a price and a stock go back to what they were, or on. */
export function takeBack(store: Store): void {
  store.unholdOrder(ordersIn(store, 'holded')[0]!.id)
  store.setSpecialPrice(simplesOf(store)[3]!.id, null)
  store.editProduct(simplesOf(store)[3]!.id)
  store.removeStock(simplesOf(store)[4]!.sku, 'default')
  for (const { id } of ordersIn(store, 'processing').slice(0, 2)) store.shipOrder(id)
}
