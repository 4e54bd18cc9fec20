import t from 'tap'
import { createPracticeStore } from '../../../connectors/fortnox/practice-store/index.ts'
import { practiseStore } from '../../../connectors/fortnox/practice-store/practise.ts'
import scenario, { size } from '../../../connectors/fortnox/practice-store/scenario.ts'
import { type Company, calm, openCompany, standStill } from './ask-fortnox.ts'

const since = '2026-11-20 13:00:00'

/** The keys of what was changed since the company opened. */
async function changed({ get }: Company, path: string, name: string, key: string): Promise<unknown[]> {
  const { body } = await get(`${path}?lastmodified=${encodeURIComponent(since)}`)
  return body[name].map((row: Record<string, unknown>) => row[key])
}

t.test('what is made or edited is told by lastmodified, with the company’s own time', async t => {
  const company = await openCompany(t)
  const { store } = company
  const articles = () => changed(company, 'articles', 'Articles', 'ArticleNumber')
  t.strictSame(await articles(), [])
  const made = store.createArticle()
  store.editArticle('LJUS/25', { description: 'Ljus till jul' })
  t.strictSame((await articles()).sort(), ['LJUS/25', made.number].sort())
  const customer = store.createCustomer()
  t.strictSame(await changed(company, 'customers', 'Customers', 'CustomerNumber'), [customer.number])
  const order = store.createOrder()
  t.strictSame(await changed(company, 'orders', 'Orders', 'DocumentNumber'), [String(order.number)])
  t.match(order, { day: '2026-11-20', invoiceNumber: 0 })
  store.renameAccount(1, 1930, 'Bankkonto')
  t.strictSame(await changed(company, 'accounts', 'Accounts', 'Number'), [1930])
  const { series, number } = store.createVoucher()
  t.equal(series, 'A')
  t.strictSame(await changed(company, 'vouchers', 'Vouchers', 'VoucherNumber'), [number])
})

t.test('what is not told by lastmodified stands in the list all the same', async t => {
  const company = await openCompany(t)
  const { store, get } = company
  store.setStock('A1001', 4711)
  t.strictSame(await changed(company, 'articles', 'Articles', 'ArticleNumber'), [])
  t.equal((await get('articles?articlenumber=A1001')).body.Articles[0].QuantityInStock, '4711')
  const order = store.state.orders[3]!
  const before = (await get(`orders/${order.number}`)).body.Order.Total
  store.editOrderQuietly(order.number)
  t.strictSame(await changed(company, 'orders', 'Orders', 'DocumentNumber'), [])
  t.not((await get(`orders/${order.number}`)).body.Order.Total, before)
  const { number } = store.state.invoices.find(one => one.voucher !== null && !one.credit && one.creditReference === 0)!
  store.moveQuietly('2')
  t.match((await get('customers/2')).body.Customer.Address1, /^Nygatan/)
  t.strictSame(await changed(company, 'customers', 'Customers', 'CustomerNumber'), [])
  t.ok((await get(`invoices/${number}`)).body.Invoice.Booked)
})

t.test('an order is invoiced, booked, paid in two parts and taken back', async t => {
  const { store, get } = await openCompany(t)
  const order = store.createOrder()
  const invoice = store.createInvoiceOf(order.number)!
  const read = async () => (await get(`invoices/${invoice.number}`)).body.Invoice
  t.match(await read(), { Booked: false, VoucherNumber: null, OrderReference: String(order.number) })
  t.equal((await get(`orders/${order.number}`)).body.Order.InvoiceReference, String(invoice.number))
  t.equal(store.createInvoiceOf(order.number), null, 'once')
  t.notOk(store.cancelOrder(order.number), 'what is invoiced is not cancelled')
  t.notOk(store.payInvoice(invoice.number), 'nor what is not booked paid')
  t.ok(store.bookInvoice(invoice.number))
  t.notOk(store.cancelInvoice(invoice.number), 'and what is booked is taken back')
  t.ok(store.payInvoice(invoice.number, 0.5))
  const half = await read()
  t.ok(half.Balance > 0 && half.Balance < half.Total && half.FinalPayDate === null)
  t.ok(store.payInvoice(invoice.number))
  t.match(await read(), { Booked: true, Balance: 0, FinalPayDate: '2026-11-20' })
  const other = store.createInvoice()
  store.bookInvoice(other.number)
  const note = store.creditInvoice(other.number)!
  t.match((await get(`invoices/${note.number}`)).body.Invoice, {
    ...{ Credit: 'true', CreditInvoiceReference: String(other.number), Booked: true },
  })
  t.equal(store.creditInvoice(other.number), null)
  t.equal(store.creditInvoice(note.number), null)
})

t.test('orders and invoices are cancelled, and stay where they are', async t => {
  const { store, get } = await openCompany(t)
  const [order, invoice] = [store.createOrder(), store.createInvoice()]
  t.ok(store.cancelOrder(order.number) && store.cancelInvoice(invoice.number))
  t.equal((await get(`orders/${order.number}`)).body.Order.Cancelled, true)
  t.match((await get(`invoices/${invoice.number}`)).body.Invoice, { Cancelled: true, Balance: 0 })
  t.notOk(store.cancelOrder(order.number))
})

