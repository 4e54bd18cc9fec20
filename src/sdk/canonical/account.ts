import { z } from 'zod'
import { yearShape } from './financial-year.ts'
import { Currency, Decimal, recordShape, Text } from './values.ts'

/** An account of the books in one financial year; the next year has its own of the same number. `externalId`: see `toAccountId`. */
export const Account = z.object({
  ...recordShape,
  ...yearShape,
  number: Text,
  description: Text,
  /** False: nothing may be booked on it. */
  active: z.boolean(),
  /** Where it belongs in the tax return. */
  sruCode: Text.nullable(),
  vatCode: Text.nullable(),
  /** On the year's first day; debit is positive, credit negative. Null: the system does not tell. */
  openingBalance: Decimal.nullable(),
  /** As the system told it when the account was read: what is booked later does not move it. Null: it does not tell. */
  closingBalance: Decimal.nullable(),
  /** Of the books. */
  currency: Currency,
  meta: z.record(z.string(), z.unknown()).default({}),
})
