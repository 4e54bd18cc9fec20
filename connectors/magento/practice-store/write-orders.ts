import { contentOf } from './compose-order.ts'
import {
  addComment,
  addTrack,
  cancelOrder,
  holdOrder,
  invoiceOrder,
  isOver,
  leftOf,
  refundOrder,
  shipOrder,
  unholdOrder,
} from './moves-orders.ts'
import { fail, type Json, notFound, ok, type Reply } from './request.ts'
import type { Route, Visit } from './routes.ts'
import { showTrack } from './show-documents.ts'
import { findById, type OrderRow, type State } from './state.ts'

type Write = (row: OrderRow, visit: Visit) => Reply

/** A write to one order; every id in an address is an entity's. */
const post = (path: string, resource: string, write: Write): Route => ({
  ...{ path, method: 'POST', resource: `Magento_Sales::${resource}` },
  answer: visit => {
    const row = findById(visit.state.orders, Number(visit.caught[0]))
    return row ? write(row, visit) : notFound()
  },
})

const refuse = (document: string, ...reasons: string[]) =>
  fail(400, [`${document} Document Validation Error(s):`, ...reasons].join('\n'))

const rowsOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const inCents = (value: unknown) => Math.round(Number(value ?? 0) * 100)

/** The pieces that were named. Null: none were, which means all. */
function readPieces({ json }: Visit) {
  const items = rowsOf(json['items'])
  return items.length > 0 ? items.map(one => ({ itemId: Number(one['order_item_id']), qty: Number(one['qty']) })) : null
}

const NOTHING_TO_SHIP = "You can't create a shipment without products."

/** Rows that cannot be sent are passed over, a child of a configurable too; too many pieces become what is left. */
function ship(row: OrderRow, visit: Visit): Reply {
  const { state, json } = visit
  if (row.state === 'canceled' || row.state === 'closed') {
    const status = `A shipment cannot be created when an order has a status of ${row.status}`
    return refuse('Shipment', status, NOTHING_TO_SHIP)
  }
  const left = leftOf(state, row, 'shipped')
  if (left.length === 0 || isOver(row)) {
    return refuse('Shipment', 'The order does not allow a shipment to be created.', NOTHING_TO_SHIP)
  }
  const wanted = readPieces(visit)
  const pieces = left.flatMap(({ itemId, qty }) => {
    const asked = wanted === null ? qty : (wanted.find(one => one.itemId === itemId)?.qty ?? 0)
    return asked > 0 ? [{ itemId, qty: Math.min(asked, qty) }] : []
  })
  if (pieces.length === 0) return refuse('Shipment', NOTHING_TO_SHIP)
  const tracks = rowsOf(json['tracks'])
  const source = objectOf(objectOf(json['arguments'])['extension_attributes'])['source_code'] ?? 'default'
  if (!state.sources.includes(String(source)) || tracks.some(isIncomplete)) {
    return fail(400, 'Could not save a shipment, see error log for details')
  }
  const shipment = shipOrder(state, row.id, { pieces, source: String(source), tracks: tracks.map(readTrack) })!
  return ok(String(shipment.id))
}

const isIncomplete = (track: Json) => !track['title'] || !track['carrier_code'] || !track['track_number']
const readTrack = (track: Json) => ({
  ...{ number: String(track['track_number']), title: String(track['title']), carrier: String(track['carrier_code']) },
})

function invoice(row: OrderRow, visit: Visit): Reply {
  const nothing = "The invoice can't be created without products. Add products and try again."
  if (row.state === 'canceled' || row.state === 'closed') {
    return refuse('Invoice', nothing, `An invoice cannot be created when an order has a status of ${row.status}`)
  }
  const made = invoiceOrder(visit.state, row.id, readPieces(visit) ?? undefined)
  if (made) return ok(String(made.id))
  return refuse('Invoice', nothing, 'The order does not allow an invoice to be created.')
}

/** Without items: everything that was paid for, and its shipping unless something else is said. */
function refund(row: OrderRow, visit: Visit): Reply {
  const { state, json } = visit
  const { shipping_amount, adjustment_positive, adjustment_negative } = objectOf(json['arguments'])
  const memo = refundOrder(state, row.id, {
    pieces: readPieces(visit) ?? leftOf(state, row, 'refunded'),
    shipping: shipping_amount === undefined ? contentOf(state, row).shippingGross : inCents(shipping_amount) * 1.25,
    positive: inCents(adjustment_positive),
    negative: inCents(adjustment_negative),
  })
  if (memo) return ok(String(memo.id))
  const reason = "The creditmemo can't be created without products. Add products and try again."
  return refuse('Creditmemo', reason, 'The order does not allow a creditmemo to be created.')
}

const known = new Set(['pending', 'processing', 'complete', 'closed', 'canceled', 'holded', 'payment_review'])

function comment(row: OrderRow, { state, json }: Visit): Reply {
  const given = objectOf(json['statusHistory'])
  const status = given['status'] === undefined ? row.status : String(given['status'])
  if (!known.has(status)) {
    return fail(400, 'Unable to add comment: The status "%1" is not part of the order status history.', [status])
  }
  const visible = Number(given['is_visible_on_front'] ?? 0) === 1
  addComment(state, row.id, { text: String(given['comment'] ?? ''), status, visible })
  return ok(true)
}

/** Whether it was done is in the body: 200 either way. */
const done =
  (move: (state: State, id: number) => boolean): Write =>
  (row, { state }) =>
    ok(move(state, row.id))

function track({ state, json }: Visit): Reply {
  const entity = objectOf(json['entity'])
  const shipment = findById(state.shipments, Number(entity['parent_id']))
  if (!shipment || isIncomplete(entity)) return fail(400, 'Could not save the shipment tracking.')
  const shown = showTrack(addTrack(state, shipment.id, readTrack(entity))!, shipment)
  const { weight = null, qty = null, description = null } = entity
  return ok({ ...shown, weight, qty, description })
}

export const orderWrites: readonly Route[] = [
  post('/V1/order/:orderId/ship', 'ship', ship),
  post('/V1/order/:orderId/invoice', 'invoice', invoice),
  post('/V1/order/:orderId/refund', 'creditmemo', refund),
  post('/V1/orders/:id/comments', 'comment', comment),
  post('/V1/orders/:id/cancel', 'cancel', done(cancelOrder)),
  post('/V1/orders/:id/hold', 'hold', done(holdOrder)),
  post('/V1/orders/:id/unhold', 'unhold', done(unholdOrder)),
  {
    ...{ path: '/V1/shipment/track', method: 'POST', resource: 'Magento_Sales::shipment' },
    answer: track,
  },
  {
    ...{ path: '/V1/invoice/:invoiceId/refund', method: 'POST', resource: 'Magento_Sales::sales_invoice' },
    // Every order here was paid by an offline method, which no gateway refunds.
    answer: () => refuse('Creditmemo', "We can't create creditmemo for the invoice."),
  },
]
