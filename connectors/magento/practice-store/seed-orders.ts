import { takeDice } from '../../../src/sdk/testing/index.ts'
import { contentOf, specialAt } from './compose-order.ts'
import { numberOrder } from './number-order.ts'
import { makeCustomer } from './people.ts'
import { makeCreditMemo, makeInvoice, makeShipment, onePiece } from './seed-documents.ts'
import type { Instant, OrderRow, State } from './state.ts'

const DAY_MS = 86_400_000
const SPAN_DAYS = 380

export function seedCustomers(state: State, count: number): void {
  for (let n = 0; n < count; n++) {
    const person = makeCustomer(state, state.openedAt - (390 - Math.floor((n * 380) / Math.max(1, count))) * DAY_MS)
    const dice = takeDice(state.seed, 'customer', person.id)
    person.updated = Math.min(state.openedAt - 60_000, person.created + dice.roll(30) * DAY_MS)
    state.customers.push(person)
  }
}

const shares: readonly (readonly [string, number])[] = [
  ['complete', 450],
  ['processing', 720],
  ['new', 880],
  ['canceled', 950],
  ['closed', 975],
  ['holded', 985],
  ['payment_review', 1000],
]
const statuses: Readonly<Record<string, string>> = { new: 'pending' }
const fixed: Readonly<Record<number, string>> = {
  [specialAt.closed]: 'closed',
  [specialAt.canceled]: 'canceled',
  [specialAt.holded]: 'holded',
  [specialAt.partlyRefunded]: 'processing',
  [specialAt.partlyShipped]: 'processing',
}

/**
 * Orders from 380 days ago until a minute ago, ascending by id and by creation, two of every three with a neighbour in
 * the same second. `ties` of them were saved by one bulk edit, within one second.
 */
export function seedOrders(state: State, count: number, ties: number): void {
  const step = Math.max(1000, (SPAN_DAYS * DAY_MS - 60_000) / Math.max(1, count))
  const first = state.openedAt - SPAN_DAYS * DAY_MS
  const bulkEdit = state.openedAt - 10 * DAY_MS
  for (let n = 0; n < count; n++) {
    if (n % 50 === 49) state.spareIds.push(state.next.order++)
    const created = Math.floor((first + Math.floor(n / 2) * 2 * step) / 1000) * 1000
    const row = makeRow(state, { n, created })
    const place = n - Math.floor(count / 4)
    if (place >= 0 && place < ties && created < bulkEdit) row.updated = bulkEdit
    state.orders.push(row)
    seedDocuments(state, row)
  }
}

function makeRow(state: State, { n, created }: { n: number; created: Instant }): OrderRow {
  const id = state.next.order++
  const dice = takeDice(state.seed, 'row', id)
  const share = dice.roll(1000)
  const storeId = n === specialAt.euroBundle || (n > 20 && n % 10 === 9) ? 2 : 1
  const guest = state.customers.length === 0 || dice.chance(0.3)
  const what = fixed[n] ?? shares.find(([, below]) => share < below)![0]
  return {
    ...{ id, seedIndex: n, incrementId: numberOrder(state, storeId), storeId, guest, created },
    updated: Math.min(state.openedAt - 60_000, created + dice.roll(4 * 86_400) * 1000),
    ...{ state: what, status: statuses[what] ?? what, customerId: guest ? null : dice.pick(state.customers).id },
    ...{ invoices: [], shipments: [], creditMemos: [], content: null },
  }
}

function seedDocuments(state: State, row: OrderRow): void {
  if (['complete', 'processing', 'closed'].includes(row.state)) makeInvoice(state, row, row.updated)
  if (row.state === 'complete' && contentOf(state, row).shipping) makeShipment(state, row, { at: row.updated })
  if (row.state === 'closed') makeCreditMemo(state, row, { at: row.updated })
  if (row.seedIndex === specialAt.partlyShipped)
    makeShipment(state, row, { at: row.updated, pieces: onePiece(state, row) })
  if (row.seedIndex === specialAt.partlyRefunded) {
    const given = { pieces: onePiece(state, row), shipping: 1_250, positive: 500, negative: 200 }
    makeCreditMemo(state, row, { at: row.updated, ...given })
  }
}
