import { balancesOf } from './balances.ts'
import { yearOf } from './ledger.ts'
import { amount } from './money.ts'
import { notFound } from './refusals.ts'
import { type Call, defineResource, urlOf } from './resource.ts'
import type { Account, FinancialYear, Voucher } from './state.ts'
import { dayOf } from './sweden.ts'

/** The one that is asked for, by its id; otherwise the one that its user is in. Inferred: today’s. */
export function yearAsked({ state, query }: Call): number {
  const asked = query.get('financialyear')
  return asked === null ? yearOf(state, dayOf(state.clock.now().getTime())).id : Number(asked)
}

/** Without a year a list of vouchers is of this year. Inferred, as for accounts. */
const ofYear = <Row extends { readonly yearId: number }>(rows: readonly Row[], call: Call): Row[] => {
  const yearId = yearAsked(call)
  return rows.filter(one => one.yearId === yearId)
}

const showAccount = (account: Account, { state }: Call) => ({
  '@url': urlOf(`accounts/${account.number}?financialyear=${account.yearId}`),
  Active: account.active,
  BalanceBroughtForward: amount(balancesOf(state, account.yearId).get(account.number)?.in ?? 0),
  ...{ CostCenter: '', CostCenterSettings: 'ALLOWED', Description: account.description, Number: account.number },
  ...{ Project: '', ProjectSettings: 'ALLOWED', SRU: account.sru },
  VATCode: account.vatCode === '' ? null : account.vatCode,
  Year: account.yearId,
})

/** Whoever leaves out the year is given the account of another one, and nothing says so. */
export const accounts = defineResource<Account>({
  ...{ path: 'accounts', list: 'Accounts', one: 'Account', scope: 'bookkeeping', missing: notFound.account },
  rows: call => ofYear(call.state.accounts, call),
  showListed: showAccount,
  show: (account, call) => ({
    ...showAccount(account, call),
    BalanceCarriedForward: amount(balancesOf(call.state, account.yearId).get(account.number)?.out ?? 0),
    ...{ OpeningQuantities: [], QuantitySettings: 'ALLOWED', QuantityUnit: '', TransactionInformation: '' },
    TransactionInformationSettings: 'ALLOWED',
  }),
  find: (call, [number, ...more]) =>
    more.length === 0 ? ofYear(call.state.accounts, call).find(one => String(one.number) === number) : undefined,
  fields: { sru: one => String(one.sru) },
  parameters: ['financialyear'],
  modified: one => one.modified,
  sorts: { number: one => one.number },
})

const showVoucher = (voucher: Voucher) => ({
  '@url': urlOf(`vouchers/${voucher.series}/${voucher.number}?financialyear=${voucher.yearId}`),
  ...{ ApprovalState: 0, Comments: voucher.comments === '' ? null : voucher.comments },
  Description: voucher.description,
  ReferenceNumber: voucher.referenceNumber,
  ReferenceType: voucher.referenceType,
  TransactionDate: voucher.day,
  VoucherNumber: voucher.number,
  VoucherSeries: voucher.series,
  Year: voucher.yearId,
})

export const vouchers = defineResource<Voucher>({
  ...{ path: 'vouchers', list: 'Vouchers', one: 'Voucher', scope: 'bookkeeping', missing: notFound.other },
  rows: call => ofYear(call.state.vouchers, call),
  showListed: showVoucher,
  show: (voucher, { state }) => ({
    ...showVoucher(voucher),
    ...{ CostCenter: '', Project: '' },
    VoucherRows: voucher.rows.map(({ account, debit, credit, info, removed }) => ({
      ...{ Account: account, CostCenter: '', Credit: amount(credit) },
      Description: state.accounts.find(one => one.number === account)?.description ?? '',
      ...{ Debit: amount(debit), Project: '', Quantity: 0, Removed: removed, TransactionInformation: info },
    })),
  }),
  find: (call, [series, number, ...more]) =>
    more.length === 0
      ? ofYear(call.state.vouchers, call).find(one => one.series === series && String(one.number) === number)
      : undefined,
  fields: { voucherseries: one => one.series },
  parameters: ['financialyear'],
  day: one => one.day,
  modified: one => one.modified,
})

const showYear = (year: FinancialYear) => ({
  '@url': urlOf(`financialyears/${year.id}`),
  ...{ Id: year.id, FromDate: year.from, ToDate: year.to },
  ...{ AccountChartType: 'Bas 2014', AccountingMethod: year.method },
})

/** In the order of their ids, which is not that of time. Looked up by `date`: no year is an empty list. */
export const financialYears = defineResource<FinancialYear>({
  ...{ path: 'financialyears', list: 'FinancialYears', one: 'FinancialYear', scope: 'bookkeeping' },
  missing: notFound.other,
  rows: ({ state, query }) => {
    const date = query.get('date')
    const kept = state.years.filter(year => date === null || (year.from <= date && date <= year.to))
    return kept.sort((a, b) => a.id - b.id)
  },
  ...{ showListed: showYear, show: showYear },
  find: ({ state }, [id, ...more]) =>
    more.length === 0 ? state.years.find(year => String(year.id) === id) : undefined,
  parameters: ['date'],
})

interface Series {
  readonly code: string
  readonly description: string
  readonly manual: boolean
  readonly yearId: number
  readonly next: number
}

const kinds = [
  ['A', 'Redovisning', true],
  ['B', 'Kundfakturor', false],
  ['C', 'Inbetalningar', false],
] as const

function seriesOf(call: Call): Series[] {
  const yearId = yearAsked(call)
  return kinds.map(([code, description, manual]) => {
    const next = (call.state.lastVouchers.get(`${yearId}/${code}`) ?? 0) + 1
    return { code, description, manual, yearId, next }
  })
}

const showSeries = (series: Series) => ({
  '@url': urlOf(`voucherseries/${series.code}?financialyear=${series.yearId}`),
  ...{ Approver: null, Code: series.code, Description: series.description, Manual: series.manual },
  ...{ NextVoucherNumber: series.next, Year: series.yearId },
})

/** The one list that is not called by the name of what is in it. */
export const voucherSeries = defineResource<Series>({
  ...{ path: 'voucherseries', list: 'VoucherSeriesCollection', one: 'VoucherSeries', scope: 'bookkeeping' },
  missing: notFound.other,
  rows: seriesOf,
  ...{ showListed: showSeries, show: showSeries },
  find: (call, [code]) => seriesOf(call).find(one => one.code === code),
  parameters: ['financialyear'],
})
