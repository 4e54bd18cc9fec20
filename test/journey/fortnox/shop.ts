// A practice company in Fortnox, and a day in it: what every save tells of, what nothing tells of, and what comes back.
import type { Test } from 'tap'
import {
  type RunningStore,
  type RunOptions,
  startPracticeFortnox,
} from '../../../connectors/fortnox/practice-store/index.ts'

type Store = RunningStore['store']

export async function startFortnox(t: Test, options: RunOptions = {}): Promise<RunningStore> {
  const shop = await startPracticeFortnox(options)
  t.teardown(() => shop.close())
  return shop
}

/** The form as a person fills it in who knows the number of the company. */
export function fortnoxForm({ baseUrl, apps, store }: RunningStore) {
  const { clientId: accessToken, clientSecret: secret } = apps.full
  const tenantId = String(store.state.tenantId)
  return { externalSystem: 'fortnox', credential: { apiUrl: baseUrl, accessToken, secret, tenantId } }
}

const openOrders = ({ state }: Store) => state.orders.filter(one => one.invoiceNumber === 0 && !one.cancelled)
const bookedInvoices = ({ state }: Store) =>
  state.invoices.filter(one => one.voucher !== null && !one.credit && one.creditReference === 0)

/** Each moves the record’s time. */
export function trade(store: Store): void {
  const [invoiced, cancelled, edited] = openOrders(store)
  const { number } = store.createInvoiceOf(invoiced!.number)!
  store.bookInvoice(number)
  store.payInvoice(number, 0.5)
  store.cancelOrder(cancelled!.number)
  store.editOrder(edited!.number)
  store.creditInvoice(bookedInvoices(store).find(one => !store.state.paymentsOf.has(one.number))!.number)
  store.cancelInvoice(store.createInvoice().number)
  store.createInvoice()
  store.createOrder()
  store.createArticle()
  store.createCustomer()
  const [dearer, ended] = store.state.articles.filter(one => one.active)
  store.editArticle(dearer!.number, { price: 77_700, note: 'Östra "Ö" & 🕯️' })
  store.editArticle(ended!.number, { active: false })
  store.editCustomer(store.state.customers[1]!.number, { name: 'Åsa-Märta Öberg', email: '' })
  store.editCustomer(store.state.customers[2]!.number, { active: false, phone: '08-12 34 56' })
}

/** None moves the time of a record. */
export function tamper(store: Store): void {
  const { articles, customers, orders } = store.state
  const open = bookedInvoices(store).filter(({ number }) => store.payQuietly(number, 0.25))
  store.markSentQuietly(open[1]!.number)
  store.editOrderQuietly(orders[3]!.number)
  store.setStock(articles.find(one => one.stockGoods)!.number, 4_711)
  store.deleteArticle(articles.at(-1)!.number)
  store.moveQuietly(customers[0]!.number)
  store.deleteCustomer(customers.at(-1)!.number)
}

/** What was open is paid, and an article that was deleted is there again. */
export function takeBack(store: Store): void {
  for (const { number } of bookedInvoices(store).slice(-3)) store.payInvoice(number)
  store.createArticle()
  store.editArticle(store.state.articles.find(one => !one.active)!.number, { active: true })
}
