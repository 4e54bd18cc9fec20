import { contentOf } from './compose-order.ts'
import { date, number, text } from './conditions.ts'
import { answerList, type Collection } from './listing.ts'
import { show, totalOfOrder } from './money.ts'
import { notFound, ok } from './request.ts'
import type { Route } from './routes.ts'
import { showLine } from './show-line.ts'
import { showComment, showOrder, viewOrder } from './show-order.ts'
import { findById, type OrderRow, type State } from './state.ts'

const VIEW = 'Magento_Sales::actions_view'

const orders = (state: State): Collection<OrderRow> => ({
  name: 'orders',
  rows: ({ orders }) => orders,
  columns: {
    entity_id: number(row => row.id),
    increment_id: text(row => row.incrementId),
    store_id: number(row => row.storeId),
    state: text(row => row.state),
    status: text(row => row.status),
    customer_id: number(row => row.customerId),
    customer_is_guest: number(row => (row.guest ? 1 : 0)),
    created_at: date(row => row.created),
    updated_at: date(row => row.updated),
    customer_email: text(row => contentOf(state, row).email),
    order_currency_code: text(row => (row.storeId === 2 ? 'EUR' : 'SEK')),
    grand_total: number(row => show(totalOfOrder(contentOf(state, row), contentOf(state, row).rate).grand)),
  },
  show: showOrder,
  idOf: row => row.id,
})

/** Every line of every order; it serves to look those of one order up. */
const orderItems: Collection<{ id: number; row: OrderRow; at: number }> = {
  name: 'orders/items',
  rows: state =>
    state.orders.flatMap(row => contentOf(state, row).lines.map((line, at) => ({ id: line.itemId, row, at }))),
  columns: {
    item_id: number(one => one.id),
    order_id: number(one => one.row.id),
    created_at: date(one => one.row.created),
    updated_at: date(one => one.row.updated),
  },
  show: ({ row, at }, state) => {
    const view = viewOrder(state, row)
    const { extension_attributes: _, ...item } = showLine(view, view.content.lines[at]!)
    return item
  },
  idOf: one => one.id,
}

export const orderRoutes: readonly Route[] = [
  {
    path: '/V1/orders',
    method: 'GET',
    resource: VIEW,
    answer: visit => answerList(visit, orders(visit.state)),
  },
  {
    path: '/V1/orders/items',
    method: 'GET',
    resource: VIEW,
    answer: visit => answerList(visit, orderItems),
  },
  {
    path: '/V1/orders/:id',
    method: 'GET',
    resource: VIEW,
    answer: ({ state, caught }) => {
      const row = findById(state.orders, Number(caught[0]))
      return row ? ok(showOrder(row, state)) : notFound()
    },
  },
  {
    path: '/V1/orders/:id/comments',
    method: 'GET',
    resource: VIEW,
    answer: ({ state, caught }) => {
      const row = findById(state.orders, Number(caught[0]))
      if (!row) return notFound()
      const items = contentOf(state, row).comments.map(one => showComment(one, row.id))
      const filter = { field: 'parent_id', value: caught[0], condition_type: 'eq' }
      return ok({ items, search_criteria: { filter_groups: [{ filters: [filter] }] }, total_count: items.length })
    },
  },
]
