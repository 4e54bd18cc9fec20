import { takeDice } from '../../../src/sdk/testing/index.ts'
import { composeOrder } from './compose-order.ts'
import { currentPieces } from './order-money.ts'
import { makePerson } from './people.ts'
import { DAY } from './seed-catalogue.ts'
import { type Customer, type Fulfillment, type Instant, newRow, type Order, type State, takeId } from './state.ts'

export function seedCustomers(state: State, customers: number): void {
  for (let n = 0; n < customers; n++) {
    const created = state.openedAt - 350 * DAY + n * 3_600_000
    makeCustomer(state, created, created + ((n * 7) % 250) * DAY)
  }
}

export function makeCustomer(state: State, created: Instant, updated = created): Customer {
  const row = newRow(state, created, updated)
  const { firstName, lastName, phone, ...person } = makePerson(state, 'customer', row.id)
  const customer: Customer = {
    ...{ ...row, firstName, lastName, phone, note: null, tags: ['nyhetsbrev'] },
    // One who only ever gave a phone number.
    email: state.customers.length % 9 === 8 ? null : `kund${state.customers.length}@example.test`,
    addresses: state.customers.length % 6 === 5 ? [] : [{ firstName, lastName, phone, ...person }],
  }
  state.customers.push(customer)
  return customer
}

/** Placed one after the other over 300 days; the last `ties` of them were saved within one second by an app. */
export function seedOrders(state: State, orders: number, ties: number): void {
  const spacing = Math.floor((300 * DAY) / Math.max(1, orders))
  for (let n = 0; n < orders; n++) {
    const created = state.openedAt - 300 * DAY + n * spacing
    const order = makeOrder(state, { created, seedIndex: n })
    const dice = takeDice(state.seed, 'course', n)
    if (dice.chance(0.85)) order.paid = created + 1_000
    if (dice.chance(0.5)) fulfill(state, order, created + 7_200_000)
    if (dice.chance(0.12)) giveBack(state, order, created + 2 * DAY)
    if (dice.chance(0.05)) order.cancelled = created + 3 * DAY
    const last = Math.max(created, order.cancelled ?? 0, ...order.refunds.map(one => one.created))
    order.updated = n >= orders - ties ? state.openedAt - 2 * DAY + (n % 1000) : last
    if (order.fulfillments.length > 0 && order.paid) order.closed = last
  }
}

export function makeOrder(state: State, { created, seedIndex = -1 }: { created: Instant; seedIndex?: number }): Order {
  const number = 1001 + state.numbered++
  const dice = takeDice(state.seed, 'customer of', number)
  const order: Order = {
    ...{
      ...newRow(state, created),
      seedIndex,
      number,
      test: number % 97 === 0,
      added: [],
      removed: [],
      refunds: [],
      fulfillments: [],
    },
    customerId: state.customers.length > 0 && dice.chance(0.8) ? dice.pick(state.customers).id : null,
    presentment: number % 9 === 0 ? { currency: 'EUR', rate: 0.088 } : { currency: state.currency, rate: 1 },
    ...{ source: number % 13 === 0 ? 'pos' : 'web', tags: number % 5 === 0 ? ['vip'] : [] },
    ...{ paid: null, cancelled: null, closed: null },
  }
  state.orders.push(order)
  return order
}

/** Sends everything that is ordered. */
export function fulfill(state: State, order: Order, created: Instant): Fulfillment {
  const id = takeId(state)
  const lines = composeOrder(state, order).lines
  const fulfillment: Fulfillment = {
    ...{ id, number: order.fulfillments.length + 1, created, updated: created, status: 'SUCCESS' },
    locationId: state.locations[0]?.id ?? 0,
    tracking: [{ company: 'PostNord', number: `PN${id}SE`, url: `https://tracking.example.test/PN${id}SE` }],
    lines: lines.map((line, n) => ({ id: id + 1 + n, lineId: line.id, quantity: line.quantity })),
  }
  order.fulfillments = [...order.fulfillments, fulfillment]
  return fulfillment
}

/** Refunds one piece of the first line, and now and then the shipping or a little more. */
export function giveBack(state: State, order: Order, created: Instant): void {
  const id = takeId(state)
  const { lines: ordered, shipping: sent } = composeOrder(state, order)
  const line = ordered.find(one => currentPieces(order, one) > 0)
  const shipping = id % 5 === 0 && order.refunds.length === 0 ? (sent?.price ?? 0) : 0
  const lines = line ? [{ id: id + 1, lineId: line.id, quantity: 1 }] : []
  const refund = { id, created, note: 'Trasig', lines, shipping, adjustment: id % 3 === 0 ? 500 : 0 }
  order.refunds = [...order.refunds, refund]
}
