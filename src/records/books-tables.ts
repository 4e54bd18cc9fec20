import type { CanonicalRecord } from '../sdk/index.ts'
import { proveVoucher } from './money.ts'
import { searchText } from './search-text.ts'
import type { RecordTable } from './table.ts'

const year = { year_external_id: 'text', year_from: 'date', year_to: 'date' } as const

export const accounts: RecordTable = {
  table: 'accounts',
  columns: {
    ...year,
    number: 'text',
    description: 'text',
    active: 'boolean',
    sru_code: 'text',
    vat_code: 'text',
    opening_balance: 'numeric',
    closing_balance: 'numeric',
    currency: 'text',
    meta: 'jsonb',
  },
  search: record => {
    const { number, description, sruCode } = record as CanonicalRecord<'accounts'>
    return searchText([description], [number, sruCode])
  },
  children: [],
}

export const vouchers: RecordTable = {
  table: 'vouchers',
  columns: {
    ...year,
    series: 'text',
    number: 'text',
    transaction_on: 'date',
    description: 'text',
    reference_type: 'text',
    reference_number: 'text',
    currency: 'text',
    total: 'numeric',
    meta: 'jsonb',
  },
  derive: record => ({ total: proveVoucher(record as CanonicalRecord<'vouchers'>).total }),
  refuse: record => proveVoucher(record as CanonicalRecord<'vouchers'>).refusal,
  search: record => {
    const { series, number, description, referenceNumber, rows } = record as CanonicalRecord<'vouchers'>
    return searchText([description, ...rows.map(row => row.description)], [`${series} ${number}`, referenceNumber])
  },
  children: [
    {
      property: 'rows',
      table: 'voucher_rows',
      parent: 'voucher_id',
      keys: ['position'],
      mayRepeat: true,
      columns: {
        position: 'int',
        account_number: 'text',
        debit: 'numeric',
        credit: 'numeric',
        description: 'text',
        cost_centre: 'text',
        project: 'text',
        quantity: 'numeric',
      },
    },
  ],
}
