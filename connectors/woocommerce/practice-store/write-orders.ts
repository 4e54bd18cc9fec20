import { keepContent, sellLine } from './compose-order.ts'
import { showFulfillment } from './fulfillments.ts'
import * as moves from './moves-orders.ts'
import { addFulfillment } from './moves-shipments.ts'
import { invalidOrder, orderOf, wantsForce } from './orders.ts'
import { notAmong, refuse } from './parameters.ts'
import { fail, type Reply } from './request.ts'
import { one, type Visit } from './routes.ts'
import { saleItemOf } from './seed-catalogue.ts'
import { showOrder } from './show-order.ts'
import { showNote } from './show-people.ts'
import { showRefund } from './show-refund.ts'
import { findById, isHpos, type OrderContent, type OrderRow } from './state.ts'
import { orderTotal } from './totals.ts'
import { orderStatuses } from './words.ts'

const writable = ['auto-draft', ...Object.keys(orderStatuses)]

export function postOrder(visit: Visit): Reply {
  const wrong = refuseStatus(visit)
  if (wrong) return wrong
  const { state, json } = visit
  const customerId = Number(json['customer_id'] ?? 0)
  const row = moves.createOrder(state, { status: statusOf(visit) ?? 'pending', customerId })
  const content = keepContent(state, row)
  Object.assign(content, moves.emptyContent(state), { note: '', paid: null, createdVia: 'rest-api' })
  applyJson(visit, row)
  return one(visit, showOrder(visit.view, row), 201)
}

export function putOrder(visit: Visit): Reply {
  const row = orderOf(visit)
  if (!row) return invalidOrder(400)
  const wrong = refuseStatus(visit)
  if (wrong) return wrong
  const empty = Object.keys(visit.json).every(name => name === 'id')
  if (empty && !isHpos(visit.state)) return one(visit, showOrder(visit.view, row))
  applyJson(visit, row)
  const status = statusOf(visit)
  if (status !== null && status !== row.status) moves.setStatus(visit.state, row.id, status)
  else moves.editOrder(visit.state, row.id)
  return one(visit, showOrder(visit.view, row))
}

/** In a batch a status nobody knows makes the order "pending", and `wc-` is taken off; alone both are refused. */
function statusOf({ json, loose }: Visit): string | null {
  const status = json['status']
  if (typeof status !== 'string') return null
  const bare = loose ? status.replace(/^wc-/, '') : status
  return writable.includes(bare) ? bare : 'pending'
}

function refuseStatus({ json, loose }: Visit): Reply | null {
  const status = json['status']
  if (loose || status === undefined || writable.includes(String(status))) return null
  return refuse([['status', notAmong('status', writable)]])
}

/** Unknown fields are ignored, and the order is saved all the same. */
function applyJson({ state, json }: Visit, row: OrderRow): void {
  const content = keepContent(state, row)
  if (typeof json['customer_note'] === 'string') content.note = json['customer_note']
  if (typeof json['transaction_id'] === 'string') content.transactionId = json['transaction_id']
  if (typeof json['customer_id'] === 'number') row.customerId = json['customer_id']
  for (const part of ['billing', 'shipping'] as const) {
    if (typeof json[part] === 'object') content[part] = { ...content[part], ...(json[part] as object) }
  }
  for (const given of listOf(json['meta_data'])) putMeta(content, given, state.nextMetaId++)
  for (const given of listOf(json['line_items'])) addLine({ state, json }, row, given)
}

type Given = Readonly<Record<string, unknown>>
const listOf = (value: unknown): Given[] => (Array.isArray(value) ? value.filter(one => typeof one === 'object') : [])

function putMeta(content: OrderContent, { key, value }: Given, id: number): void {
  const known = content.meta.find(one => one.key === key)
  if (known) known.value = value
  else content.meta.push({ id, key: String(key), value })
}

