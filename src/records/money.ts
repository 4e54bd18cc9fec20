import type { CanonicalRecord } from '../sdk/index.ts'
import { toDecimal, toMillionths } from './decimal.ts'

type Order = CanonicalRecord<'orders'>
type Invoice = CanonicalRecord<'invoices'>

export interface MoneyProof {
  /** Sum of the refunds. */
  readonly refundedTotal: string
  /** Store total less what its lines (products, shipping, fees) and their tax add up to. Exact. */
  readonly moneyDifference: string
  /** What does not add up, in words; null when all does. */
  readonly moneyWarning: string | null
}

/** Adds an order up and says what differs. Nothing is ever put right in silence. */
export function proveMoney(order: Order): MoneyProof {
  const total = toMillionths(order.total)
  const lines = sum(order.lines)
  const refunded = order.refunds.reduce((all, refund) => all + toMillionths(refund.amount), 0n)
  const warnings = [
    total !== lines &&
      `The store's total is ${say(total, order)}, but lines, shipping, fees and tax add up to ${say(lines, order)}: a difference of ${say(total - lines, order)}.`,
    refunded > total && `Refunds of ${say(refunded, order)} exceed the total of ${say(total, order)}.`,
    ...order.refunds.map(refund => warnOfRefund(refund, order)),
  ].filter(warning => warning !== false)
  return {
    refundedTotal: toDecimal(refunded),
    moneyDifference: toDecimal(total - lines),
    moneyWarning: warnings.length > 0 ? warnings.join(' ') : null,
  }
}

/** Adds an invoice up, in the same way. */
export function proveInvoice(invoice: Invoice): Omit<MoneyProof, 'refundedTotal'> {
  const total = toMillionths(invoice.total)
  const lines = sum(invoice.lines)
  const moneyWarning =
    total === lines
      ? null
      : `The total is ${say(total, invoice)}, but the lines and their tax add up to ${say(lines, invoice)}: a difference of ${say(total - lines, invoice)}.`
  return { moneyDifference: toDecimal(total - lines), moneyWarning }
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
