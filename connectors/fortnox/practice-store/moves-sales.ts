import type { Invoice, Order } from './documents.ts'
import { balanceOf } from './ledger.ts'
import {
  bookInvoice as book,
  invoiceOrder,
  makeCreditNote,
  makeInvoice,
  makeOrder,
  makePayment,
} from './make-documents.ts'
import { type State, save } from './state.ts'

const nowOr = (state: State, at?: Date) => (at ?? state.clock.now()).getTime()
const orderOf = (state: State, number: number): Order | undefined => state.orders.find(one => one.number === number)
const invoiceOf = (state: State, number: number): Invoice | undefined =>
  state.invoices.find(one => one.number === number)

/** `at` is its day, too. */
export const createOrder = (state: State, at?: Date): Order => makeOrder(state, nowOr(state, at))

export function touchOrder(state: State, number: number, at?: Date): boolean {
  const order = orderOf(state, number)
  if (order) save(state, order, at)
  return order !== undefined
}

/** Orders are never deleted. One that is invoiced cannot be cancelled. */
export function cancelOrder(state: State, number: number, at?: Date): boolean {
  const order = orderOf(state, number)
  if (!order || order.cancelled || order.invoiceNumber > 0) return false
  order.cancelled = true
  save(state, order, at)
  return true
}

/** A price is changed, and with it the total. */
export function editOrder(state: State, number: number, at?: Date): boolean {
  const order = orderOf(state, number)
  if (!order) return false
  order.rows[0]!.price += 100_000
  save(state, order, at)
  return true
}

/** The same without moving the time of the order. Which changes do is not known. */
export function editOrderQuietly(state: State, number: number): boolean {
  const order = orderOf(state, number)
  return order !== undefined && editOrder(state, number, new Date(order.modified))
}

/** Not booked yet; null: it is cancelled, or has an invoice. */
export function createInvoiceOf(state: State, orderNumber: number, at?: Date): Invoice | null {
  const order = orderOf(state, orderNumber)
  if (!order || order.cancelled || order.invoiceNumber > 0) return null
  return invoiceOrder(state, order, nowOr(state, at))
}

/** Without an order, and not booked. */
export const createInvoice = (state: State, at?: Date): Invoice => makeInvoice(state, nowOr(state, at))

export function touchInvoice(state: State, number: number, at?: Date): boolean {
  const invoice = invoiceOf(state, number)
  if (invoice) save(state, invoice, at)
  return invoice !== undefined
}

export function bookInvoice(state: State, number: number, at?: Date): boolean {
  const invoice = invoiceOf(state, number)
  if (!invoice || invoice.cancelled || invoice.voucher !== null) return false
  book(state, invoice, nowOr(state, at))
  return true
}

/** Only one that is not booked. */
export function cancelInvoice(state: State, number: number, at?: Date): boolean {
  const invoice = invoiceOf(state, number)
  if (!invoice || invoice.cancelled || invoice.voucher !== null) return false
  invoice.cancelled = true
  save(state, invoice, at)
  return true
}

/** Null: it is not booked, or taken back already. */
export function creditInvoice(state: State, number: number, at?: Date): Invoice | null {
  const invoice = invoiceOf(state, number)
  if (!invoice?.voucher || invoice.credit || invoice.creditReference > 0) return null
  const note = makeCreditNote(state, invoice, nowOr(state, at))
  state.revision++
  return note
}

/** A payment moves the time of its invoice: one client relies on it. */
export function payInvoice(state: State, number: number, share = 1, at?: Date): boolean {
  const paid = payQuietly(state, number, share, at)
  return paid && touchInvoice(state, number, at)
}

/** The same without moving it, as is also said. */
export function payQuietly(state: State, number: number, share = 1, at?: Date): boolean {
  const invoice = invoiceOf(state, number)
  if (!invoice?.voucher || balanceOf(state, invoice) === 0) return false
  makePayment(state, invoice, { share, at: nowOr(state, at) })
  state.revision++
  return true
}

/** It was handed over otherwise, or was not after all; its time stays. */
export function markSentQuietly(state: State, number: number): boolean {
  const invoice = invoiceOf(state, number)
  if (!invoice) return false
  invoice.sent = !invoice.sent
  state.revision++
  return true
}
