import { composeOrder } from './compose-order.ts'
import { tellEvent } from './events.ts'
import { currentPieces } from './order-money.ts'
import { fulfill, giveBack, makeOrder } from './seed-orders.ts'
import { type Fulfillment, gid, type Order, type State, save, takeId } from './state.ts'

const nowOf = (state: State) => state.clock.now().getTime()
const find = (state: State, id: number): Order | undefined => state.orders.find(one => one.id === id)

/** Does something to an order that is there, and saves it. */
function change(state: State, id: number, what: (order: Order) => void, at?: Date): boolean {
  const order = find(state, id)
  if (!order) return false
  what(order)
  save(state, order, at)
  return true
}

export function createOrder(state: State, at?: Date): Order {
  const order = makeOrder(state, { created: at?.getTime() ?? nowOf(state) })
  state.revision++
  return order
}

export const touchOrder = (state: State, id: number, at?: Date): boolean => change(state, id, () => {}, at)

export const payOrder = (state: State, id: number): boolean =>
  change(state, id, order => {
    order.paid ??= nowOf(state)
  })

export const cancelOrder = (state: State, id: number): boolean =>
  change(state, id, order => {
    order.cancelled ??= nowOf(state)
  })

/** An order edit: one line more. */
export const addLine = (state: State, id: number): boolean =>
  change(state, id, order => {
    const [line] = composeOrder(state, order).lines
    if (line) order.added = [...order.added, { ...line, id: takeId(state), quantity: 1, discount: 0 }]
  })

/** An order edit: one piece of the last line less that is still there. */
export const removeLine = (state: State, id: number): boolean =>
  change(state, id, order => {
    const line = composeOrder(state, order).lines.findLast(one => currentPieces(order, one) > 0)
    if (line) order.removed = [...order.removed, { lineId: line.id, quantity: 1 }]
  })

export const shipOrder = (state: State, id: number): boolean =>
  change(state, id, order => void fulfill(state, order, nowOf(state)))

export const refundOrder = (state: State, id: number): boolean =>
  change(state, id, order => giveBack(state, order, nowOf(state)))

const parcelOf = (state: State, id: number): { order: Order; parcel: Fulfillment } | null => {
  for (const order of state.orders) {
    const parcel = order.fulfillments.find(one => one.id === id)
    if (parcel) return { order, parcel }
  }
  return null
}

/** New tracking, with which the order is saved too. */
export function touchFulfillment(state: State, id: number, at?: Date): boolean {
  const found = parcelOf(state, id)
  if (!found) return false
  found.parcel.updated = at?.getTime() ?? nowOf(state)
  save(state, found.order, at)
  return true
}

export const cancelFulfillment = (state: State, id: number): boolean => {
  const found = parcelOf(state, id)
  if (!found) return false
  found.parcel.status = 'CANCELLED'
  return touchFulfillment(state, id)
}

export function deleteOrder(state: State, id: number): boolean {
  const before = state.orders.length
  state.orders = state.orders.filter(one => one.id !== id)
  if (state.orders.length === before) return false
  tellEvent(state, { action: 'destroy', subjectType: 'ORDER', subjectId: gid('Order', id) })
  state.revision++
  return true
}
