import { createFaultDial, createHeldClock, type StartDemoStore } from '../../../src/sdk/testing/index.ts'
import { makeApps } from './apps.ts'
import { type FortnoxStore, startPracticeFortnox } from './index.ts'

/** A small company that sells while somebody watches: at Fortnox’s pace each record takes a fifth of a second. */
export const startDemoStore: StartDemoStore = async ({ port, openedAt = new Date() } = {}) => {
  const clock = createHeldClock(openedAt)
  const dial = createFaultDial()
  const { baseUrl, store, apps, close } = await startPracticeFortnox({
    ...{ orders: 60, articles: 40, customers: 40, clock, standing: dial.next },
    ...(port !== undefined && { port }),
  })
  clock.release()
  const { state } = store
  // Two companies of one number would be taken for one.
  state.tenantId = 1_200_000 + Number(new URL(baseUrl).port)
  const { clientId, clientSecret } = apps.full
  let turn = 0
  return {
    ...{ system: 'fortnox', baseUrl, describe: `A practice company in Fortnox at ${baseUrl}`, close },
    credential: {
      ...{ apiUrl: baseUrl, accessToken: clientId, secret: clientSecret, tenantId: String(state.tenantId) },
    },
    trade: () => trades[turn++ % trades.length]!(store),
    sell: at => String(store.createOrder(at).number),
    setFaults: faults => {
      dial.set(faults)
      const refuses = faults.includes('refuses_key')
      state.apps = refuses ? [] : Object.values(makeApps(state.seed))
      if (refuses) state.oauth.accessTokens.clear()
    },
  }
}

const sell = (store: FortnoxStore) => `order ${store.createOrder().number} came in`

/** What happens in a company, in turn. */
const trades: ReadonlyArray<(store: FortnoxStore) => string> = [
  sell,
  sell,
  store => {
    const order = store.state.orders.findLast(one => one.invoiceNumber === 0 && !one.cancelled)
    const invoice = order && store.createInvoiceOf(order.number)
    if (!invoice) return sell(store)
    store.bookInvoice(invoice.number)
    return `order ${order.number} was invoiced`
  },
  store => {
    const { number } = store.state.invoices.at(-1)!
    return store.payInvoice(number) ? `invoice ${number} was paid` : sell(store)
  },
  sell,
  store => {
    const article = store.state.articles.find(one => one.stockGoods)!
    store.setStock(article.number, article.quantity + 7)
    return `stock of ${article.description} was counted`
  },
  store => {
    const { number } = store.state.orders.at(-1)!
    return store.cancelOrder(number) ? `order ${number} was cancelled` : sell(store)
  },
  store => {
    const invoice = store.state.invoices.findLast(
      one => one.voucher !== null && !one.credit && one.creditReference === 0,
    )
    const note = invoice && store.creditInvoice(invoice.number)
    return note ? `invoice ${invoice.number} was taken back by ${note.number}` : sell(store)
  },
]
