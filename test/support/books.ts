import type { CanonicalInput } from '../../src/sdk/index.ts'
import { toAccountId, toVoucherId } from '../../src/sdk/index.ts'

type Account = CanonicalInput<'accounts'>
type Voucher = CanonicalInput<'vouchers'>
type Row = Voucher['rows'][number]

export const bookYear = { yearExternalId: '2', yearFrom: '2026-01-01', yearTo: '2026-12-31' } as const
const untimed = { modifiedAt: null, createdAt: null } as const

export const anAccount = (number: string, given: Partial<Account> = {}): Account => ({
  externalId: toAccountId(given.yearExternalId ?? bookYear.yearExternalId, number),
  ...untimed,
  ...bookYear,
  number,
  description: `Konto ${number}`,
  active: true,
  sruCode: null,
  vatCode: null,
  openingBalance: null,
  closingBalance: null,
  currency: 'SEK',
  ...given,
})

/** Positive is debit. */
export const aRow = (accountNumber: string, amount: string, given: Partial<Row> = {}): Row => ({
  accountNumber,
  debit: amount.startsWith('-') ? '0' : amount,
  credit: amount.startsWith('-') ? amount.slice(1) : '0',
  ...{ description: null, costCentre: null, project: null, quantity: null },
  ...given,
})

/** A sale of 100.00 and 25.00 of tax, paid into the bank. */
export const aVoucher = (number: string, given: Partial<Voucher> = {}): Voucher => ({
  externalId: toVoucherId(given.yearExternalId ?? bookYear.yearExternalId, given.series ?? 'A', number),
  ...untimed,
  ...bookYear,
  series: 'A',
  number,
  transactionOn: '2026-03-01',
  description: `Verifikat ${number}`,
  referenceType: null,
  referenceNumber: null,
  currency: 'SEK',
  rows: [aRow('1930', '125'), aRow('3001', '-100'), aRow('2611', '-25')],
  ...given,
})
