import { z } from 'zod'
import {
  type Amount,
  absolute,
  amountOf,
  beforePercent,
  percentOf,
  smallest,
  sum,
  times,
  withoutPercent,
} from './money.ts'
import { RawAmount, RawFlag, RawText } from './raw.ts'
import { isSet } from './values.ts'

/** A row of an order or an invoice. What it is without VAT is told on invoices only. */
export const RawRow = z.looseObject({
  RowId: RawAmount,
  ArticleNumber: RawText,
  Description: RawText,
  OrderedQuantity: RawAmount,
  DeliveredQuantity: RawAmount,
  Price: RawAmount,
  Discount: RawAmount,
  DiscountType: RawText,
  VAT: RawAmount,
  AccountNumber: RawAmount,
  Total: RawAmount,
  TotalExcludingVAT: RawAmount,
  Unit: RawText,
})
export type RawRow = z.output<typeof RawRow>

/** What an order and an invoice tell of money. */
export const priced = {
  VATIncluded: RawFlag,
  Freight: RawAmount,
  FreightVAT: RawAmount,
  AdministrationFee: RawAmount,
  AdministrationFeeVAT: RawAmount,
  TotalVAT: RawAmount,
  RoundOff: RawAmount,
  Total: RawAmount,
} as const
const Priced = z.object(priced)
type Priced = z.output<typeof Priced>

/** Of one line, net and its VAT; `subtotal` is before discount. */
export interface Money {
  readonly subtotal: Amount
  readonly total: Amount
  readonly tax: Amount
  /** Millionths of a percent; null: it is told of the amount alone. */
  readonly percent: Amount | null
}

export interface Document {
  /** In the order of the rows. */
  readonly rows: readonly Money[]
  readonly freight: Money | null
  readonly fee: Money | null
  readonly rounding: Amount
  /** What the total has and nothing above tells. */
  readonly rest: Money | null
}

/**
 * Takes a document apart so that its parts add up to its total, to the öre. A row does not tell its VAT, only the rate: where
 * prices are without it, what rounding row by row makes differ from the VAT of the whole is put right on the largest rows.
 */
export function takeApart(raw: Priced, rawRows: readonly RawRow[]): Document {
  const included = isSet(raw.VATIncluded)
  const freight = besidesRows(raw.Freight, raw.FreightVAT, included)
  const fee = besidesRows(raw.AdministrationFee, raw.AdministrationFeeVAT, included)
  const taxOfRows = amountOf(raw.TotalVAT) - (freight?.tax ?? 0n) - (fee?.tax ?? 0n)
  const each = rawRows.map(row => moneyOfRow(row, included))
  const rows = included ? each : settle(each, taxOfRows)
  const parts = [...rows, ...[freight, fee].flatMap(part => part ?? [])]
  const told = sum(parts.map(({ total, tax }) => total + tax))
  const lacking = amountOf(raw.Total) - told
  const roundOff = amountOf(raw.RoundOff)
  const rounding = absolute(lacking - roundOff) < absolute(lacking) ? roundOff : 0n
  const tax = amountOf(raw.TotalVAT) - sum(parts.map(part => part.tax))
  const rest = lacking - rounding
  return { rows, freight, fee, rounding, rest: rest === 0n ? null : lumpOf(rest - tax, tax) }
}

const lumpOf = (total: Amount, tax: Amount): Money => ({ subtotal: total, total, tax, percent: null })

function besidesRows(amount: RawAmount, vat: RawAmount, included: boolean): Money | null {
  const [told, tax] = [amountOf(amount), amountOf(vat)]
  if (told === 0n && tax === 0n) return null
  return lumpOf(included ? told - tax : told, tax)
}

function moneyOfRow(row: RawRow, included: boolean): Money {
  const [told, percent] = [amountOf(row.Total), amountOf(row.VAT)]
  const netTold = row.TotalExcludingVAT ?? null
  const total = netTold !== null ? amountOf(netTold) : included ? withoutPercent(told, percent) : told
  const tax = included ? told - total : percentOf(total, percent)
  return { subtotal: subtotalOf(row, total, included), total, tax, percent }
}

/** A discount is in percent, or an amount that has VAT in it where the prices have. */
function subtotalOf(row: RawRow, total: Amount, included: boolean): Amount {
  const [discount, percent] = [amountOf(row.Discount), amountOf(row.VAT)]
  const net = (amount: Amount) => (included ? withoutPercent(amount, percent) : amount)
  if (discount === 0n) return total
  if (row.DiscountType === 'AMOUNT') return total + net(discount)
  const whole = () => times(net(amountOf(row.Price)), amountOf(row.OrderedQuantity ?? row.DeliveredQuantity))
  return beforePercent(total, discount) ?? whole()
}

/** Rounding makes at most an öre of difference for each row that has VAT. */
function settle(rows: readonly Money[], taxInAll: Amount): readonly Money[] {
  const bearing = rows.filter(({ percent }) => percent !== 0n)
  let lacking = taxInAll - sum(rows.map(({ tax }) => tax))
  if (lacking === 0n || absolute(lacking) > smallest * BigInt(bearing.length)) return rows
  const largest = bearing.toSorted((a, b) => Number(absolute(b.tax) - absolute(a.tax)))
  const added = new Map<Money, Amount>()
  for (const row of largest) {
    const step = lacking > 0n ? min(lacking, smallest) : -min(-lacking, smallest)
    added.set(row, step)
    lacking -= step
  }
  return rows.map(row => ({ ...row, tax: row.tax + (added.get(row) ?? 0n) }))
}

const min = (a: Amount, b: Amount): Amount => (a < b ? a : b)
