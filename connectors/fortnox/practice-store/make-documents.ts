import { type Dice, takeDice } from '../../../src/sdk/testing/index.ts'
import type { Invoice, Order, Payment, Row } from './documents.ts'
import { balanceOf, enterInvoice, enterPayment } from './ledger.ts'
import { dueDayOf } from './show-document.ts'
import { type Article, type Customer, type Day, type State, wholeSecond } from './state.ts'
import { dayOf } from './sweden.ts'

const nextNumber = (documents: ReadonlyArray<{ readonly number: number }>) => (documents.at(-1)?.number ?? 0) + 1

interface Abroad {
  readonly account?: number
  readonly vat?: number
}

/** Abroad another account and, of some, no VAT. */
const abroad: Readonly<Record<Customer['vatType'], Abroad>> = {
  SEVAT: {},
  EUREVERSEDVAT: { account: 3108, vat: 0 },
  EUVAT: { account: 3106 },
  EXPORT: { account: 3105, vat: 0 },
}

interface Sale {
  readonly customer: Customer
  readonly vatIncluded: boolean
  readonly dice: Dice
}

function makeRow(state: State, article: Article, { customer, vatIncluded, dice }: Sale): Row {
  const { account = article.account, vat = article.vat } = abroad[customer.vatType]
  const discounted = dice.roll(8)
  return {
    ...{ id: state.nextRowId++, articleNumber: article.number, description: article.description, unit: article.unit },
    quantity: article.unit === 'h' ? 0.5 + dice.roll(6) / 4 : 1 + dice.roll(4),
    price: vatIncluded ? Math.round((article.price * (100 + vat)) / 100) : article.price,
    discount: discounted === 0 ? 12.5 : discounted === 1 ? 350 : 0,
    discountType: discounted === 1 ? 'AMOUNT' : 'PERCENT',
    ...{ vat, account },
  }
}

/** A line of text without an article, at times with a price. */
const makeTextRow = (state: State, { customer, dice }: Sale): Row => ({
  ...{ id: state.nextRowId++, articleNumber: '', description: 'Presentinslagning', quantity: 1, unit: '' },
  ...{ price: dice.pick([0, 2_900]), discount: 0, discountType: 'PERCENT' },
  vat: abroad[customer.vatType].vat ?? 25,
  account: abroad[customer.vatType].account ?? 3001,
})

const addresseeOf = ({ address, zipCode, city, countryCode, organisationNumber, phone, email }: Customer) => ({
  ...{ address, zipCode, city, countryCode, organisationNumber, phone, email },
})

function makeContent(state: State, what: string, number: number) {
  const dice = takeDice(what, state.seed, number)
  const customer = dice.pick(state.customers)
  const sale = { customer, vatIncluded: customer.type === 'PRIVATE' && dice.chance(0.7), dice }
  const { rate, unit } = state.currencies.find(one => one.code === customer.currency)!
  const rows = Array.from({ length: 1 + dice.roll(4) }, () => makeRow(state, dice.pick(state.articles), sale))
  if (dice.chance(0.2)) rows.push(makeTextRow(state, sale))
  // Whether freight has VAT in it where prices have is not documented: there it is left out.
  const extra = (ore: number) => (sale.vatIncluded || dice.chance(0.5) ? 0 : ore)
  return {
    ...{ customerNumber: customer.number, customerName: customer.name, addressee: addresseeOf(customer) },
    ...{ vatIncluded: sale.vatIncluded, rows },
    ...{ currency: customer.currency, currencyRate: rate, currencyUnit: unit },
    ...{ freight: extra(4_900), fee: extra(2_950), cancelled: false, sent: dice.chance(0.5) },
    yourOrderNumber: dice.chance(0.3) ? `PO-${number}` : '',
    reference: dice.chance(0.3) ? `om:butik:${number}` : '',
  }
}

export function makeOrder(state: State, at: number): Order {
  const number = nextNumber(state.orders)
  const order: Order = {
    ...{ number, ...makeContent(state, 'order', number), day: dayOf(at), modified: wholeSecond(at) },
    ...{ invoiceNumber: 0, deliveryDay: number % 3 === 0 ? dayOf(at + 3 * 86_400_000) : null },
  }
  state.orders.push(order)
  state.revision++
  return order
}

type Made = Pick<Invoice, 'orderNumber' | 'credit' | 'creditReference'>
type Content = Omit<Invoice, keyof Made | 'number' | 'dueDay' | 'voucher'>

function addInvoice(state: State, content: Content, made: Partial<Made> = {}): Invoice {
  const invoice: Invoice = {
    ...content,
    ...{ number: nextNumber(state.invoices), dueDay: dueDayOf(content.day), voucher: null },
    ...{ orderNumber: 0, credit: false, creditReference: 0, ...made },
  }
  state.invoices.push(invoice)
  state.revision++
  return invoice
}

const renumber = (state: State, rows: readonly Row[], sign: 1 | -1 = 1): Row[] =>
  rows.map(row => ({
    ...row,
    ...{ id: state.nextRowId++, quantity: sign * row.quantity },
    discount: row.discountType === 'AMOUNT' ? sign * row.discount : row.discount,
  }))

/** Not booked yet. */
export function invoiceOrder(state: State, order: Order, at: number): Invoice {
  const { invoiceNumber: _, deliveryDay: __, number, ...content } = order
  const rows = renumber(state, order.rows)
  const invoice = addInvoice(
    state,
    { ...content, rows, day: dayOf(at), modified: wholeSecond(at), sent: false },
    { orderNumber: number },
  )
  order.invoiceNumber = invoice.number
  order.modified = wholeSecond(at)
  return invoice
}

/** Without an order. */
export function makeInvoice(state: State, at: number): Invoice {
  const content = makeContent(state, 'invoice', nextNumber(state.invoices))
  return addInvoice(state, { ...content, day: dayOf(at), modified: wholeSecond(at) })
}

export function bookInvoice(state: State, invoice: Invoice, at: number): void {
  invoice.modified = wholeSecond(at)
  enterInvoice(state, invoice)
}

/** Booked at once. The invoice that it takes back points at it, and it points back. */
export function makeCreditNote(state: State, invoice: Invoice, at: number): Invoice {
  const { number, voucher: _, dueDay: __, ...content } = invoice
  const rows = renumber(state, invoice.rows, -1)
  const [freight, fee] = [-invoice.freight || 0, -invoice.fee || 0]
  const saved = { day: dayOf(at), modified: wholeSecond(at) }
  const note = addInvoice(
    state,
    { ...content, ...saved, rows, freight, fee, sent: false },
    { credit: true, creditReference: number, orderNumber: invoice.orderNumber },
  )
  bookInvoice(state, note, at)
  invoice.creditReference = note.number
  invoice.modified = wholeSecond(at)
  return note
}

interface Paid {
  /** Of what is left to pay. */
  readonly share: number
  readonly at: number
}

/** Booked. */
export function makePayment(state: State, invoice: Invoice, { share, at }: Paid): Payment {
  const day: Day = dayOf(at)
  const amount = Math.round(balanceOf(state, invoice) * share)
  const payment: Payment = {
    ...{ number: nextNumber(state.payments), invoiceNumber: invoice.number, amount, day, voucher: null },
    ...{ created: at, modified: wholeSecond(at) },
  }
  state.payments.push(payment)
  state.paymentsOf.set(invoice.number, [...(state.paymentsOf.get(invoice.number) ?? []), payment])
  enterPayment(state, payment, invoice)
  return payment
}
