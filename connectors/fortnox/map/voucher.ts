import { z } from 'zod'
import { type CanonicalInput, toVoucherId } from '../../../src/sdk/index.ts'
import { FinancialYear } from '../facts.ts'
import { dayStart } from '../swedish-time.ts'
import { amountOf, carried, decimalOf } from './money.ts'
import { RawAmount, RawFlag, RawKey, RawText } from './raw.ts'
import { dayOf, isSet, metaOf, referenceOf, textOf } from './values.ts'

const RawRow = z.looseObject({
  Account: RawKey,
  Debit: RawAmount,
  Credit: RawAmount,
  TransactionInformation: RawText,
  CostCenter: RawText,
  Project: RawText,
  Quantity: RawAmount,
  /** Struck out by a correction: it is still told and does not count. */
  Removed: RawFlag,
})
type RawRow = z.output<typeof RawRow>

/** A row of `GET /3/vouchers?financialyear=` with its year, and what it booked: as the record itself or the year’s SIE file tells it. */
export const RawVoucher = z.looseObject({
  VoucherSeries: RawKey,
  VoucherNumber: RawKey,
  TransactionDate: RawText,
  Description: RawText,
  Comments: RawText,
  ReferenceType: RawText,
  ReferenceNumber: RawText,
  ApprovalState: RawText,
  VoucherRows: z.array(RawRow),
  koppla_year: FinancialYear,
})
export type RawVoucher = z.output<typeof RawVoucher>

type Voucher = CanonicalInput<'vouchers'>

/** From either source the same. Fortnox keeps all books in kronor. */
export function mapVoucher(raw: RawVoucher): Voucher {
  const { koppla_year: year, VoucherSeries: series, VoucherNumber: number } = raw
  const day = dayOf(raw.TransactionDate)
  return {
    externalId: toVoucherId(year.id, series, number),
    ...{ createdAt: dayStart(day), modifiedAt: null },
    ...{ yearExternalId: year.id, yearFrom: year.from, yearTo: year.to, series, number },
    transactionOn: day ?? '',
    description: textOf(raw.Description) ?? '',
    ...bookedOf(raw),
    currency: 'SEK',
    rows: raw.VoucherRows.filter(row => !isSet(row.Removed)).map(mapRow),
    meta: metaOf({ approval_state: textOf(raw.ApprovalState), comments: textOf(raw.Comments) }),
  }
}

/** What was entered by hand stands for itself. */
function bookedOf({ ReferenceType, ReferenceNumber }: RawVoucher): Pick<Voucher, 'referenceType' | 'referenceNumber'> {
  const type = textOf(ReferenceType)
  return { referenceType: type === 'MANUAL' ? null : type, referenceNumber: referenceOf(ReferenceNumber) }
}

/** A file has one amount for both, and a text in one line: so both are told in that way. */
function mapRow(row: RawRow): Voucher['rows'][number] {
  const amount = amountOf(row.Debit) - amountOf(row.Credit)
  const quantity = amountOf(row.Quantity)
  return {
    accountNumber: row.Account,
    debit: amount > 0n ? decimalOf(amount) : '0',
    credit: amount < 0n ? decimalOf(-amount) : '0',
    description:
      textOf(row.TransactionInformation)
        ?.replace(/[\s\p{Cc}]+/gu, ' ')
        .trim() ?? null,
    costCentre: textOf(row.CostCenter),
    project: referenceOf(row.Project),
    quantity: quantity === 0n ? null : carried(row.Quantity),
  }
}
