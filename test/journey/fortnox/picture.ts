// What a company sells and has sold, told from the practice company's own books: what Koppla must show in the end.
import type { Order } from '../../../connectors/fortnox/practice-store/documents.ts'
import type { Customer, State } from '../../../connectors/fortnox/practice-store/state.ts'
import { startOf } from '../../../connectors/fortnox/practice-store/sweden.ts'
import { byId, iso, type Picture } from '../store-picture.ts'
import { pictureAccounts, pictureVouchers } from './books-picture.ts'
import { showInvoice } from './invoice-picture.ts'
import { showOrder } from './order-picture.ts'
import { showLevel, showProduct } from './product-picture.ts'

const numberOf = <Number>({ number }: { readonly number: Number }) => number

export function pictureFortnox(state: State): Picture {
  return {
    orders: byId(state.orders, numberOf, one => showOrder(state, one)),
    invoices: byId(state.invoices, numberOf, one => showInvoice(state, one)),
    products: byId(state.articles, numberOf, showProduct),
    customers: byId(state.customers, numberOf, showCustomer),
    stock: byId(state.articles, numberOf, showLevel),
    accounts: pictureAccounts(state),
    vouchers: pictureVouchers(state),
    ...{ shipments: {}, collections: {} },
  }
}

/** Documents bear a day, which begins in Sweden. */
export const dayAt = (day: string) => iso(startOf(day))

export const showAddress = (of: Order['addressee'], name: string) => ({
  name,
  company: null,
  line1: of.address || null,
  line2: null,
  city: of.city,
  region: null,
  postcode: of.zipCode,
  country: of.countryCode,
  phone: of.phone || null,
  email: of.email || null,
})

const showCustomer = (one: Customer) => ({
  email: one.email || null,
  name: [null, one.type === 'PRIVATE' ? one.name : null],
  company: one.type === 'PRIVATE' ? null : one.name,
  role: one.type,
  username: null,
  billing: showAddress(one, one.name),
  times: [null, null],
})
