import { takeDice } from '../../../src/sdk/testing/index.ts'
import { contentOf, keepContent, sellLines } from './compose-order.ts'
import { wholeSecond } from './dates.ts'
import { numberOrder } from './number-order.ts'
import { handledOf, isShippable, withParts } from './pieces.ts'
import { makeCreditMemo, makeInvoice, makeShipment, type Refunding } from './seed-documents.ts'
import {
  type Comment,
  type CreditMemo,
  findById,
  type Invoice,
  type OrderContent,
  type OrderRow,
  type Pieces,
  type Product,
  placeOf,
  type SaleItem,
  type Shipment,
  type State,
  secondsNow,
  type Track,
} from './state.ts'
import { releaseStock, reserveStock, takeStock } from './stock-moves.ts'

export interface NewOrder {
  readonly id?: number
  readonly created?: Date
  readonly updated?: Date
  readonly storeId?: 1 | 2
  readonly customerId?: number
  readonly items?: readonly { readonly item: SaleItem; readonly qty: number }[]
}

/** A shopper's order, pending until it is paid for: random goods unless they are named. */
export function createOrder(state: State, given: NewOrder = {}): OrderRow {
  const id = given.id ?? state.next.order++
  const created = given.created ? wholeSecond(given.created.getTime()) : secondsNow(state)
  const storeId = given.storeId ?? 1
  const row: OrderRow = {
    ...{ id, seedIndex: -1, incrementId: numberOrder(state, storeId), storeId, created },
    updated: given.updated ? wholeSecond(given.updated.getTime()) : created,
    ...{ state: 'new', status: 'pending', customerId: given.customerId ?? null, guest: given.customerId === undefined },
    ...{ invoices: [], shipments: [], creditMemos: [], content: null },
  }
  const content = keepContent(state, row)
  if (given.items) content.lines = sellNamed(state, id, given.items)
  reserveStock(state, content.lines)
  state.orders.splice(placeOf(state.orders, id), 0, row)
  state.revision++
  return row
}

function sellNamed(state: State, orderId: number, items: NonNullable<NewOrder['items']>) {
  const goods = new Map<number, Readonly<Product>>([
    ...state.goods,
    ...state.products.map(one => [one.id, one] as const),
  ])
  const dice = takeDice(state.seed, 'named', orderId)
  const lines: OrderContent['lines'][number][] = []
  for (const { item, qty } of items) {
    lines.push(...sellLines(goods, item, { firstId: orderId * 100 + lines.length, qty, dice }))
  }
  return lines
}

/** An order whose id and times are older than what was read meanwhile: its transaction was slow to commit. */
export function lateCommit(state: State, options: { readonly secondsAgo?: number } = {}): OrderRow {
  const at = new Date(secondsNow(state) - (options.secondsAgo ?? 120) * 1000)
  const id = state.spareIds.pop()
  return createOrder(state, { created: at, updated: at, ...(id && { id }) })
}

/** What goes through the order repository ends here: it moves `updated_at` to now, in whole seconds. */
function changeOrder(state: State, id: number, change: (row: OrderRow) => void, at?: Date): boolean {
  const row = findById(state.orders, id)
  if (!row) return false
  change(row)
  row.updated = at ? wholeSecond(at.getTime()) : secondsNow(state)
  state.revision++
  return true
}

export type OrderChange = Partial<OrderContent> | ((content: OrderContent) => void)

/** Saves an order: its content changed as given, or as it is. */
export const editOrder = (state: State, id: number, change: OrderChange = {}, at?: Date): boolean =>
  changeOrder(
    state,
    id,
    row => {
      if (typeof change === 'function') change(keepContent(state, row))
      else if (Object.keys(change).length > 0) Object.assign(keepContent(state, row), change)
    },
    at,
  )

/** In the admin, which saves an address by itself: does NOT bump the order. */
export function readdressOrder(
  state: State,
  id: number,
  change: Partial<Pick<OrderContent, 'email' | 'billing' | 'shipping'>>,
): boolean {
  const row = findById(state.orders, id)
  if (!row) return false
  Object.assign(keepContent(state, row), change)
  state.revision++
  return true
}

/** Many orders saved by one request: all within the same second. */
export function bulkEdit(state: State, ids: readonly number[], at: Date = new Date(secondsNow(state))): void {
  for (const id of ids) editOrder(state, id, {}, at)
}

/** False: it was paid for or is over, and nothing was changed. */
export function cancelOrder(state: State, id: number): boolean {
  const row = findById(state.orders, id)
  if (!row || row.invoices.length > 0 || !['new', 'pending_payment', 'processing'].includes(row.state)) return false
  releaseStock(state, contentOf(state, row).lines)
  return changeOrder(state, id, one => setState(one, 'canceled'))
}

const setState = (row: OrderRow, to: string): void => {
  row.state = to
  row.status = to === 'new' ? 'pending' : to
}

export function holdOrder(state: State, id: number): boolean {
  const row = findById(state.orders, id)
  if (!row || !['new', 'processing'].includes(row.state)) return false
  return changeOrder(state, id, one => setState(one, 'holded'))
}

