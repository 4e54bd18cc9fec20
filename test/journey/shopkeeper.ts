// A day at the shop, in three parts: what every save tells of, what no modification time tells of, and what is taken back.
import type { RunningStore } from '../../connectors/woocommerce/practice-store/index.ts'

type Store = RunningStore['store']

const orderAt = ({ state }: Store, n: number) => state.orders.filter(row => row.status === 'completed')[n]!.id
const productAt = ({ state }: Store, n: number) =>
  state.products.filter(one => one.type === 'simple' && one.manageStock === true && one.status === 'publish')[n]!.id
const variableAt = ({ state }: Store, n: number) => state.products.filter(one => one.type === 'variable')[n]!.id
const variationAt = ({ state }: Store, parent: number, n: number) =>
  state.variations.filter(one => one.parentId === parent)[n]!.id

/** Each bumps the record. Orders, products and customers are edited, made, trashed; money and parcels go back and forth. */
export function trade(store: Store) {
  const [edited, shipped, trashed, refunded] = [0, 1, 2, 3].map(n => orderAt(store, n)) as [number, ...number[]]
  const [renamed, counted, binned] = [0, 1, 2].map(n => productAt(store, n)) as [number, ...number[]]
  const [first, second] = [variableAt(store, 0), variableAt(store, 1)]
  store.editOrder(edited, { note: 'Efter kl. 17 "tack" & hej 🕯️' })
  store.addTrackingMeta(shipped!, 'shipment-tracking')
  store.addFulfillment(shipped!, { meta: [{ key: '_tracking_number', value: 'PN0001SE' }] })
  store.trashOrder(trashed!)
  store.addRefund(refunded!)
  store.createOrder({ customerId: store.state.customers.at(-1)!.id })
  store.lateCommit()
  store.renameSku(renamed, 'NYTT-SKU Å')
  store.setStock(counted!, 3)
  store.trashProduct(binned!)
  store.trashProduct(second)
  store.editVariation(variationAt(store, first, 0), { regularPrice: '77.5' })
  store.setStock(variationAt(store, first, 1), 0)
  store.removeVariation(variationAt(store, first, 2))
  store.addVariation(first, { sku: 'NY-VARIANT' })
  store.createProduct({ manageStock: true, stock: 5 })
  store.renameCategory(16, 'Ljus &amp; stakar')
  store.createCustomer()
  store.editCustomer(store.state.customers[8]!.id, { firstName: 'Åsa-Märta' })
  return { trashed: trashed!, refunded: refunded!, binned: binned!, second, shipped: shipped!, first }
}

export type Traded = ReturnType<typeof trade>

/** None bumps a record: erased for good, or written past WooCommerce's own save. */
export function tamper(store: Store, { refunded, first, trashed }: Traded): void {
  const { state } = store
  store.deleteOrder(orderAt(store, 5), true)
  store.deleteOrder(trashed, true)
  store.deleteRefund(refunded)
  store.deleteCustomer(state.orders.findLast(row => row.customerId > 0 && row.status !== 'trash')!.customerId)
  store.deleteProduct(productAt(store, 6))
  state.products.find(one => one.id === productAt(store, 7))!.stock! += 1
  // A store tells whole seconds: what is saved twice within one cannot be told apart by its time.
  const later = new Date(state.clock.now().getTime() + 2_000)
  if (state.version === '8.1') store.editVariation(variationAt(store, first, 1), { weight: '0.9', sku: 'TYST' }, later)
  state.revision++
}

/** What was thrown away comes back; a parcel does not. */
export function takeBack(store: Store, { binned, second, shipped }: Traded): void {
  store.restoreProduct(binned)
  store.restoreProduct(second)
  const parcel = store.state.orders.find(row => row.id === shipped)!.content!.fulfillments[0]!
  store.deleteFulfillment(shipped, parcel.id)
  store.setStatus(orderAt(store, 8), 'refunded')
  const back = orderAt(store, 9)
  store.trashOrder(back)
  store.restoreOrder(back)
}
