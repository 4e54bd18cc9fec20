import t from 'tap'
import { openCompany, standStill } from './ask-fortnox.ts'

const numbersOf = (rows: readonly Record<string, unknown>[], key: string) => rows.map(row => row[key])
const badParameter = { status: 400, body: { ErrorInformation: { code: 2000588 } } }

t.test('a list has its name, its rows and its numbers; an empty one no pages', async t => {
  const { get } = await openCompany(t, { orders: 6 })
  const { body } = await get('orders')
  t.strictSame(Object.keys(body), ['MetaInformation', 'Orders'])
  t.strictSame(body.MetaInformation, { '@TotalResources': 6, '@TotalPages': 1, '@CurrentPage': 1 })
  t.strictSame((await get('articles?description=nothing')).body, {
    MetaInformation: { '@TotalResources': 0, '@TotalPages': 0, '@CurrentPage': 1 },
    Articles: [],
  })
  const lists = {
    ...{ customers: 'Customers', invoices: 'Invoices', invoicepayments: 'InvoicePayments', accounts: 'Accounts' },
    ...{ vouchers: 'Vouchers', voucherseries: 'VoucherSeriesCollection', financialyears: 'FinancialYears' },
    ...{ currencies: 'Currencies', predefinedaccounts: 'PreDefinedAccounts' },
  }
  for (const [path, name] of Object.entries(lists))
    t.ok(Array.isArray((await get(path)).body[name]), `${path} are called ${name}`)
})

t.test('a page is a hundred, five hundred at most, and begins at a page or a row', async t => {
  const { get, store } = await openCompany(t, { articles: 230, orders: 2 })
  const numbers = store.state.articles.map(one => one.number)
  const page = async (query: string) => numbersOf((await get(`articles?${query}`)).body.Articles, 'ArticleNumber')
  t.strictSame(await page(''), numbers.slice(0, 100))
  t.strictSame(await page('page=3'), numbers.slice(200))
  t.strictSame(await page('page=4'), [])
  t.strictSame(await page('limit=500'), numbers)
  t.strictSame(await page('limit=20&page=2'), numbers.slice(20, 40))
  t.strictSame(await page('limit=20&offset=33'), numbers.slice(33, 53))
  t.strictSame((await get('articles?limit=20&page=2')).body.MetaInformation, {
    ...{ '@TotalResources': 230, '@TotalPages': 12, '@CurrentPage': 2 },
  })
  for (const wrong of ['limit=501', 'limit=0', 'page=0', 'page=two', 'offset=-1', 'sortorder=up', 'sortby=price'])
    t.match(await get(`articles?${wrong}`), badParameter, wrong)
})

t.test('what is not in small letters, or is not known, is refused', async t => {
  const { get } = await openCompany(t, { orders: 2 })
  for (const wrong of ['Page=2', 'LastModified=2026-01-01', 'colour=red', 'ean=1&colour=red'])
    t.match(await get(`articles?${wrong}`), badParameter, wrong)
  t.match(await get('articles?filter=blue'), { status: 400, body: { ErrorInformation: { code: 2000587 } } })
  t.match(await get('invoicepayments?filter=paid'), { status: 400, body: { ErrorInformation: { code: 2000587 } } })
  for (const sign of ['%3C', '%3E']) t.equal((await get(`articles?description=a${sign}b`)).status, 400, 'nor < and >')
})

t.test('some lists have one page whatever is asked for, some have no limit and no numbers', async t => {
  const { get } = await openCompany(t, { orders: 2 })
  for (const [path, name] of [
    ['costcenters', 'CostCenters'],
    ['projects', 'Projects'],
  ] as const) {
    const [first, second] = [(await get(`${path}?limit=2&page=1`)).body, (await get(`${path}?limit=2&page=2`)).body]
    t.equal(first.MetaInformation['@TotalPages'], 3, path)
    t.strictSame(second[name], first[name])
  }
  const terms = (await get('termsofdeliveries?limit=1')).body
  t.strictSame(Object.keys(terms), ['TermsOfDeliveries'])
  t.equal(terms.TermsOfDeliveries.length, 3)
})

t.test('a search finds parts of words, in whatever case', async t => {
  const { get } = await openCompany(t, { orders: 2 })
  const found = async (query: string) => numbersOf((await get(`articles?${query}`)).body.Articles, 'ArticleNumber')
  t.strictSame(await found('articlenumber=A100'), ['A100', 'A1001', '1A100'])
  t.strictSame(await found('articlenumber=ljus'), ['LJUS/25', 'VÄRMELJUS'])
  const both = await found('articlenumber=A100&description=nothing')
  t.strictSame(both, ['A100', 'A1001', '1A100'], 'of two fields one is minded')
})

t.test('filters keep what they say', async t => {
  const { get, store } = await openCompany(t, { articles: 80, customers: 60, orders: 60 })
  const { state } = store
  const total = async (path: string) => (await get(path)).body.MetaInformation['@TotalResources']
  const inactive = state.articles.filter(one => !one.active).length
  t.ok(inactive > 0)
  t.equal(await total('articles?filter=inactive'), inactive)
  t.equal(await total('articles?filter=active'), 80 - inactive)
  t.equal(await total('articles'), 80)
  state.hidesInactive = true
  t.equal(await total('articles'), 80 - inactive, 'or without them, which nobody knows')
  const kinds = ['cancelled', 'invoicecreated', 'invoicenotcreated']
  const orders = await Promise.all(kinds.map(kind => total(`orders?filter=${kind}`)))
  t.ok(orders.every(count => count > 0))
  t.equal(orders[0] + orders[1] + orders[2], 60)
  const states = ['cancelled', 'fullypaid', 'unpaid', 'unbooked']
  const invoices = await Promise.all(states.map(kind => total(`invoices?filter=${kind}`)))
  t.ok(invoices.every(count => count > 0))
  t.equal(invoices[0] + invoices[1] + invoices[2] + invoices[3], state.invoices.length)
})