export function unholdOrder(state: State, id: number): boolean {
  if (findById(state.orders, id)?.state !== 'holded') return false
  return changeOrder(state, id, row => setState(row, row.invoices.length > 0 ? 'processing' : 'new'))
}

/** Does NOT bump the order. */
export function addComment(state: State, id: number, given: Partial<Comment> = {}): Comment | null {
  const row = findById(state.orders, id)
  if (!row) return null
  const made = { id: state.next.comment++, text: 'Ring före leverans', created: secondsNow(state), status: row.status }
  const comment: Comment = { ...made, entity: 'order', visible: false, ...given }
  const content = keepContent(state, row)
  content.comments = [...content.comments, comment]
  state.revision++
  return comment
}

/** Everything that is left, or these pieces. Null: there is nothing to pay for. */
export function invoiceOrder(state: State, id: number, pieces?: NonNullable<Pieces>): Invoice | null {
  const row = findById(state.orders, id)
  if (!row || isOver(row)) return null
  const content = contentOf(state, row)
  const left = pieces ?? leftOf(state, row, 'invoiced')
  if (left.length === 0) return null
  const invoice = makeInvoice(state, row, secondsNow(state), withParts(content, left))
  changeOrder(state, id, one => setState(one, stateAfter(state, one)))
  return invoice
}

export const isOver = ({ state }: OrderRow): boolean => ['canceled', 'closed', 'holded'].includes(state)

/** What has not been invoiced, shipped or refunded yet, by the rows that a shopkeeper names. */
export function leftOf(state: State, row: OrderRow, what: 'invoiced' | 'shipped' | 'refunded'): NonNullable<Pieces> {
  const content = contentOf(state, row)
  const tops = content.lines.filter(line => line.parentItemId === null && (what !== 'shipped' || isShippable(line)))
  return tops.flatMap(line => {
    const done = handledOf(row, content, line)
    const most = what === 'refunded' ? done.invoiced : line.qty
    return most > done[what] ? [{ itemId: line.itemId, qty: most - done[what] }] : []
  })
}

function stateAfter(state: State, row: OrderRow): string {
  const settled = (what: 'invoiced' | 'shipped') => leftOf(state, row, what).length === 0
  const paidBack = row.creditMemos.length > 0 && settled('invoiced') && leftOf(state, row, 'refunded').length === 0
  if (paidBack) return 'closed'
  return settled('invoiced') && settled('shipped') ? 'complete' : 'processing'
}

export interface Shipping {
  readonly pieces?: NonNullable<Pieces>
  readonly tracks?: readonly Pick<Track, 'number' | 'title' | 'carrier'>[]
  readonly source?: string
}

/** A parcel with everything that is left, or with these pieces. Takes them off the stock. Null: nothing is left. */
export function shipOrder(state: State, id: number, given: Shipping = {}): Shipment | null {
  const row = findById(state.orders, id)
  if (!row || isOver(row)) return null
  const pieces = given.pieces ?? leftOf(state, row, 'shipped')
  if (pieces.length === 0) return null
  const whole = withParts(contentOf(state, row), pieces)
  const shipment = makeShipment(state, row, { at: secondsNow(state), pieces: whole, source: given.source, tracks: [] })
  for (const track of given.tracks ?? []) addTrack(state, shipment.id, track)
  takeStock(state, contentOf(state, row).lines, whole)
  changeOrder(state, id, one => setState(one, stateAfter(state, one)))
  return shipment
}

/** Onto a parcel that is there already. Bumps neither it nor its order. */
export function addTrack(state: State, shipmentId: number, given: Partial<Omit<Track, 'id'>> = {}): Track | null {
  const shipment = findById(state.shipments, shipmentId)
  if (!shipment) return null
  const id = state.next.track++
  const made = { id, number: `PN${700_000 + id}SE`, title: 'PostNord', carrier: 'custom', created: secondsNow(state) }
  const track = { ...made, ...given }
  shipment.tracks.push(track)
  state.revision++
  return track
}

/** One piece of the first line that was paid for, unless it is said what. */
export function refundOrder(state: State, id: number, given: Partial<Refunding> = {}): CreditMemo | null {
  const row = findById(state.orders, id)
  const left = row ? leftOf(state, row, 'refunded') : []
  if (!row || left.length === 0) return null
  const pieces = given.pieces ?? left.slice(0, 1).map(({ itemId }) => ({ itemId, qty: 1 }))
  const whole = withParts(contentOf(state, row), pieces)
  const memo = makeCreditMemo(state, row, { shipping: 0, ...given, pieces: whole, at: secondsNow(state) })
  changeOrder(state, id, one => setState(one, stateAfter(state, one)))
  return memo
}

/** What an extension does; Magento itself never deletes an order. Its documents go with it. */
export function deleteOrder(state: State, id: number): boolean {
  if (!findById(state.orders, id)) return false
  state.orders.splice(placeOf(state.orders, id), 1)
  state.invoices = state.invoices.filter(one => one.orderId !== id)
  state.shipments = state.shipments.filter(one => one.orderId !== id)
  state.creditMemos = state.creditMemos.filter(one => one.orderId !== id)
  state.revision++
  return true
}
