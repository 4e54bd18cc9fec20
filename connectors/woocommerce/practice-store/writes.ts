import type { Right } from './auth.ts'
import { fail, ok, type Reply } from './request.ts'
import type { Route, Visit } from './routes.ts'
import {
  deleteOrder,
  deleteOrderNote,
  deleteRefundRoute,
  postFulfillment,
  postNote,
  postOrder,
  postRefund,
  putOrder,
} from './write-orders.ts'
import { deleteProduct, postProduct, putProduct, putVariation } from './write-products.ts'

type Write = (visit: Visit) => Reply

const BATCH_LIMIT = 100
const batchAllow = 'POST, PUT, PATCH'

/** Nothing is checked as a single write would be: what is wrong is bent or dropped, and answers 200 all the same. */
interface Batch {
  readonly path: string
  readonly create?: Write
  readonly update?: Write
  readonly remove?: Write
}

function batchRoute({ path, create, update, remove }: Batch): Route {
  const answer: Write = visit => {
    const parts = { create, update, delete: remove }
    const asked = Object.keys(parts).flatMap(name => listOf(visit.json[name]))
    if (asked.length > BATCH_LIMIT) {
      const message = `Unable to accept more than ${BATCH_LIMIT} items for this request.`
      return fail(413, 'woocommerce_rest_request_entity_too_large', message)
    }
    const given = Object.entries(parts).flatMap(([name, write]) => {
      const items = listOf(visit.json[name])
      return items.length && write ? [[name, items.map(item => writeOne(visit, write, item))] as const] : []
    })
    return ok(given.length ? Object.fromEntries(given) : [])
  }
  return { path: `${path}/batch`, method: 'POST', right: 'batch', allow: batchAllow, answer }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function writeOne(visit: Visit, write: Write, item: unknown) {
  const json = typeof item === 'object' && item ? (item as Visit['json']) : { id: item }
  const id = Number(json['id'] ?? 0)
  const reply = write({ ...visit, json, ids: [...visit.ids, id], loose: true })
  if (reply.status < 400) return reply.body
  const { code, message, data } = reply.body as { code: string; message: string; data: unknown }
  return { id, error: { code, message, data } }
}

const route = (method: Route['method'], path: string, right: Right, answer: Write): Route => ({
  method,
  path: `/wc/v3/${path}`,
  right,
  answer,
})

export const writeRoutes: readonly Route[] = [
  batchRoute({ path: '/wc/v3/orders', create: postOrder, update: putOrder, remove: deleteOrder }),
  batchRoute({ path: '/wc/v3/products', create: postProduct, update: putProduct, remove: deleteProduct }),
  batchRoute({ path: '/wc/v3/products/(\\d+)/variations', update: putVariation }),
  route('POST', 'orders', 'create', postOrder),
  route('PUT', 'orders/(\\d+)', 'edit', putOrder),
  route('DELETE', 'orders/(\\d+)', 'delete', deleteOrder),
  route('POST', 'orders/(\\d+)/notes', 'create', postNote),
  route('DELETE', 'orders/(\\d+)/notes/(\\d+)', 'delete', deleteOrderNote),
  route('POST', 'orders/(\\d+)/refunds', 'create', postRefund),
  route('DELETE', 'orders/(\\d+)/refunds/(\\d+)', 'delete', deleteRefundRoute),
  { ...route('POST', 'orders/(\\d+)/fulfillments', 'create', postFulfillment), exists: state => state.fulfillmentsOn },
  route('POST', 'products', 'create', postProduct),
  route('PUT', 'products/(\\d+)', 'edit', putProduct),
  route('DELETE', 'products/(\\d+)', 'delete', deleteProduct),
  route('PUT', 'products/(\\d+)/variations/(\\d+)', 'edit', putVariation),
]
