import { z } from 'zod'
import { pageOf, plainText, TrueOrFalse } from './common.ts'
import { Amount, Anything, Day, detailed, RecordQuery, record, Search, Text } from './record.ts'

const year = {
  yearExternalId: z.string().describe('The system’s own id of the financial year that it belongs to.'),
  yearFrom: Day,
  yearTo: Day.describe('The last day of the year.'),
}

export const AccountItem = z
  .object({
    ...record,
    ...year,
    number: z.string(),
    description: z.string(),
    active: z.boolean().describe('false: nothing may be booked on it.'),
    sruCode: Text.describe('Where it belongs in the tax return.'),
    vatCode: Text,
    openingBalance: Amount.nullable().describe('Debit is positive; null: the system does not tell.'),
    closingBalance: Amount.nullable().describe('As the system told it when the account was read.'),
    currency: z.string(),
  })
  .meta({ id: 'AccountItem' })

export const AccountDetail = AccountItem.extend({ ...detailed, meta: Anything }).meta({ id: 'Account' })

export const AccountQuery = RecordQuery.extend({
  q: Search.describe('Words that begin with these: number, description, SRU code.'),
  yearExternalId: plainText(200).optional(),
  number: plainText(200).optional(),
  active: TrueOrFalse.optional(),
})

export const VoucherItem = z
  .object({
    ...record,
    ...year,
    series: z.string(),
    number: z.string().describe('Of its series in its year.'),
    transactionOn: Day,
    description: z.string(),
    referenceType: Text.describe('What it books, in the system’s own word.'),
    referenceNumber: Text,
    currency: z.string(),
    total: Amount.describe('The sum of its debit, which is that of its credit.'),
  })
  .meta({ id: 'VoucherItem' })

const VoucherRowShown = z.object({
  accountNumber: z.string(),
  accountDescription: Text.describe('null: the account is not here.'),
  debit: Amount,
  credit: Amount,
  description: Text,
  costCentre: Text,
  project: Text,
  quantity: Amount.nullable(),
})

export const VoucherDetail = VoucherItem.extend({
  ...detailed,
  meta: Anything,
  rows: z.array(VoucherRowShown),
}).meta({ id: 'Voucher' })

export const VoucherQuery = RecordQuery.extend({
  q: Search.describe('Words that begin with these: series and number, description, what rows are for, reference.'),
  yearExternalId: plainText(200).optional(),
  series: plainText(50).optional(),
  number: plainText(200).optional(),
  transactionFrom: Day.optional().describe('Of this day or after.'),
  transactionBefore: Day.optional().describe('Of before this day.'),
  accountNumber: plainText(50).optional().describe('Only those with a row on this account.'),
})

export const accountPage = pageOf(AccountItem)
export const voucherPage = pageOf(VoucherItem)