function addLine({ state }: Pick<Visit, 'state' | 'json'>, row: OrderRow, given: Given): void {
  const product = findById(state.products, Number(given['product_id']))
  const variation = findById(state.variations, Number(given['variation_id']))
  const sold = variation ?? product
  if (!sold) return
  const content = keepContent(state, row)
  const parent = variation ? findById(state.products, variation.parentId) : undefined
  const sale = { quantity: Number(given['quantity'] ?? 1), country: content.billing.country || 'SE' }
  content.lines.push(sellLine(row.id * 100 + content.lines.length, saleItemOf(sold, parent), sale))
}

/** The answer to a trashing shows the order as it was; a second one is 410. */
export function deleteOrder(visit: Visit): Reply {
  const row = orderOf(visit)
  if (!row) return invalidOrder()
  const force = wantsForce(visit)
  if (!force && row.status === 'trash') {
    return fail(410, 'woocommerce_rest_already_trashed', 'The shop_order has already been deleted.')
  }
  const before = showOrder(visit.view, row)
  moves.deleteOrder(visit.state, row.id, force)
  return one(visit, before)
}

export function postNote(visit: Visit): Reply {
  const text = visit.json['note']
  if (typeof text !== 'string') {
    return fail(400, 'rest_missing_callback_param', 'Missing parameter(s): note', { params: ['note'] })
  }
  const note = { text, toCustomer: visit.json['customer_note'] === true }
  const made = moves.addOrderNote(visit.state, visit.ids[0]!, note)
  if (!made) return fail(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.')
  return one(visit, showNote(visit.view, visit.ids[0]!, made), 201)
}

export function deleteOrderNote(visit: Visit): Reply {
  const row = orderOf(visit)
  const notes = row ? keepContent(visit.state, row).notes : []
  const at = notes.findIndex(note => note.id === visit.ids[1])
  if (at === -1) return fail(404, 'woocommerce_rest_invalid_id', 'Invalid resource ID.')
  return one(visit, showNote(visit.view, row!.id, notes.splice(at, 1)[0]!))
}

export function postRefund(visit: Visit): Reply {
  const row = orderOf(visit)
  if (!row) return fail(404, 'woocommerce_rest_invalid_order_id', 'Invalid order ID.')
  const amount = Math.round(Number(visit.json['amount'] ?? 0) * 100)
  const left = orderTotal(keepContent(visit.state, row)) - row.refunds.reduce((sum, one) => sum + one.amount, 0)
  if (!(amount > 0) || amount > left) {
    return fail(400, 'woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.')
  }
  const lines = listOf(visit.json['line_items']).map(one => ({
    lineId: Number(one['id']),
    quantity: Number(one['quantity'] ?? 0),
  }))
  const refund = moves.addRefund(visit.state, row.id, { amount, reason: String(visit.json['reason'] ?? ''), lines })
  return one(visit, showRefund(visit.view, row, refund!, { withParent: false }), 201)
}

/** At once, without force too; the order is not bumped. */
export function deleteRefundRoute(visit: Visit): Reply {
  const row = orderOf(visit)
  const refund = row?.refunds.find(one => one.id === visit.ids[1])
  if (!row || !refund) return fail(404, 'woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.')
  const before = showRefund(visit.view, row, refund, { withParent: false })
  moves.deleteRefund(visit.state, row.id, refund.id)
  return one(visit, before)
}

/** A meta entry without `"id": 0` is dropped; without items there is no fulfillment. */
export function postFulfillment(visit: Visit): Reply {
  const meta = listOf(visit.json['meta_data']).filter(one => one['id'] === 0)
  if (!meta.some(one => one['key'] === '_items')) {
    const message = 'The fulfillment should contain at least one item.'
    return { status: 400, body: { code: 0, message, data: { status: 400 } } }
  }
  const given = meta.map(one => ({ key: String(one['key']), value: one['value'] }))
  const made = addFulfillment(visit.state, visit.ids[0]!, { meta: given })
  return made ? { status: 201, body: showFulfillment(visit.state, visit.ids[0]!, made) } : invalidOrder()
}
