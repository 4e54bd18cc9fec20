import { z } from 'zod'
import { plainText, TrueOrFalse } from './common.ts'
import { Amount, Day, Text } from './record.ts'

const BookYear = z
  .object({
    yearExternalId: z.string(),
    from: Day,
    to: Day,
    accounts: z.number().describe('How many of them are here.'),
    vouchers: z.number().describe('How many of them are here.'),
    currency: z.string(),
    setAside: z
      .number()
      .describe('Accounts and vouchers of it that could not be kept, and those of which no year can be told.'),
  })
  .meta({ id: 'BookYear' })

export const BooksShown = z
  .object({
    company: z.string(),
    organisationNumber: Text,
    years: z.array(BookYear).describe('The latest first.'),
    setAside: z
      .number()
      .describe('Of all years: accounts and vouchers that could not be kept. The books here lack them.'),
  })
  .meta({ id: 'Books' })

export const YearQuery = z.strictObject({
  yearExternalId: plainText(200).optional().describe('Default: the year that today is in, else the latest.'),
})
export const BalancesQuery = YearQuery.extend({
  all: TrueOrFalse.optional().describe('true: accounts that say nothing too.'),
})

const sums = {
  opening: Amount.nullable().describe('null: the system does not tell.'),
  debit: Amount,
  credit: Amount,
  change: Amount.describe('Debit less credit.'),
  closing: Amount.nullable().describe('Opening and change.'),
}

const AccountBalance = z.object({
  number: z.string(),
  description: Text.describe('null: the account is not here, though it is booked on.'),
  sruCode: Text,
  ...sums,
  closingTold: Amount.nullable().describe('As the system told it when the account was read.'),
  months: z
    .array(
      z.object({
        month: z.string().describe('2026-03'),
        debit: Amount,
        credit: Amount,
        change: Amount,
        closing: Amount.nullable(),
      }),
    )
    .describe('Those in which it moved.'),
})

export const BalancesShown = z
  .object({
    year: BookYear,
    months: z.array(z.string()).describe('All of the year.'),
    accounts: z.array(AccountBalance),
    classes: z
      .array(z.object({ digit: z.string(), ...sums }))
      .describe('Sums of all accounts whose numbers begin with a digit.'),
    totals: z.object({ opening: Amount, debit: Amount, credit: Amount }),
  })
  .meta({ id: 'Balances' })