t.test('a document keeps what its customer was when it was made', async t => {
  const { store, get } = await openCompany(t)
  const { number, customerNumber } = store.createOrder()
  const read = async () => (await get(`orders/${number}`)).body.Order
  const before = await read()
  store.editCustomer(customerNumber, { address: 'Nygatan 1', email: 'ny@example.se' })
  t.strictSame(await read(), before)
  t.equal((await get(`customers/${customerNumber}`)).body.Customer.Address1, 'Nygatan 1')
  store.deleteCustomer(customerNumber)
  t.strictSame(await read(), before)
})

t.test('what is deleted is gone without a word, and a customer’s number with it', async t => {
  const company = await openCompany(t)
  const { store, get } = company
  t.ok(store.deleteArticle('A1001'))
  t.equal((await get('articles/A1001')).status, 404)
  t.strictSame(await changed(company, 'articles', 'Articles', 'ArticleNumber'), [])
  const { number } = store.createCustomer()
  t.ok(store.deleteCustomer(number))
  t.equal((await get(`customers/${number}`)).status, 404)
  t.not(store.createCustomer().number, number)
  t.notOk(store.deleteArticle('A1001') || store.deleteCustomer(number))
})

t.test('a voucher is corrected by striking out, and only the last one that was entered by hand is deleted', async t => {
  const { store, get } = await openCompany(t)
  const [first, last] = [store.createVoucher(), store.createVoucher()]
  t.ok(store.correctVoucher(first))
  const { Voucher } = (await get(`vouchers/A/${first.number}?financialyear=1`)).body
  t.strictSame(
    Voucher.VoucherRows.map((row: { Removed: boolean }) => row.Removed),
    [true, true, false, false],
  )
  t.notOk(store.deleteVoucher(first))
  t.ok(store.deleteVoucher(last))
  t.equal((await get(`vouchers/A/${last.number}?financialyear=1`)).status, 404)
  const booked = store.state.vouchers.findLast(one => one.series === 'B')!
  t.notOk(store.deleteVoucher(booked))
  t.notOk(store.deleteAccount(1, 1510), 'nor an account in use')
  const account = store.createAccount(1)
  t.ok(store.deleteAccount(1, account.number))
})

t.test('the same seed gives the same company', async t => {
  const make = () => createPracticeStore({ clock: standStill('2026-11-20T12:00:00Z'), seed: 3, limit: calm }).state
  const { articles, customers, orders, invoices, vouchers } = make()
  const again = make()
  t.strictSame(
    { articles, customers, orders, invoices, vouchers },
    {
      ...{ articles: again.articles, customers: again.customers, orders: again.orders },
      ...{ invoices: again.invoices, vouchers: again.vouchers },
    },
  )
  t.notSame(createPracticeStore({ clock: standStill('2026-11-20T12:00:00Z'), seed: 4 }).state.orders, orders)
})

t.test('the contract kit can do to every kind of record what people do', async t => {
  const clock = standStill('2026-11-20T12:00:00Z')
  const store = createPracticeStore({ ...size, clock })
  const practised = practiseStore(store)
  for (const entity of ['products', 'stock', 'customers', 'orders', 'invoices', 'accounts', 'vouchers'] as const) {
    const before = practised.records(entity)
    t.ok(before.length > 100, `three pages of ${entity}`)
    const { externalId } = before[0]!
    t.ok(practised.touch(entity, externalId, new Date('2026-11-01T08:00:00Z')))
    const find = (id: string) => practised.records(entity).find(one => one.externalId === id)
    t.match(find(externalId), { modifiedAt: null, changedAt: '2026-11-01T08:00:00.000Z' })
    const made = practised.create(entity)
    t.ok(made !== null && find(made), `one of ${entity} is made`)
    t.equal(practised.records(entity).length, before.length + 1)
    t.notOk(practised.trash(entity, externalId) || practised.hide(entity, [externalId]))
    if (['orders', 'invoices'].includes(entity)) t.notOk(practised.remove(entity, externalId))
    else t.ok(practised.remove(entity, made!) && !find(made!), `one of ${entity} is taken away`)
  }
  for (const entity of ['products', 'customers', 'orders', 'invoices', 'accounts', 'vouchers'] as const) {
    const before = JSON.stringify(store.state)
    for (const { externalId, changedAt } of practised.records(entity).slice(0, 3)) {
      t.ok(practised.changeQuietly(entity, externalId), `one of ${entity} is changed without a word`)
      t.equal(practised.records(entity).find(one => one.externalId === externalId)?.changedAt, changedAt)
    }
    t.not(JSON.stringify(store.state), before)
  }
  t.notOk(practised.touch('shipments', '1'), 'of what there is not, nothing')
  t.strictSame(practised.sideEffects, [])
})

t.test('the kit’s company lets its credential in', async t => {
  const store = scenario.start()
  const { accessToken, secret, tenantId } = scenario.values('http://x') as Record<string, string>
  const url = new URL('http://x/oauth-v1/token')
  const headers = {
    ...{ authorization: `Basic ${btoa(`${accessToken}:${secret}`)}`, tenantid: tenantId },
    'content-type': 'application/x-www-form-urlencoded',
  }
  const body = 'grant_type=client_credentials'
  const answer = await store.answer({
    ...{ method: 'POST', url, path: url.pathname, query: url.searchParams, headers, body, at: 0 },
  })
  t.equal(answer.status ?? 200, 200)
})
