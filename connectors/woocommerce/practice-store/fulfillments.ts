import { contentOf } from './compose-order.ts'
import { spaced } from './moves-shipments.ts'
import { invalidOrder, orderOf } from './orders.ts'
import { ok } from './request.ts'
import type { Route } from './routes.ts'
import { type Fulfillment, isHpos, type State } from './state.ts'

/** The order's id is a text here, times are local without T: this route has ways of its own. */
export function showFulfillment(state: State, orderId: number, one: Fulfillment) {
  return {
    id: one.id,
    entity_type: 'WC_Order',
    entity_id: String(orderId),
    is_fulfilled: one.fulfilled,
    status: one.status,
    date_updated: spaced(state, one.updated),
    meta_data: one.meta,
  }
}

export const fulfillmentRoutes: readonly Route[] = [
  {
    path: '/wc/v3/orders/(\\d+)/fulfillments',
    method: 'GET',
    right: 'list',
    exists: state => isHpos(state) && state.fulfillmentsOn,
    answer: visit => {
      const row = orderOf(visit)
      if (!row) return invalidOrder()
      const { fulfillments } = contentOf(visit.state, row)
      return ok(fulfillments.map(one => showFulfillment(visit.state, row.id, one)))
    },
  },
]
