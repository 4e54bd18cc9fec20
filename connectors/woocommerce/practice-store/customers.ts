import { answerList, type Collection } from './listing.ts'
import { paging, type Rules } from './parameters.ts'
import { type Call, fail, readText } from './request.ts'
import { one, type Route } from './routes.ts'
import { showCustomer } from './show-people.ts'
import { type Customer, findById, type State } from './state.ts'
import type { View } from './view.ts'

const roles = ['all', 'administrator', 'editor', 'author', 'contributor', 'subscriber', 'customer', 'shop_manager']

/** No filter on dates at all: `modified_after` is one more name that is ignored. */
const customerRules: Rules = {
  ...paging,
  orderby: { is: 'string', among: ['id', 'include', 'name', 'registered_date'] },
  email: { is: 'string' },
  role: { is: 'string', among: roles },
}

const listCustomers = (view: View): Collection<Customer> => ({
  kind: 'customers',
  name: 'customers',
  rules: customerRules,
  rows: state => state.customers,
  keep: keepCustomer,
  show: person => showCustomer(view, person),
  defaultOrderBy: 'name',
  defaultOrder: 'asc',
  compare: { name: (a, b) => a.username.localeCompare(b.username) },
})

function keepCustomer(_: State, { parameters }: Call): (person: Customer) => boolean {
  const role = readText(parameters.get('role')) ?? 'customer'
  const email = readText(parameters.get('email'))
  const search = readText(parameters.get('search'))?.toLowerCase()
  return person =>
    (role === 'all' || person.role === role) &&
    (email === undefined || person.email === email) &&
    (!search || `${person.username} ${person.email}`.toLowerCase().includes(search))
}

export const customerRoutes: readonly Route[] = [
  {
    path: '/wc/v3/customers',
    method: 'GET',
    right: 'list',
    answer: visit => answerList(visit.state, visit, listCustomers(visit.view)),
  },
  {
    path: '/wc/v3/customers/(\\d+)',
    method: 'GET',
    right: 'view',
    answer: visit => {
      const person = findById(visit.state.customers, visit.ids[0]!)
      if (person) return one(visit, showCustomer(visit.view, person))
      return fail(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.')
    },
  },
]
