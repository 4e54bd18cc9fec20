// What a Magento shop sells and has sold, told from the practice store's own books: what Koppla must show in the end.
import { contentOf } from '../../../connectors/magento/practice-store/compose-order.ts'
import type { State } from '../../../connectors/magento/practice-store/index.ts'
import { qtyIn } from '../../../connectors/magento/practice-store/pieces.ts'
import type {
  Customer,
  Invoice,
  OrderContent,
  OrderRow,
  Shipment,
} from '../../../connectors/magento/practice-store/state.ts'
import { byId, idOf, iso, type Picture } from '../store-picture.ts'
import { showInvoice } from './invoice-picture.ts'
import { showAddress, showOrder, soldOf } from './order-picture.ts'
import { pictureStock, showProduct } from './product-picture.ts'

export function pictureMagento(state: State): Picture {
  const ordersById = new Map(state.orders.map(row => [row.id, row]))
  return {
    orders: byId(state.orders, idOf, row => showOrder(row, contentOf(state, row))),
    invoices: byId(state.invoices, idOf, one => {
      const row = ordersById.get(one.orderId)!
      return showInvoice(one, row, { content: contentOf(state, row), timeZone: zoneOf(state, one) })
    }),
    products: byId(state.products, idOf, one => showProduct(state, one)),
    customers: byId(state.customers, idOf, showCustomer),
    shipments: byId(state.shipments, idOf, one => {
      const row = ordersById.get(one.orderId)!
      return showShipment(one, row, contentOf(state, row))
    }),
    stock: pictureStock(state),
    accounts: {},
    vouchers: {},
    collections: byId(
      state.categories.filter(one => one.level > 0),
      idOf,
      one => ({ name: one.name, slug: null, parent: one.level === 1 ? null : String(one.parentId) }),
    ),
  }
}

const zoneOf = ({ timeZone, abroad }: State, { storeId }: Invoice): string =>
  (storeId === 2 ? abroad.timeZone : undefined) ?? timeZone

function showCustomer(person: Customer): object {
  const [home] = person.addresses
  return {
    email: person.email,
    name: [person.firstName, person.lastName],
    company: home?.company ?? null,
    role: null,
    username: null,
    billing: home ? showAddress(home, null) : null,
    times: [person.created, person.updated].map(iso),
  }
}

const showShipment = (one: Shipment, order: OrderRow, content: OrderContent) => ({
  order: String(one.orderId),
  created: iso(order.created),
  modifiedWithParent: iso(one.updated),
  source: one.source,
  carrier: [...new Set(one.tracks.map(track => track.title))].join(', ') || null,
  number: [...new Set(one.tracks.map(track => track.number))].join(', ') || null,
  lines: packedLines(one, content),
})

/** What is not a thing is in no parcel. */
const packedLines = ({ pieces }: Shipment, content: OrderContent) =>
  soldOf(content)
    .filter(line => line.type !== 'virtual' && qtyIn(pieces)(line) > 0)
    .map(line => [String(line.itemId), qtyIn(pieces)(line)])
