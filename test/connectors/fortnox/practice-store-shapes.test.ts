import t from 'tap'
import { openCompany } from './ask-fortnox.ts'
import { recordedKeys } from './recorded-keys.ts'

const keysOf = (told: object) => Object.keys(told).sort()
const recorded = (name: string) => recordedKeys[name]!.split(' ').sort()
const typesOf = (told: Record<string, unknown>, names: readonly string[]) => names.map(name => typeof told[name])

t.test('every answer has the fields that were recorded, and no others', async t => {
  const { get } = await openCompany(t)
  const { Order } = (await get('orders/1')).body
  const { Invoice } = (await get('invoices/2')).body
  const told = {
    articles: (await get('articles')).body.Articles[1],
    Article: (await get('articles/A1001')).body.Article,
    customers: (await get('customers')).body.Customers[0],
    Customer: (await get('customers/1')).body.Customer,
    orders: (await get('orders')).body.Orders[0],
    ...{ Order, OrderRow: Order.OrderRows[0] },
    invoices: (await get('invoices')).body.Invoices[0],
    ...{ Invoice, InvoiceRow: Invoice.InvoiceRows[0] },
  }
  for (const [name, one] of Object.entries(told)) t.strictSame(keysOf(one), recorded(name), name)
})

t.test('what is text in a list is a number in the record', async t => {
  const { get } = await openCompany(t)
  const amounts = ['QuantityInStock', 'ReservedQuantity', 'DisposableQuantity', 'PurchasePrice', 'SalesPrice', 'VAT']
  const listed = (await get('articles?articlenumber=A1001')).body.Articles[0]
  const { Article } = (await get('articles/A1001')).body
  t.strictSame(
    typesOf(listed, amounts),
    amounts.map(() => 'string'),
  )
  t.strictSame(
    typesOf(Article, amounts),
    amounts.map(() => 'number'),
  )
  for (const name of amounts) t.equal(Number(listed[name]), Article[name], name)
  t.notOk('Active' in listed, 'and only the record tells whether it is active')
  const [invoice] = (await get('invoices?documentnumber=2')).body.Invoices
  const { Invoice } = (await get('invoices/2')).body
  t.strictSame([invoice.CurrencyRate, Invoice.CurrencyRate], ['1', 1])
  t.strictSame([typeof Invoice.Credit, typeof Invoice.CreditInvoiceReference], ['string', 'string'])
  const references = await Promise.all(
    [1, 2].map(async n => (await get(`invoices/${n}`)).body.Invoice.ContractReference),
  )
  t.strictSame(references, ['0', 0], 'one field has two types')
})

t.test('a customer has one phone in the list and two in the record, and what is empty is null there', async t => {
  const { get, store } = await openCompany(t, { customers: 40 })
  const [listed] = (await get('customers?customernumber=1')).body.Customers
  t.ok('Phone' in listed && !('Phone1' in listed))
  const { number } = store.state.customers.find(one => one.phone === '')!
  const { Customer } = (await get(`customers/${number}`)).body
  t.strictSame([Customer.Phone1, Customer.Phone2, Customer.Email === null], [null, null, false])
})

t.test('the company’s number is a number in one place and text in another', async t => {
  const { get, store } = await openCompany(t)
  const { CompanyInformation } = (await get('companyinformation')).body
  const { CompanySettings } = (await get('settings/company')).body
  t.strictSame(CompanyInformation.DatabaseNumber, store.state.tenantId)
  t.strictSame(CompanySettings.DatabaseNumber, String(store.state.tenantId))
  t.equal(CompanyInformation.OrganizationNumber, CompanySettings.OrganizationNumber)
  t.strictSame((await get('settings/lockedperiod')).body, { LockedPeriod: {} })
  store.state.lockedUntil = '2026-03-31'
  t.strictSame((await get('settings/lockedperiod')).body, { LockedPeriod: { EndDate: '2026-03-31' } })
})

t.test('numbers with signs in them are read when the address is encoded', async t => {
  const { get, store } = await openCompany(t)
  for (const { number } of store.state.articles) {
    const { status, body } = await get(`articles/${encodeURIComponent(number)}`)
    t.strictSame([status, body.Article.ArticleNumber], [200, number])
  }
  t.equal((await get('articles/LJUS/25')).status, 404, 'and not otherwise')
})

t.test('an order row has what was ordered and what is delivered, an invoice row what it is without VAT', async t => {
  const { get } = await openCompany(t)
  const [row] = (await get('orders/1')).body.Order.OrderRows
  t.strictSame(typesOf(row, ['OrderedQuantity', 'DeliveredQuantity', 'Price', 'VAT', 'RowId']), [
    ...['string', 'string', 'number', 'number', 'number'],
  ])
  const [charged] = (await get('invoices/2')).body.Invoice.InvoiceRows
  t.strictSame(typesOf(charged, ['OrderedQuantity', 'PriceExcludingVAT', 'TotalExcludingVAT']), [
    ...['undefined', 'number', 'number'],
  ])
  t.strictSame([charged.HouseWork, charged.HouseWorkType], [false, null], 'and no tax reduction for housework')
})

t.test('a payment tells the total of its invoice as text', async t => {
  const { get, store } = await openCompany(t)
  const { number, invoiceNumber } = store.state.payments[0]!
  const { InvoicePayment } = (await get(`invoicepayments/${number}`)).body
  const { Invoice } = (await get(`invoices/${invoiceNumber}`)).body
  t.strictSame(InvoicePayment.InvoiceTotal, String(Invoice.Total))
  const listed = (await get(`invoicepayments?invoicenumber=${invoiceNumber}`)).body.InvoicePayments
  t.ok(listed.some((one: { Number: string }) => one.Number === String(number)))
})
