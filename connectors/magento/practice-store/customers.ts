import { date, number, text } from './conditions.ts'
import { answerList, type Collection } from './listing.ts'
import { fail, ok } from './request.ts'
import type { Route } from './routes.ts'
import { showCustomer } from './show-address.ts'
import { type Customer, findById } from './state.ts'

const customers: Collection<Customer> = {
  name: 'customers',
  eav: true,
  rows: state => state.customers,
  columns: {
    entity_id: number(one => one.id),
    email: text(one => one.email),
    firstname: text(one => one.firstName),
    lastname: text(one => one.lastName),
    group_id: number(one => one.groupId),
    store_id: number(one => one.storeId),
    website_id: number(() => 1),
    taxvat: text(one => one.taxvat),
    created_at: date(one => one.created),
    updated_at: date(one => one.updated),
  },
  show: showCustomer,
  idOf: one => one.id,
}

export const noCustomer = (id: string) =>
  fail(404, 'No such entity with %fieldName = %fieldValue', { fieldName: 'customerId', fieldValue: Number(id) })

export const customerRoutes: readonly Route[] = [
  {
    path: '/V1/customers/search',
    method: 'GET',
    resource: 'Magento_Customer::customer',
    answer: visit => answerList(visit, customers),
  },
  {
    path: '/V1/customers/:customerId',
    method: 'GET',
    resource: 'Magento_Customer::customer',
    answer: ({ state, caught }) => {
      const person = findById(state.customers, Number(caught[0]))
      return person ? ok(showCustomer(person)) : noCustomer(caught[0]!)
    },
  },
]
