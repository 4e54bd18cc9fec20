import { toDecimal, toMillionths } from '../records/decimal.ts'
import { money } from '../records/decimal-sql.ts'
import type { Books, BookYear, Db } from './years.ts'

/** Amounts are decimal text, positive in debit. */
export interface MonthMoved {
  /** `2026-03` */
  readonly month: string
  readonly debit: string
  readonly credit: string
  readonly change: string
  /** After it; null where the opening balance is not known. */
  readonly closing: string | null
}

export interface AccountBalance {
  readonly number: string
  /** Null: the account is not here, though it is booked on. */
  readonly description: string | null
  readonly sruCode: string | null
  readonly opening: string | null
  readonly debit: string
  readonly credit: string
  readonly change: string
  /** Opening and change; null where the opening balance is not known. */
  readonly closing: string | null
  /** As the system told it when the account was read. */
  readonly closingTold: string | null
  /** Those in which it moved. */
  readonly months: readonly MonthMoved[]
}

type Sums = Pick<AccountBalance, 'opening' | 'debit' | 'credit' | 'change' | 'closing'>

/** Of all accounts whose numbers begin with one digit; null where it is not known of one of them. */
export interface ClassBalance extends Sums {
  readonly digit: string
}

export interface Balances {
  readonly year: BookYear
  /** All of the year, in their order. */
  readonly months: readonly string[]
  readonly accounts: readonly AccountBalance[]
  readonly classes: readonly ClassBalance[]
  readonly totals: { readonly opening: string; readonly debit: string; readonly credit: string }
}

/** What each account of a year moved, month by month, of the vouchers that are here. Accounts that say nothing are left out unless `all`. */
export async function readBalances(
  { pool }: Db,
  { connectionId }: Pick<Books, 'connectionId'>,
  { year, all = false }: { readonly year: BookYear; readonly all?: boolean },
): Promise<Balances> {
  const { rows } = await pool.query<AccountBalance>(balancesSql, [connectionId, year.yearExternalId, all])
  const totals = { opening: add(rows, 'opening'), debit: add(rows, 'debit'), credit: add(rows, 'credit') }
  return { year, months: monthsOf(year), accounts: rows, classes: addClasses(rows), totals }
}

const add = (accounts: readonly AccountBalance[], of: keyof Sums) =>
  toDecimal(accounts.reduce((total, one) => total + toMillionths(one[of] ?? '0'), 0n))

function addClasses(accounts: readonly AccountBalance[]): ClassBalance[] {
  const byDigit = Map.groupBy(accounts, ({ number }) => number.slice(0, 1))
  return [...byDigit].map(([digit, own]) => {
    const known = (of: 'opening' | 'closing') => (own.some(one => one[of] === null) ? null : add(own, of))
    const moved = { debit: add(own, 'debit'), credit: add(own, 'credit'), change: add(own, 'change') }
    return { digit, opening: known('opening'), ...moved, closing: known('closing') }
  })
}

/** `2025-12`, `2026-01` … up to the month of the last day. */
export function monthsOf({ from, to }: Pick<BookYear, 'from' | 'to'>): string[] {
  const indexOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const first = indexOf(from)
  return Array.from({ length: Math.max(0, indexOf(to) - first + 1) }, (_, at) => {
    const index = first + at
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  })
}

const balancesSql = `
  WITH moved AS (
    SELECT r.account_number AS number, to_char(v.transaction_on, 'YYYY-MM') AS month,
      sum(r.debit) AS debit, sum(r.credit) AS credit
    FROM vouchers v JOIN voucher_rows r ON r.voucher_id = v.id
    WHERE v.connection_id = $1 AND v.year_external_id = $2 AND v.deleted_at IS NULL GROUP BY 1, 2
  ), chart AS (
    SELECT number, description, sru_code, opening_balance AS opening, closing_balance AS told
    FROM accounts
    WHERE connection_id = $1 AND year_external_id = $2 AND deleted_at IS NULL
  ), running AS (
    SELECT *, sum(debit - credit) OVER (PARTITION BY number ORDER BY month) AS until FROM moved
  ), added AS (
    SELECT number, sum(m.debit) AS debit, sum(m.credit) AS credit, json_agg(json_build_object('month', m.month,
      'debit', ${money('m.debit')}, 'credit', ${money('m.credit')}, 'change', ${money('(m.debit - m.credit)')},
      'closing', ${money('(c.opening + m.until)')}) ORDER BY m.month) AS months
    FROM running m LEFT JOIN chart c USING (number) GROUP BY number
  ), balances AS (
    SELECT number, description, sru_code, opening, told, coalesce(debit, 0) AS debit, coalesce(credit, 0) AS credit, months
    FROM chart FULL JOIN added USING (number)
  )
  SELECT number, description, sru_code AS "sruCode", ${money('opening')} AS opening, ${money('debit')} AS debit, ${money('credit')} AS credit,
    ${money('(debit - credit)')} AS change, ${money('(opening + debit - credit)')} AS closing, ${money('told')} AS "closingTold",
    coalesce(months, '[]') AS months
  FROM balances WHERE $3 OR months IS NOT NULL OR opening <> 0 OR told <> 0 ORDER BY number COLLATE "C"`
