import type { CanonicalRecord } from '../sdk/index.ts'
import { toDecimal, toMillionths } from './decimal.ts'

type Order = CanonicalRecord<'orders'>
type Invoice = CanonicalRecord<'invoices'>
type Voucher = CanonicalRecord<'vouchers'>

export interface MoneyProof {
  /** Sum of the refunds. */
  readonly refundedTotal: string
  /** Store total less what its lines (products, shipping, fees) and their tax add up to. Exact. A `rest` is not of them. */
  readonly moneyDifference: string
  /** What does not add up, in words; null when all does. */
  readonly moneyWarning: string | null
}

/** Adds an order up and says what differs. Nothing is ever put right in silence. */
export function proveMoney(order: Order): MoneyProof {
  const refunded = order.refunds.reduce((all, refund) => all + toMillionths(refund.amount), 0n)
  const difference = differenceOf(order)
  const warnings = [
    difference.unexplained !== 0n &&
      `The store's total is ${say(difference.total, order)}, but lines, shipping, fees and tax add up to ${say(difference.lines, order)}: a difference of ${say(difference.unexplained, order)}.`,
    warnOfRest(order),
    refunded > difference.total &&
      `Refunds of ${say(refunded, order)} exceed the total of ${say(difference.total, order)}.`,
    ...order.refunds.map(refund => warnOfRefund(refund, order)),
    order.refundedByStore !== undefined &&
      `The store says that ${say(toMillionths(order.refundedByStore), order)} was given back, but the refunds that it tells of make ${say(refunded, order)}: a module of the store gives money back without a document, or hides some. See in the store what was given back before it is booked.`,
  ].filter(warning => warning !== false)
  return {
    refundedTotal: toDecimal(refunded),
    moneyDifference: toDecimal(difference.total - difference.told),
    moneyWarning: warnings.length > 0 ? warnings.join(' ') : null,
  }
}

/** Adds an invoice up, in the same way. */
export function proveInvoice(invoice: Invoice): Omit<MoneyProof, 'refundedTotal'> {
  const { total, lines, told, unexplained } = differenceOf(invoice)
  const warnings = [
    unexplained !== 0n &&
      `The total is ${say(total, invoice)}, but the lines and their tax add up to ${say(lines, invoice)}: a difference of ${say(unexplained, invoice)}.`,
    warnOfRest(invoice),
  ].filter(warning => warning !== false)
  return {
    moneyDifference: toDecimal(total - told),
    moneyWarning: warnings.length > 0 ? warnings.join(' ') : null,
  }
}

/** What a voucher moves; what it lacks in balance is why it cannot be kept, in words: books that do not balance prove nothing. */
export function proveVoucher(voucher: Voucher): { readonly total: string; readonly refusal: string | null } {
  const debit = voucher.rows.reduce((all, row) => all + toMillionths(row.debit), 0n)
  const credit = voucher.rows.reduce((all, row) => all + toMillionths(row.credit), 0n)
  const refusal =
    debit === credit
      ? null
      : `The voucher does not balance: its debit is ${say(debit, voucher)}, its credit ${say(credit, voucher)}, a difference of ${say(debit - credit, voucher)}.`
  return { total: toDecimal(debit), refusal }
}

/** `told` is what rows of the store make; `lines` has the rest in it, and `unexplained` not even that. */
function differenceOf({ total: amount, lines }: Order | Invoice) {
  const total = toMillionths(amount)
  const all = sum(lines)
  return { total, lines: all, told: all - sum(lines.filter(isRest)), unexplained: total - all }
}

const isRest = ({ kind }: { kind: string }): boolean => kind === 'rest'

/** A rest may be all net and all tax, with opposite signs: that it is there is enough. */
function warnOfRest(record: Order | Invoice): string | false {
  const rest = record.lines.filter(isRest)
  if (rest.length === 0) return false
  const tax = rest.reduce((all, line) => all + toMillionths(line.tax), 0n)
  return `No row of the store tells of ${say(sum(rest), record)} of the total, of which tax is ${say(tax, record)}: a module of the store adds to totals (a fee, a gift card, store credit) and does not say where. It is kept as a line of its own. See in the store what it is before it is booked.`
}

function warnOfRefund(refund: Order['refunds'][number], order: Order): string | false {
  const amount = toMillionths(refund.amount)
  const lines = sum(refund.lines)
  if (refund.lines.length === 0 || amount === lines) return false
  return `Refund ${refund.externalId} is ${say(amount, order)}, but its lines add up to ${say(lines, order)}.`
}

function sum(lines: ReadonlyArray<{ total: string; tax: string }>): bigint {
  return lines.reduce((all, line) => all + toMillionths(line.total) + toMillionths(line.tax), 0n)
}

const say = (amount: bigint, { currency }: { currency: string }) => `${toDecimal(amount)} ${currency}`
