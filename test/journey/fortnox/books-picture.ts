// What the books have, as the practice company keeps them. Money is in öre.
import { balancesOf } from '../../../connectors/fortnox/practice-store/balances.ts'
import type { Account, State, Voucher } from '../../../connectors/fortnox/practice-store/state.ts'
import { byId, type Picture } from '../store-picture.ts'
import { dayAt } from './picture.ts'

/** An account is of one year, and another one of the same number in the next. */
export const pictureAccounts = (state: State): Picture[string] =>
  byId(
    state.accounts,
    ({ yearId, number }) => `${yearId}/${number}`,
    one => showAccount(state, one),
  )

function showAccount(state: State, { yearId, number, description, active, sru, vatCode }: Account): object {
  const balance = balancesOf(state, yearId).get(number)!
  return {
    year: showYear(state, yearId),
    ...{ number: String(number), description, active, codes: [sru === 0 ? null : String(sru), vatCode || null] },
    balances: [balance.in, balance.out],
    currency: 'SEK',
    times: [null, null],
  }
}

function showYear({ years }: State, yearId: number): string[] {
  const { from, to } = years.find(({ id }) => id === yearId)!
  return [String(yearId), from, to]
}

export const pictureVouchers = (state: State): Picture[string] =>
  byId(
    state.vouchers,
    ({ yearId, series, number }) => `${yearId}/${series}/${number}`,
    one => showVoucher(state, one),
  )

/** A row that was struck out no longer counts; what was entered by hand refers to nothing. */
const showVoucher = (state: State, { yearId, series, number, day, description, ...one }: Voucher) => ({
  year: showYear(state, yearId),
  ...{ series, number: String(number), day, description, currency: 'SEK' },
  reference: one.referenceType === 'MANUAL' ? [null, null] : [one.referenceType, one.referenceNumber],
  rows: one.rows
    .filter(({ removed }) => !removed)
    .map(({ account, debit, credit, info }) => [String(account), debit, credit, info || null]),
  times: [dayAt(day), null],
})
