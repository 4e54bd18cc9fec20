import { add } from './money.ts'
import type { FinancialYear, Ore, State } from './state.ts'

/** What an account of one year began and ended with, debit positive. */
export interface Balance {
  in: Ore
  out: Ore
}

type Balances = ReadonlyMap<number, Balance>

/** The number of the accounts before results: these carry over to the next year. */
const isOfBalanceSheet = (account: number): boolean => account < 3000
const OWN_CAPITAL = 2099

const known = new WeakMap<State, { readonly revision: number; readonly years: ReadonlyMap<number, Balances> }>()

/** By year and account number. Worked out once for every state of the books. */
export function balancesOf(state: State, yearId: number): Balances {
  let closed = known.get(state)
  if (closed?.revision !== state.revision) {
    closed = { revision: state.revision, years: closeYears(state) }
    known.set(state, closed)
  }
  return closed.years.get(yearId) ?? new Map()
}

function closeYears(state: State): Map<number, Balances> {
  const all = new Map<number, Balances>()
  let before: Balances | null = null
  for (const year of state.years.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    before = closeYear(state, year, before)
    all.set(year.id, before)
  }
  return all
}

/** The result of the year before is own capital at the beginning of this one. */
function closeYear(state: State, { id }: FinancialYear, before: Balances | null): Balances {
  const result = add([...(before ?? [])].map(([account, one]) => (isOfBalanceSheet(account) ? 0 : one.out)))
  const openingOf = (account: number, first: Ore): Ore => {
    if (before === null) return first
    const carried = isOfBalanceSheet(account) ? (before.get(account)?.out ?? 0) : 0
    return carried + (account === OWN_CAPITAL ? result : 0)
  }
  const balances = new Map<number, Balance>()
  for (const { yearId, number, opening } of state.accounts) {
    if (yearId !== id) continue
    const at = openingOf(number, opening)
    balances.set(number, { in: at, out: at })
  }
  for (const voucher of state.vouchers) {
    if (voucher.yearId !== id) continue
    for (const { account, debit, credit, removed } of voucher.rows) {
      const balance = balances.get(account)
      if (balance && !removed) balance.out += debit - credit
    }
  }
  return balances
}
