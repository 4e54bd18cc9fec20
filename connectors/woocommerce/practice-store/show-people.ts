import { hex } from '../../../src/sdk/testing/index.ts'
import { emptyAddress } from './compose-order.ts'
import type { Category, Customer, OrderNote, State } from './state.ts'
import { apiUrl, gmtTime, linksOf, linkTo, localTime, type View } from './view.ts'

export function showCustomer(view: View, person: Customer) {
  const { email, phone, ...place } = person.billing
  return {
    id: person.id,
    date_created: localTime(view, person.created),
    date_created_gmt: gmtTime(person.created),
    date_modified: localTime(view, person.modified),
    date_modified_gmt: gmtTime(person.modified),
    email: person.email,
    first_name: person.firstName,
    last_name: person.lastName,
    role: person.role,
    username: person.username,
    billing: { ...place, email, phone },
    shipping: emptyAddress(),
    is_paying_customer: person.paying,
    avatar_url: `https://secure.gravatar.com/avatar/${hex(64, person.email)}?s=96&d=mm&r=g`,
    meta_data: [],
    _links: linksOf(view, `customers/${person.id}`),
  }
}

export function showCategory(view: View, category: Category) {
  const count = countIn(view.state, category.id)
  const { id, name, slug, parent } = category
  const links = linksOf(view, `products/categories/${id}`)
  const up = parent ? { up: linkTo(view, `products/categories/${parent}`) } : {}
  const shown = { id, name, slug, parent, description: '', display: 'default', image: null, menu_order: 0, count }
  return { ...shown, _links: { ...links, ...up } }
}

const countIn = (state: State, id: number) =>
  state.products.filter(one => one.status !== 'trash' && one.categoryIds.includes(id)).length

export function showNote(view: View, orderId: number, note: OrderNote) {
  return {
    id: note.id,
    author: 'WooCommerce',
    date_created: localTime(view, note.created),
    date_created_gmt: gmtTime(note.created),
    note: note.text,
    customer_note: note.toCustomer,
    _links: {
      ...linksOf(view, `orders/${orderId}/notes/${note.id}`, ['GET', 'DELETE']),
      up: [{ href: apiUrl(view, `orders/${orderId}`) }],
    },
  }
}
