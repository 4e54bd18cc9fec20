import { changedBy } from './changed-by-run.ts'
import { money } from './decimal-sql.ts'
import type { ListSource } from './list.ts'
import { record, recordFilters } from './sources.ts'

const year = { yearExternalId: 't.year_external_id', yearFrom: 't.year_from::text', yearTo: 't.year_to::text' }

/** The chart of accounts. */
export const accountList: ListSource = {
  table: 'accounts',
  columns: {
    ...record,
    ...year,
    number: 't.number',
    description: 't.description',
    active: 't.active',
    sruCode: 't.sru_code',
    vatCode: 't.vat_code',
    openingBalance: money('t.opening_balance'),
    closingBalance: money('t.closing_balance'),
    currency: 't.currency',
  },
  order: { column: 'number', direction: 'asc', type: 'text' },
  filters: {
    ...recordFilters,
    ...changedBy('accounts'),
    yearExternalId: 't.year_external_id = ?',
    number: 't.number = ?',
    active: 't.active = ?::boolean',
  },
}

export const voucherList: ListSource = {
  table: 'vouchers',
  columns: {
    ...record,
    ...year,
    series: 't.series',
    number: 't.number',
    transactionOn: 't.transaction_on::text',
    description: 't.description',
    referenceType: 't.reference_type',
    referenceNumber: 't.reference_number',
    currency: 't.currency',
    total: money('t.total'),
  },
  order: { column: 'transaction_on', direction: 'desc', type: 'date' },
  filters: {
    ...recordFilters,
    ...changedBy('vouchers'),
    yearExternalId: 't.year_external_id = ?',
    series: 't.series = ?',
    number: 't.number = ?',
    transactionFrom: 't.transaction_on >= ?::date',
    transactionBefore: 't.transaction_on < ?::date',
    accountNumber: 'EXISTS (SELECT FROM voucher_rows r WHERE r.voucher_id = t.id AND r.account_number = ?)',
  },
}
