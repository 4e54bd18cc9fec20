import type { TFunction } from 'i18next'
import type { Texts } from '../texts/en.ts'

type KnownType = keyof Texts['data']['vouchers']['referenceTypes']

/** `2/A/17`, by which an invoice names what it was booked by, as a person says it: `A 17`. Else as it is. */
export const voucherName = (externalId: string): string => externalId.replace(/^[^/]+\/([^/]+)\/([^/]+)$/, '$1 $2')

/** What a voucher books; the system's own word where we know no other. */
export const referenceTypeName = (t: TFunction, type: string): string =>
  t(`data.vouchers.referenceTypes.${type as KnownType}`, { defaultValue: type })
