import type { Invoice, Payment, VoucherKey } from './documents.ts'
import { add, netOf, round, sumUp } from './money.ts'
import type { Day, FinancialYear, Ore, State, Voucher, VoucherRow } from './state.ts'

export const toSek = ({ currencyRate, currencyUnit }: Pick<Invoice, 'currencyRate' | 'currencyUnit'>, ore: Ore): Ore =>
  round((ore * currencyRate) / currencyUnit)

const paymentsOf = (state: State, { number }: Invoice): Payment[] => state.paymentsOf.get(number) ?? []

/** What is left to pay, in the invoice’s currency; an invoice and the note that takes it back settle each other. Inferred. */
export function balanceOf(state: State, invoice: Invoice): Ore {
  const settled = invoice.cancelled || invoice.creditReference > 0
  return settled ? 0 : sumUp(state, invoice).total - add(paymentsOf(state, invoice).map(one => one.amount))
}

export function finalPayDayOf(state: State, invoice: Invoice): Day | null {
  const days = paymentsOf(state, invoice).map(one => one.day)
  return days.length > 0 && balanceOf(state, invoice) === 0 ? (days.sort().at(-1) ?? null) : null
}

/** The year that a day falls into; of days that no year has, the nearest. */
export function yearOf({ years }: State, day: Day): FinancialYear {
  const byTime = years.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  return byTime.findLast(year => year.from <= day) ?? byTime[0]!
}

export interface Entry {
  readonly day: Day
  readonly series: string
  readonly description: string
  readonly referenceType: string
  readonly referenceNumber: string
  /** Debit positive, by account. */
  readonly amounts: ReadonlyArray<readonly [account: number, ore: Ore]>
  /** Rows that a correction struck out. */
  readonly removed?: ReadonlyArray<readonly [account: number, ore: Ore]>
  readonly modified: number
}

const makeRow = ([account, ore]: readonly [number, Ore], removed: boolean): VoucherRow => ({
  ...{ account, debit: Math.max(ore, 0), credit: Math.max(-ore, 0), info: '', removed },
})

/** What the amounts leave over goes to 3740, where öre go. */
export function enter(state: State, entry: Entry): VoucherKey {
  const { id: yearId } = yearOf(state, entry.day)
  const { series, amounts } = entry
  const number = (state.lastVouchers.get(`${yearId}/${series}`) ?? 0) + 1
  state.lastVouchers.set(`${yearId}/${series}`, number)
  const over = add(amounts.map(([, ore]) => ore))
  const balanced = over === 0 ? amounts : [...amounts, [3740, -over] as const]
  const rows = balanced.filter(([, ore]) => ore !== 0).map(one => makeRow(one, false))
  const struck = (entry.removed ?? []).map(one => makeRow(one, true))
  const { day, description, referenceType, referenceNumber, modified } = entry
  const voucher: Voucher = {
    ...{ yearId, series, number, day, description, comments: '', referenceType, referenceNumber, modified },
    rows: [...rows, ...struck],
  }
  state.vouchers.push(voucher)
  state.revision++
  return { yearId, series, number }
}

const vatAccounts: Readonly<Record<number, number>> = { 25: 2611, 12: 2621, 6: 2631 }

export function enterInvoice(state: State, invoice: Invoice): void {
  const sums = sumUp(state, invoice)
  const sek = (ore: Ore) => toSek(invoice, ore)
  const sales = new Map<number, Ore>()
  for (const row of invoice.rows)
    sales.set(row.account, (sales.get(row.account) ?? 0) + netOf(row, invoice.vatIncluded))
  const vats = [...sums.vats].map(([rate, ore]) => [vatAccounts[rate] ?? 2611, -sek(ore)] as const)
  invoice.voucher = enter(state, {
    ...{ day: invoice.day, series: 'B', description: `Kundfaktura ${invoice.number}, ${invoice.customerName}` },
    ...{ referenceType: 'INVOICE', referenceNumber: String(invoice.number), modified: invoice.modified },
    amounts: [
      [1510, sek(sums.total)],
      ...[...sales].map(([account, ore]) => [account, -sek(ore)] as const),
      ...vats,
      [3520, -sek(invoice.freight)],
      [3540, -sek(invoice.fee)],
    ],
  })
}

export function enterPayment(state: State, payment: Payment, invoice: Invoice): void {
  const paid = toSek(invoice, payment.amount)
  payment.voucher = enter(state, {
    ...{ day: payment.day, series: 'C', description: `Inbetalning faktura ${invoice.number}` },
    ...{ referenceType: 'INVOICEPAYMENT', referenceNumber: String(payment.number), modified: payment.modified },
    amounts: [
      [1930, paid],
      [1510, -paid],
    ],
  })
}
