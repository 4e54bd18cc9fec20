import { z } from 'zod'
import { yearShape } from './financial-year.ts'
import { Currency, Day, Decimal, recordShape, Text } from './values.ts'

/** As it counts: rows that were struck out in the system are left out. */
export const VoucherRow = z.object({
  accountNumber: Text,
  debit: Decimal,
  credit: Decimal,
  /** What the row is for; not the account's name. */
  description: Text.nullable(),
  costCentre: Text.nullable(),
  project: Text.nullable(),
  quantity: Decimal.nullable(),
})

/**
 * What was booked on a day. Its debit equals its credit to the last decimal; one that does not balance is set aside.
 * `externalId`: see `toVoucherId`.
 */
export const Voucher = z.object({
  ...recordShape,
  ...yearShape,
  series: Text,
  /** Of its series in its year. */
  number: Text,
  transactionOn: Day,
  description: Text,
  /** What it books, in the system's own word: `INVOICE`; with its number. Null: it stands for itself, or nothing is told. */
  referenceType: Text.nullable(),
  referenceNumber: Text.nullable(),
  /** Of the books. */
  currency: Currency,
  rows: z.array(VoucherRow),
  meta: z.record(z.string(), z.unknown()).default({}),
})
