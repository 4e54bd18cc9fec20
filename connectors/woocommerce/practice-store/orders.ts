import { contentOf } from './compose-order.ts'
import { answerList, type Collection } from './listing.ts'
import { dated, isTrue, paging, type Rules } from './parameters.ts'
import { type Call, fail, ok, readList, readText } from './request.ts'
import { one, onlyNew, type Route, type Visit } from './routes.ts'
import { showOrder } from './show-order.ts'
import { showNote } from './show-people.ts'
import { showRefund } from './show-refund.ts'
import { findById, type OrderRow, type State } from './state.ts'
import type { View } from './view.ts'
import { orderStatuses } from './words.ts'

const listable = ['any', 'trash', 'auto-draft', ...Object.keys(orderStatuses)]

const orderRules: Rules = {
  ...paging,
  ...dated,
  orderby: { is: 'string', among: ['date', 'id', 'include', 'title', 'slug', 'modified'] },
  status: { is: 'list', among: listable },
  customer: { is: 'integer' },
  product: { is: 'integer' },
  dp: { is: 'integer' },
}

const repeats = {
  always: [['status[0]', 'any']],
  withRows: [
    ['dp', '2'],
    ['context', 'view'],
  ],
} satisfies Collection<OrderRow>['repeats']

const listOrders = (view: View): Collection<OrderRow> => ({
  kind: 'orders',
  name: 'orders',
  rules: orderRules,
  rows: state => state.orders,
  keep: keepOrder,
  show: row => showOrder(view, row),
  defaultOrderBy: 'date',
  forgetsTotal: true,
  repeats,
})

/** `any` is everything but the trash, unfinished checkouts included; trash named beside it is not added. */
function keepOrder(state: State, { parameters }: Call): (row: OrderRow) => boolean {
  const wanted = new Set(readList(parameters.get('status') ?? 'any'))
  const customer = readText(parameters.get('customer'))
  const product = readText(parameters.get('product'))
  const search = readText(parameters.get('search'))?.toLowerCase()
  return row =>
    (wanted.has('any') ? row.status !== 'trash' : wanted.has(row.status)) &&
    (customer === undefined || row.customerId === Number(customer)) &&
    (product === undefined || contentOf(state, row).lines.some(line => line.productId === Number(product))) &&
    (!search || matches(state, row, search))
}

function matches(state: State, row: OrderRow, search: string): boolean {
  const { billing, lines } = contentOf(state, row)
  const texts = [
    String(row.id),
    billing.email ?? '',
    billing.first_name,
    billing.last_name,
    ...lines.map(one => one.name),
  ]
  return texts.some(text => text.toLowerCase().includes(search))
}

export const invalidOrder = (status = 404) => fail(status, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.')

export const orderOf = ({ state, ids }: Pick<Visit, 'state' | 'ids'>) => findById(state.orders, ids[0]!)

export const orderRoutes: readonly Route[] = [
  {
    path: '/wc/v3/orders',
    method: 'GET',
    right: 'list',
    answer: visit => answerList(visit.state, visit, listOrders(visit.view)),
  },
  {
    path: '/wc/v3/orders/statuses',
    method: 'GET',
    exists: onlyNew,
    answer: () => ok(Object.entries(orderStatuses).map(([slug, name]) => ({ slug, name }))),
  },
  {
    path: '/wc/v3/orders/(\\d+)',
    method: 'GET',
    answer: visit => {
      const row = orderOf(visit)
      if (!row) return invalidOrder()
      return visit.who.role === 'administrator' || visit.who.role === 'shop_manager'
        ? one(visit, showOrder(visit.view, row))
        : fail(visit.who.role ? 403 : 401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.')
    },
  },
  {
    path: '/wc/v3/orders/(\\d+)/notes',
    method: 'GET',
    right: 'list',
    answer: visit => {
      const row = orderOf(visit)
      if (!row) return fail(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.')
      const notes = contentOf(visit.state, row).notes.toReversed()
      return ok(notes.map(note => showNote(visit.view, row.id, note)))
    },
  },
  {
    path: '/wc/v3/orders/(\\d+)/refunds',
    method: 'GET',
    right: 'list',
    answer: visit => answerList(visit.state, visit, listRefunds(visit.view, orderOf(visit) ?? null)),
  },
  {
    path: '/wc/v3/orders/(\\d+)/refunds/(\\d+)',
    method: 'GET',
    right: 'view',
    answer: visit => {
      const row = orderOf(visit)
      const refund = row?.refunds.find(refund => refund.id === visit.ids[1])
      if (row && refund) return one(visit, showRefund(visit.view, row, refund, { withParent: false }))
      return fail(404, 'woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.')
    },
  },
  {
    path: '/wc/v3/refunds',
    method: 'GET',
    right: 'list',
    exists: onlyNew,
    answer: visit => answerList(visit.state, visit, listRefunds(visit.view, 'all')),
  },
]

const refundRules: Rules = {
  ...paging,
  ...dated,
  orderby: { is: 'string', among: ['date', 'id', 'include', 'title', 'slug', 'modified'] },
  dp: { is: 'integer' },
}

/** A refund's row knows its order; it is filtered by its own time, which never changes. */
function listRefunds(view: View, of: OrderRow | 'all' | null): Collection<ListedRefund> {
  const rows = of === 'all' ? view.state.orders.filter(row => row.refunds.length > 0) : of ? [of] : []
  return {
    kind: 'refunds',
    name: `refunds of ${of === 'all' ? 'all' : of?.id}`,
    rules: refundRules,
    rows: () =>
      rows
        .flatMap(row => row.refunds.map(({ id, created }) => ({ id, created, modified: created, row })))
        .sort((a, b) => a.id - b.id),
    keep: () => () => true,
    show: ({ id, row }) => showRefund(view, row, row.refunds.find(one => one.id === id)!, { withParent: of === 'all' }),
    defaultOrderBy: 'date',
    repeats: { always: [['dp', '2']], withRows: [] },
  }
}

interface ListedRefund {
  readonly id: number
  readonly created: number
  readonly modified: number
  readonly row: OrderRow
}

export const wantsForce = ({ parameters }: Call) => isTrue(parameters.get('force'))
