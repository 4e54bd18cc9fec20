import { Day, ExternalId } from './values.ts'

/** Accounts, and the numbers of vouchers, belong to one financial year, which need not be a calendar year. */
export const yearShape = {
  /** The system's own id of the year; not in the order of time. */
  yearExternalId: ExternalId,
  yearFrom: Day,
  /** Its last day. */
  yearTo: Day,
}

/** An account's external id: `2/1930`. */
export const toAccountId = (yearExternalId: string | number, number: string | number): string =>
  `${yearExternalId}/${number}`

/** A voucher's external id, by which an invoice names what it was booked by: `2/A/17`. */
export const toVoucherId = (yearExternalId: string | number, series: string, number: string | number): string =>
  `${yearExternalId}/${series}/${number}`
