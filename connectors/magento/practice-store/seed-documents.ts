import { contentOf } from './compose-order.ts'
import { withParts } from './pieces.ts'
import type { CreditMemo, Instant, Invoice, OrderRow, Pieces, Shipment, State, Track } from './state.ts'

/** One of the first line. */
export function onePiece(state: State, row: OrderRow): NonNullable<Pieces> {
  const content = contentOf(state, row)
  const line = content.lines[0]
  return line ? withParts(content, [{ itemId: line.itemId, qty: 1 }]) : []
}

interface Making {
  readonly at: Instant
  readonly pieces?: Pieces
}

export function makeInvoice(state: State, row: OrderRow, at: Instant, pieces: Pieces = null): Invoice {
  const id = state.next.invoice++
  const invoice: Invoice = { ...headOf(row, id, at), pieces, state: 2, withShipping: row.invoices.length === 0 }
  state.invoices.push(invoice)
  row.invoices = [...row.invoices, invoice]
  return invoice
}

interface Packing extends Making {
  readonly source?: string | undefined
  readonly tracks?: Track[]
}

/** Three of four seeded parcels have a track. */
export function makeShipment(state: State, row: OrderRow, { at, pieces = null, source, tracks }: Packing): Shipment {
  const id = state.next.shipment++
  const track = { number: `PN${100_000 + row.id}SE`, title: 'PostNord', carrier: 'custom' }
  const usual = () => (id % 4 === 0 ? [] : [{ id: state.next.track++, ...track, created: at }])
  const packed = { pieces, tracks: tracks ?? usual(), source: source ?? 'default' }
  const shipment: Shipment = { ...headOf(row, id, at), ...packed }
  state.shipments.push(shipment)
  row.shipments = [...row.shipments, shipment]
  return shipment
}

export interface Refunding extends Making {
  readonly shipping?: number
  readonly positive?: number
  readonly negative?: number
}

export function makeCreditMemo(state: State, row: OrderRow, given: Refunding): CreditMemo {
  const { at, pieces = null, shipping, positive = 0, negative = 0 } = given
  const id = state.next.creditMemo++
  const whole = pieces === null ? contentOf(state, row).shippingGross : 0
  const money = { shipping: shipping ?? whole, positive, negative }
  const memo: CreditMemo = { ...headOf(row, id, at), pieces, ...money, comments: [] }
  state.creditMemos.push(memo)
  row.creditMemos = [...row.creditMemos, memo]
  return memo
}

const headOf = (row: OrderRow, id: number, at: Instant) => ({
  ...{ id, orderId: row.id, storeId: row.storeId, created: at, updated: at },
})
