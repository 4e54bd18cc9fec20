import type { Payment } from './documents.ts'
import { toSek } from './ledger.ts'
import { amount, sumUp } from './money.ts'
import { notFound } from './refusals.ts'
import { type Call, defineResource, urlOf } from './resource.ts'
import type { State } from './state.ts'

const place = (payment: Payment) => urlOf(`invoicepayments/${payment.number}`)

const invoiceOf = ({ invoices }: State, payment: Payment) => invoices.find(one => one.number === payment.invoiceNumber)!

function showPlainly(payment: Payment, state: State) {
  const invoice = invoiceOf(state, payment)
  return {
    '@url': place(payment),
    Amount: amount(toSek(invoice, payment.amount)),
    Booked: payment.voucher !== null,
    Currency: invoice.currency,
    CurrencyRate: invoice.currencyRate,
    CurrencyUnit: invoice.currencyUnit,
    InvoiceNumber: payment.invoiceNumber,
    Number: String(payment.number),
    PaymentDate: payment.day,
    Source: 'direct',
  }
}

const showListed = (payment: Payment, { state }: Call) => ({ ...showPlainly(payment, state), WriteOffExist: false })

/** The total of the invoice is a text here. */
function show(payment: Payment, { state }: Call) {
  const invoice = invoiceOf(state, payment)
  return {
    ...showPlainly(payment, state),
    AmountCurrency: amount(payment.amount),
    ...{ ExternalInvoiceReference1: invoice.reference, ExternalInvoiceReference2: '' },
    ...{ InvoiceCustomerName: invoice.customerName, InvoiceCustomerNumber: invoice.customerNumber },
    ...{ InvoiceDueDate: invoice.dueDay, InvoiceOCR: null, InvoiceTotal: String(amount(sumUp(state, invoice).total)) },
    ...{ ModeOfPayment: 'BG', ModeOfPaymentAccount: 1930 },
    VoucherNumber: payment.voucher?.number ?? null,
    VoucherSeries: payment.voucher?.series ?? null,
    VoucherYear: payment.voucher?.yearId ?? null,
    WriteOffs: [],
  }
}

export const payments = defineResource<Payment>({
  ...{ path: 'invoicepayments', list: 'InvoicePayments', one: 'InvoicePayment', scope: 'payment' },
  missing: notFound.other,
  rows: ({ state }) => state.payments,
  ...{ showListed, show },
  find: ({ state }, [number, ...more]) =>
    more.length === 0 ? state.payments.find(one => String(one.number) === number) : undefined,
  fields: { invoicenumber: one => String(one.invoiceNumber) },
  modified: one => one.modified,
  sorts: { paymentdate: one => one.day },
})
