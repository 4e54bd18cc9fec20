import { qtyIn } from './pieces.ts'
import type { Line, Pieces, State } from './state.ts'
import { defaultSourceOf } from './stock-item.ts'

/** Rows that stand for something on a shelf: simple products, also those within a configurable or a bundle. */
const stocked = (lines: readonly Line[]) => lines.filter(line => line.type === 'simple')

function addReserved(state: State, sku: string, qty: number): void {
  state.reserved.set(sku, Math.max(0, (state.reserved.get(sku) ?? 0) + qty))
}

export function reserveStock(state: State, lines: readonly Line[]): void {
  for (const line of stocked(lines)) addReserved(state, line.sku, line.qty)
}

export function releaseStock(state: State, lines: readonly Line[]): void {
  for (const line of stocked(lines)) addReserved(state, line.sku, -line.qty)
}

/** A parcel goes: off the shelf, and no longer reserved. No product is bumped. */
export function takeStock(state: State, lines: readonly Line[], pieces: Pieces): void {
  const qtyOf = qtyIn(pieces)
  for (const line of stocked(lines)) {
    const shelf = defaultSourceOf(state, line.sku)
    if (shelf) shelf.quantity -= qtyOf(line)
    addReserved(state, line.sku, -qtyOf(line))
  }
}
