import { z } from 'zod'
import { type CanonicalInput, toAccountId } from '../../../src/sdk/index.ts'
import { FinancialYear } from '../facts.ts'
import { carried } from './money.ts'
import { RawAmount, RawFlag, RawKey, RawText } from './raw.ts'
import { isSet, metaOf, referenceOf, textOf } from './values.ts'

/** A row of `GET /3/accounts?financialyear=`, with its year and what the year’s SIE file says it began and ended with. */
export const RawAccount = z.looseObject({
  Number: RawKey,
  Description: RawText,
  Active: RawFlag,
  SRU: RawText,
  VATCode: RawText,
  BalanceBroughtForward: RawAmount,
  CostCenter: RawText,
  Project: RawText,
  koppla_year: FinancialYear,
  /** Null: there is no file. */
  koppla_balances: z.object({ opening: RawAmount, closing: RawAmount }).nullable(),
})
export type RawAccount = z.output<typeof RawAccount>

/** A file leaves out what is 0. Fortnox keeps all books in kronor. */
export function mapAccount(raw: RawAccount): CanonicalInput<'accounts'> {
  const { koppla_year: year, koppla_balances: told } = raw
  return {
    ...{ externalId: toAccountId(year.id, raw.Number), createdAt: null, modifiedAt: null },
    ...{ yearExternalId: year.id, yearFrom: year.from, yearTo: year.to },
    number: raw.Number,
    description: textOf(raw.Description) ?? '',
    active: isSet(raw.Active),
    sruCode: referenceOf(raw.SRU),
    vatCode: textOf(raw.VATCode),
    openingBalance: carried(raw.BalanceBroughtForward) ?? (told && (carried(told.opening) ?? '0')),
    closingBalance: told && (carried(told.closing) ?? '0'),
    currency: 'SEK',
    meta: metaOf({ cost_centre: textOf(raw.CostCenter), project: textOf(raw.Project) }),
  }
}
