/** What is read of Fortnox, and nothing else: some of its GETs send e-mails and invoices. */
export const resources = {
  articles: { list: 'Articles', one: 'Article', key: 'ArticleNumber', scope: 'article' },
  customers: { list: 'Customers', one: 'Customer', key: 'CustomerNumber', scope: 'customer' },
  orders: { list: 'Orders', one: 'Order', key: 'DocumentNumber', scope: 'order' },
  invoices: { list: 'Invoices', one: 'Invoice', key: 'DocumentNumber', scope: 'invoice' },
  accounts: { list: 'Accounts', one: 'Account', key: 'Number', scope: 'bookkeeping' },
  vouchers: { list: 'Vouchers', one: 'Voucher', key: ['VoucherSeries', 'VoucherNumber'], scope: 'bookkeeping' },
  financialyears: { list: 'FinancialYears', one: 'FinancialYear', key: 'Id', scope: 'bookkeeping' },
  voucherseries: { list: 'VoucherSeriesCollection', one: 'VoucherSeries', key: 'Code', scope: 'bookkeeping' },
  currencies: { list: 'Currencies', one: 'Currency', key: 'Code', scope: 'currency' },
} as const

export type Resource = keyof typeof resources

/** Where a key has two parts it is written with a slash between them: `A/17`. The first may have one of its own. */
export const partsOf = (resource: Resource, key: string): readonly string[] =>
  typeof resources[resource].key === 'string' ? [key] : [key.replace(/\/[^/]*$/, ''), key.replace(/^.*\//s, '')]

/** Answers that are one thing and no list. */
export const singles = {
  companyinformation: { one: 'CompanyInformation', scope: 'companyinformation' },
  'settings/lockedperiod': { one: 'LockedPeriod', scope: 'settings' },
} as const

export type Single = keyof typeof singles

export const scopeOf = (route: Resource | Single): string =>
  route in resources ? resources[route as Resource].scope : singles[route as Single].scope
