import { takeDice } from '../../../src/sdk/testing/index.ts'
import { contentOf, emptyAddress, keepContent, sellLine } from './compose-order.ts'
import { wholeSecond } from './dates.ts'
import {
  findById,
  type OrderContent,
  type OrderRow,
  placeOf,
  type Refund,
  type SaleItem,
  type State,
  secondsNow,
} from './state.ts'
import { orderTotal } from './totals.ts'

export interface NewOrder {
  readonly id?: number
  readonly created?: Date
  readonly modified?: Date
  readonly status?: string
  readonly customerId?: number
  readonly email?: string
  readonly items?: readonly { readonly item: SaleItem; readonly quantity: number }[]
}

/** A shopper's order: random goods unless they are named. It ends with the exact sum of its parts. */
export function createOrder(state: State, given: NewOrder = {}): OrderRow {
  const id = given.id ?? state.nextId++
  const at = given.created ? wholeSecond(given.created) : secondsNow(state)
  const dice = takeDice(state.seed, 'made', id)
  const row: OrderRow = {
    id,
    seedIndex: -1,
    created: at,
    modified: given.modified ? wholeSecond(given.modified) : at,
    status: given.status ?? 'processing',
    statusBeforeTrash: null,
    customerId: given.customerId ?? 0,
    refunds: [],
    content: null,
  }
  const content = keepContent(state, row)
  if (given.email) content.billing = { ...content.billing, email: given.email }
  if (given.items) {
    const { country } = content.billing
    content.lines = given.items.map(({ item, quantity }, n) => sellLine(id * 100 + n, item, { quantity, country }))
    content.coupons = []
  }
  if (dice.chance(0.5)) content.note = ''
  state.orders.splice(placeOf(state.orders, id), 0, row)
  state.revision++
  return row
}

/** An order whose id and times are older than what was read meanwhile: its transaction was slow to commit. */
export function lateCommit(state: State, options: { readonly secondsAgo?: number } = {}): OrderRow {
  const at = new Date(secondsNow(state) - (options.secondsAgo ?? 120) * 1000)
  const id = state.spareIds.pop()
  return createOrder(state, { created: at, modified: at, ...(id && { id }) })
}

export type OrderChange = Partial<OrderContent> | ((content: OrderContent) => void)

/** Saves an order: its content changed as given, or as it is. Bumps. */
export function editOrder(state: State, id: number, change: OrderChange = {}, at?: Date): boolean {
  return changeOrder(state, id, at, row => {
    if (typeof change === 'function') change(keepContent(state, row))
    else if (Object.keys(change).length > 0) Object.assign(keepContent(state, row), change)
  })
}

/** Everything that goes through `save()` ends here: it moves the modification time to now, in whole seconds. */
export function changeOrder(state: State, id: number, at: Date | undefined, change: (row: OrderRow) => void): boolean {
  const row = findById(state.orders, id)
  if (!row) return false
  change(row)
  row.modified = at ? wholeSecond(at) : secondsNow(state)
  state.revision++
  return true
}

/** "refunded" refunds what is left; leaving draft or trash keeps the content it had. */
export function setStatus(state: State, id: number, status: string): boolean {
  return changeOrder(state, id, undefined, row => {
    const content = keepContent(state, row)
    const now = secondsNow(state)
    if (status === 'completed') content.completed ??= now
    if (['processing', 'completed'].includes(status)) content.paid ??= now
    row.status = status
    const left = orderTotal(content) - row.refunds.reduce((sum, one) => sum + one.amount, 0)
    if (status === 'refunded' && left > 0) {
      row.refunds = [...row.refunds, makeRefund(state, row, { amount: left, reason: 'Order fully refunded.' })]
    }
  })
}

/** Many orders saved by one request: all within the same second. */
export function bulkEdit(state: State, ids: readonly number[], at: Date = new Date(secondsNow(state))): void {
  for (const id of ids) editOrder(state, id, {}, at)
}

export function trashOrder(state: State, id: number): boolean {
  if (findById(state.orders, id)?.status === 'trash') return false
  return changeOrder(state, id, undefined, row => {
    keepContent(state, row)
    row.statusBeforeTrash = row.status
    row.status = 'trash'
  })
}

export function restoreOrder(state: State, id: number): boolean {
  if (findById(state.orders, id)?.status !== 'trash') return false
  return changeOrder(state, id, undefined, row => {
    row.status = row.statusBeforeTrash ?? 'processing'
    row.statusBeforeTrash = null
  })
}

/** Without `force` the trash; with it, gone: 404, and no list will ever tell. */
export function deleteOrder(state: State, id: number, force: boolean): boolean {
  if (!force) return trashOrder(state, id)
  const row = findById(state.orders, id)
  if (!row) return false
  state.orders.splice(placeOf(state.orders, id), 1)
  state.revision++
  return true
}

export interface NewRefund {
  /** In cents. Default: one piece of the first line, or 5.00 of an order without lines. */
  readonly amount?: number
  readonly reason?: string
  readonly lines?: Refund['lines']
}

/** Bumps the order. */
export function addRefund(state: State, orderId: number, given: NewRefund = {}): Refund | null {
  let refund: Refund | null = null
  changeOrder(state, orderId, undefined, row => {
    refund = makeRefund(state, row, given.amount === undefined ? firstPiece(state, row) : given)
    row.refunds = [...row.refunds, refund]
  })
  return refund
}

function firstPiece(state: State, row: OrderRow): NewRefund {
  const line = contentOf(state, row).lines[0]
  if (!line) return { amount: 500 }
  const gross = line.total + line.taxes.reduce((sum, tax) => sum + tax.total, 0)
  return { amount: Math.round(gross / line.quantity), lines: [{ lineId: line.id, quantity: 1 }] }
}

function makeRefund(state: State, row: OrderRow, { amount = 0, reason = '', lines = [] }: NewRefund): Refund {
  return { id: state.nextId++, orderId: row.id, created: secondsNow(state), amount, reason, lines }
}

/** Does NOT bump the order: only its total of refunds tells. */
export function deleteRefund(state: State, orderId: number, refundId?: number): boolean {
  const row = findById(state.orders, orderId)
  const refund = refundId === undefined ? row?.refunds.at(-1) : row?.refunds.find(one => one.id === refundId)
  if (!row || !refund) return false
  row.refunds = row.refunds.filter(one => one !== refund)
  state.revision++
  return true
}

/** Does NOT bump the order. */
export function addOrderNote(state: State, orderId: number, note: { text: string; toCustomer?: boolean }) {
  const row = findById(state.orders, orderId)
  if (!row) return null
  const made = {
    id: state.nextNoteId++,
    created: secondsNow(state),
    text: note.text,
    toCustomer: note.toCustomer ?? false,
  }
  keepContent(state, row).notes.push(made)
  state.revision++
  return made
}

/** What an order made by hand in wp-admin starts from. */
export function emptyContent(state: State): Partial<OrderContent> {
  const billing = { ...emptyAddress(), email: '' }
  return {
    currency: state.currency,
    billing,
    shipping: emptyAddress(),
    lines: [],
    fees: [],
    shippingLines: [],
    coupons: [],
    meta: [],
  }
}