t.test('lists are sorted as they are asked to be, and kept to days', async t => {
  const { get, store } = await openCompany(t, { orders: 40 })
  const rows = async (query: string) => (await get(`orders?${query}`)).body.Orders
  const totals = numbersOf(await rows('sortby=total'), 'Total')
  t.strictSame(
    totals,
    totals.toSorted((a, b) => Number(a) - Number(b)),
  )
  t.strictSame(numbersOf(await rows('sortby=total&sortorder=descending'), 'Total'), totals.toReversed())
  const [from, to] = [store.state.orders[10]!.day, store.state.orders[20]!.day]
  const days = numbersOf(await rows(`fromdate=${from}&todate=${to}`), 'OrderDate')
  t.strictSame(
    days,
    store.state.orders.map(one => one.day).filter(day => from <= day && day <= to),
  )
})

t.test('lastmodified is what a clock in Sweden shows, to the second, and includes it', async t => {
  const { get, store } = await openCompany(t, { clock: standStill('2026-07-01T10:00:00Z'), articles: 12, orders: 2 })
  store.editArticle('A100', {}, new Date('2026-07-01T09:30:15Z'))
  const found = async (since: string) =>
    numbersOf((await get(`articles?lastmodified=${encodeURIComponent(since)}`)).body.Articles, 'ArticleNumber')
  t.strictSame(await found('2026-07-01 11:30:15'), ['A100'], 'two hours ahead of UTC in summer')
  t.strictSame(await found('2026-07-01 11:30:16'), [])
  t.strictSame(await found('2026-07-01 11:30'), ['A100'])
  t.strictSame(await found('2026-07-01 11:31'), [])
  t.strictSame(await found('2026-07-01'), ['A100'])
  t.strictSame(await found('2026-07-02'), [])
  for (const wrong of ['2026-07-01T09:30:15Z', '2026-07-01 09:30:15+02:00', 'yesterday'])
    t.match(await get(`articles?lastmodified=${encodeURIComponent(wrong)}`), badParameter, wrong)
  t.equal((await get('financialyears?lastmodified=2026-07-01')).status, 400, 'years have none')
})

t.test('the hour that comes twice in autumn is one hour to it, the one that is left out in spring none', async t => {
  const { get, store } = await openCompany(t, { clock: standStill('2027-04-01T10:00:00Z'), articles: 12, orders: 2 })
  const found = async (since: string) =>
    (await get(`articles?articlenumber=A100&lastmodified=${encodeURIComponent(since)}`)).body.Articles.length
  store.editArticle('A100', {}, new Date('2026-10-25T01:10:00Z'))
  store.editArticle('A1001', {}, new Date('2026-01-01T00:00:00Z'))
  store.editArticle('1A100', {}, new Date('2026-01-01T00:00:00Z'))
  t.equal(await found('2026-10-25 02:10:00'), 1, 'it was saved at ten past two for the second time')
  t.equal(await found('2026-10-25 02:50:00'), 0, 'so who asks from ten to two of the first time misses it')
  store.editArticle('A100', {}, new Date('2027-03-28T01:10:00Z'))
  t.equal(await found('2027-03-28 02:30:00'), 1, 'ten past three: there was no half past two')
  t.equal(await found('2027-03-28 03:10:00'), 1)
  t.equal(await found('2027-03-28 03:11:00'), 0)
})

t.test('accounts and vouchers are of one year, and vouchers of a series and of days', async t => {
  const { get, store } = await openCompany(t, { orders: 60, vouchers: 30 })
  const { vouchers } = store.state
  for (const { id } of store.state.years) {
    const told = (await get(`vouchers?financialyear=${id}&limit=500`)).body.Vouchers
    const wanted = vouchers.filter(one => one.yearId === id)
    t.ok(wanted.length > 0)
    t.strictSame(
      told.map((one: Record<string, unknown>) => [one['VoucherSeries'], one['VoucherNumber'], one['Year']]),
      wanted.map(one => [one.series, one.number, id]),
    )
    t.equal(
      (await get(`vouchers?financialyear=${id}&voucherseries=A`)).body.MetaInformation['@TotalResources'],
      wanted.filter(one => one.series === 'A').length,
    )
  }
  t.strictSame((await get('vouchers?financialyear=99')).body.Vouchers, [])
  t.equal((await get('accounts/1930?financialyear=2')).body.Account.Year, 2)
  t.equal((await get('accounts/1930')).body.Account.Year, 1, 'another year where none is asked for')
})

t.test('a year is looked up by date, and ids are not in the order of time', async t => {
  const { get } = await openCompany(t, { clock: standStill('2026-11-20T12:00:00Z'), orders: 2 })
  const { FinancialYears } = (await get('financialyears')).body
  t.match(FinancialYears, [
    { Id: 1, FromDate: '2026-01-01', ToDate: '2026-12-31', AccountingMethod: 'ACCRUAL' },
    { Id: 2, FromDate: '2023-07-01', ToDate: '2024-12-31' },
    { Id: 3, FromDate: '2025-01-01', ToDate: '2025-12-31' },
  ])
  t.strictSame(numbersOf((await get('financialyears?date=2024-02-29')).body.FinancialYears, 'Id'), [2])
  t.strictSame((await get('financialyears?date=1999-01-01')).body.FinancialYears, [])
})
