import type { VoucherKey } from './documents.ts'
import { enter } from './ledger.ts'
import type { Account, State, Voucher } from './state.ts'
import { nowOf, save } from './state.ts'
import { dayOf } from './sweden.ts'

export const findVoucher = ({ vouchers }: State, { yearId, series, number }: VoucherKey): Voucher | undefined =>
  vouchers.find(one => one.yearId === yearId && one.series === series && one.number === number)

/** Entered by hand: bank charges. */
export function createVoucher(state: State, at?: Date): VoucherKey {
  const modified = at?.getTime() ?? nowOf(state)
  return enter(state, {
    ...{ day: dayOf(modified), series: 'A', description: 'Bankavgift', modified },
    ...{ referenceType: 'MANUAL', referenceNumber: '' },
    amounts: [
      [6570, 12_500],
      [1930, -12_500],
    ],
  })
}

/** Strikes out the rows and puts the same in with another amount. */
export function correctVoucher(state: State, key: VoucherKey, at?: Date): boolean {
  const voucher = findVoucher(state, key)
  if (!voucher) return false
  const living = voucher.rows.filter(row => !row.removed)
  for (const row of living) row.removed = true
  voucher.rows.push(
    ...living.map(row => ({ ...row, debit: row.debit * 2, credit: row.credit * 2, info: 'Rättad', removed: false })),
  )
  save(state, voucher, at)
  return true
}

/** Its time stays: which changes move it is not known. */
export function describeQuietly(state: State, key: VoucherKey): boolean {
  const voucher = findVoucher(state, key)
  if (!voucher) return false
  voucher.description += ' (ny)'
  state.revision++
  return true
}

export function touchVoucher(state: State, key: VoucherKey, at?: Date): boolean {
  const voucher = findVoucher(state, key)
  if (voucher) save(state, voucher, at)
  return voucher !== undefined
}

/** Only the last one of a series that was entered by hand. */
export function deleteVoucher(state: State, key: VoucherKey): boolean {
  const voucher = findVoucher(state, key)
  const counter = `${key.yearId}/${key.series}`
  const isLast = state.lastVouchers.get(counter) === key.number
  if (voucher?.referenceType !== 'MANUAL' || !isLast) return false
  state.vouchers = state.vouchers.filter(one => one !== voucher)
  state.lastVouchers.set(counter, key.number - 1)
  state.revision++
  return true
}

const findAccount = ({ accounts }: State, yearId: number, number: number): Account | undefined =>
  accounts.find(one => one.yearId === yearId && one.number === number)

export function renameAccount(state: State, yearId: number, number: number, description: string): boolean {
  const account = findAccount(state, yearId, number)
  if (!account) return false
  account.description = description
  save(state, account)
  return true
}

/** Its time stays: which changes move it is not known. */
export function renameAccountQuietly(state: State, yearId: number, number: number): boolean {
  const account = findAccount(state, yearId, number)
  if (!account) return false
  account.description += ' (ny)'
  state.revision++
  return true
}

export function touchAccount(state: State, yearId: number, number: number, at?: Date): boolean {
  const account = findAccount(state, yearId, number)
  if (account) save(state, account, at)
  return account !== undefined
}

/** One that nothing was ever booked on. */
export function deleteAccount(state: State, yearId: number, number: number): boolean {
  const account = findAccount(state, yearId, number)
  const isUsed = state.vouchers.some(one => one.yearId === yearId && one.rows.some(row => row.account === number))
  if (!account || isUsed) return false
  state.accounts = state.accounts.filter(one => one !== account)
  state.revision++
  return true
}

/** With the first number that is free. */
export function createAccount(state: State, yearId: number, at?: Date): Account {
  let number = 6_992
  while (findAccount(state, yearId, number)) number++
  const account: Account = {
    ...{ yearId, number, description: 'Övrigt', active: true, sru: 7513, vatCode: '', opening: 0, modified: 0 },
  }
  const after = state.accounts.findIndex(one => one.yearId === yearId && one.number > number)
  state.accounts.splice(after, 0, account)
  save(state, account, at)
  return account
}
