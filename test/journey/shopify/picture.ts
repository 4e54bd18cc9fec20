// What a Shopify shop sells and has sold, told from the practice shop's own books: what Koppla must show in the end.
import { composeOrder } from '../../../connectors/shopify/practice-store/compose-order.ts'
import type { Customer, Fulfillment, Order, Person, State } from '../../../connectors/shopify/practice-store/state.ts'
import { secondsOf } from '../../../connectors/shopify/practice-store/state.ts'
import { byId, idOf, iso, type Picture } from '../store-picture.ts'
import { showOrder } from './order-picture.ts'
import { pictureStock, showProduct } from './product-picture.ts'

export function pictureShopify(state: State): Picture {
  const parcels = state.orders.flatMap(order => order.fulfillments.map(one => ({ one, order, id: one.id })))
  const people = new Set(state.customers.map(one => one.id))
  return {
    orders: byId(state.orders, idOf, row => {
      const customer = row.customerId !== null && people.has(row.customerId) ? String(row.customerId) : null
      return { ...showOrder(row, composeOrder(state, row)), customer }
    }),
    invoices: {},
    accounts: {},
    vouchers: {},
    products: byId(state.products, idOf, one => showProduct(state, one)),
    customers: byId(state.customers, idOf, showCustomer),
    shipments: byId(parcels, idOf, ({ one, order }) => showShipment(one, order)),
    stock: pictureStock(state),
    collections: byId(state.collections, idOf, one => ({ name: one.title, slug: one.handle, parent: null })),
  }
}

/** Shopify tells whole seconds. */
export const told = (at: number | null): string | null => (at === null ? null : iso(secondsOf(at)))

export const showAddress = (of: Person | null) =>
  of && {
    name: `${of.firstName} ${of.lastName}`,
    company: of.company,
    line1: of.address1,
    line2: null,
    city: of.city,
    region: null,
    postcode: of.zip,
    country: of.country,
    phone: of.phone,
    email: null,
  }

function showCustomer(person: Customer): object {
  const [home = null] = person.addresses
  return {
    email: person.email,
    name: [person.firstName, person.lastName],
    company: home?.company ?? null,
    role: null,
    username: null,
    billing: showAddress(home),
    times: [person.created, person.updated].map(told),
  }
}

const showShipment = (one: Fulfillment, order: Order) => ({
  order: String(order.id),
  created: told(order.created),
  modifiedWithParent: told(one.updated),
  source: 'fulfillments',
  carrier: one.tracking[0]?.company ?? null,
  number: one.tracking.map(({ number }) => number).join(', ') || null,
  lines: one.lines.map(({ lineId, quantity }) => [String(lineId), quantity]),
})
