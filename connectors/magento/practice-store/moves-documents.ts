import { wholeSecond } from './dates.ts'
import { findById, type Invoice, placeOf, type Shipment, type State, secondsNow } from './state.ts'

// What extensions do to single documents; Magento itself keeps them for ever. Their order is not saved.

export const deleteShipment = (state: State, id: number): boolean => deleteFrom(state, 'shipments', id)
export const deleteInvoice = (state: State, id: number): boolean => deleteFrom(state, 'invoices', id)
/** Saved as it is. */
export const touchShipment = (state: State, id: number, at?: Date): boolean => touchIn(state, 'shipments', id, at)
export const touchInvoice = (state: State, id: number, at?: Date): boolean => touchIn(state, 'invoices', id, at)

/** Bumps neither it nor its order. */
export function commentCreditMemo(state: State, id: number, comment: string): boolean {
  const memo = findById(state.creditMemos, id)
  if (!memo) return false
  memo.comments = [comment, ...memo.comments]
  state.revision++
  return true
}

type Kind = 'shipments' | 'invoices'
type Documents = (Shipment | Invoice)[]

function deleteFrom(state: State, kind: Kind, id: number): boolean {
  const documents: Documents = state[kind]
  const document = findById(documents, id)
  if (!document) return false
  const row = findById(state.orders, document.orderId)!
  Object.assign(row, { [kind]: row[kind].filter(one => one !== document) })
  documents.splice(placeOf(documents, id), 1)
  state.revision++
  return true
}

function touchIn(state: State, kind: Kind, id: number, at?: Date): boolean {
  const documents: Documents = state[kind]
  const document = findById(documents, id)
  if (!document) return false
  document.updated = at ? wholeSecond(at.getTime()) : secondsNow(state)
  state.revision++
  return true
}
