import type { QtyOf } from './money.ts'
import type { Line, OrderContent, OrderRow, Pieces } from './state.ts'

/** What has become of a line. */
export interface Handled {
  readonly invoiced: number
  readonly shipped: number
  readonly refunded: number
  readonly canceled: number
}

/** How many pieces of each line a document is about. */
export function qtyIn(pieces: Pieces): QtyOf {
  if (pieces === null) return line => line.qty
  const byId = new Map(pieces.map(({ itemId, qty }) => [itemId, qty]))
  return line => byId.get(line.itemId) ?? 0
}

/** A parcel holds the configurable, not its child, and of a bundle the bundle. */
export const isShippable = (line: Line): boolean => line.type !== 'virtual' && line.parentItemId === null

export function handledOf(row: OrderRow, { lines }: OrderContent, line: Line): Handled {
  const sum = (documents: readonly { readonly pieces: Pieces }[]) =>
    documents.reduce((total, { pieces }) => total + qtyIn(pieces)(line), 0)
  const invoiced = sum(row.invoices)
  const shipped = isShippable(line) ? sum(row.shipments) : 0
  const parts = lines.length > 0 && row.state === 'canceled'
  return { invoiced, shipped, refunded: sum(row.creditMemos), canceled: parts ? line.qty - invoiced : 0 }
}

/** The pieces of a parent bring those of its children along, in proportion. */
export function withParts({ lines }: OrderContent, pieces: NonNullable<Pieces>): NonNullable<Pieces> {
  return pieces.flatMap(({ itemId, qty }) => {
    const parent = lines.find(line => line.itemId === itemId)
    const parts = lines.filter(line => line.parentItemId === itemId)
    return [{ itemId, qty }, ...parts.map(part => ({ itemId: part.itemId, qty: (part.qty / parent!.qty) * qty }))]
  })
}
