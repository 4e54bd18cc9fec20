import type { Invoice } from './documents.ts'
import { balanceOf, finalPayDayOf } from './ledger.ts'
import { amount, sumUp } from './money.ts'
import { notFound } from './refusals.ts'
import { type Call, defineResource, urlOf } from './resource.ts'
import { showDocument, showNet, showRow } from './show-document.ts'
import type { State } from './state.ts'
import { dayOf } from './sweden.ts'

const place = (invoice: Invoice) => urlOf(`invoices/${invoice.number}`)
const ocrOf = ({ number }: Invoice) => `${number}${(number * 7) % 10}`

const showState = (invoice: Invoice, state: State) => ({
  Balance: amount(balanceOf(state, invoice)),
  Booked: invoice.voucher !== null,
  DueDate: invoice.dueDay,
  FinalPayDate: finalPayDayOf(state, invoice),
  InvoiceDate: invoice.day,
  InvoiceType: 'INVOICE',
  NoxFinans: false,
  OCR: ocrOf(invoice),
  VoucherNumber: invoice.voucher?.number ?? null,
  VoucherSeries: invoice.voucher?.series ?? null,
  VoucherYear: invoice.voucher?.yearId ?? null,
})

/** The rate is a text here and a number there. Whether it is a credit note, its net and its VAT are told there only. */
const showListed = (invoice: Invoice, { state }: Call) => ({
  '@url': place(invoice),
  ...showState(invoice, state),
  ...{ Cancelled: invoice.cancelled, CostCenter: '', Currency: invoice.currency },
  ...{ CurrencyRate: String(invoice.currencyRate), CurrencyUnit: invoice.currencyUnit },
  ...{ CustomerName: invoice.customerName, CustomerNumber: invoice.customerNumber },
  DocumentNumber: String(invoice.number),
  ExternalInvoiceReference1: invoice.reference,
  ExternalInvoiceReference2: '',
  ...{ WayOfDelivery: '', TermsOfPayment: '30', Project: '', Sent: invoice.sent },
  Total: amount(sumUp(state, invoice).total),
})

const show = (invoice: Invoice, { state }: Call) => ({
  '@url': place(invoice),
  '@urlTaxReductionList': urlOf(`taxreductions?filter=invoices&referencenumber=${invoice.number}`),
  ...showDocument(state, invoice),
  ...showState(invoice, state),
  AccountingMethod: 'ACCRUAL',
  // A number in one year and a text in another: both were recorded.
  ContractReference: invoice.number % 2 === 0 ? 0 : '0',
  ...{ Credit: String(invoice.credit), CreditInvoiceReference: String(invoice.creditReference) },
  ...{ DeliveryDate: null, EUQuarterlyReport: false, InvoicePeriodStart: '', InvoicePeriodEnd: '' },
  EDIInformation: {
    ...{ EDIGlobalLocationNumber: null, EDIGlobalLocationNumberDelivery: null, EDIInvoiceExtra1: null },
    ...{ EDIInvoiceExtra2: null, EDIOurElectronicReference: null, EDIYourElectronicReference: null, EDIStatus: '' },
  },
  InvoiceReference: '0',
  InvoiceRows: invoice.rows.map(row => ({ ...showRow(row), ...showNet(row, invoice.vatIncluded), VATCode: null })),
  ...{ LastRemindDate: null, OrderReference: String(invoice.orderNumber), PaymentWay: '', PrintTemplate: 'st' },
  Reminders: 0,
})

const isOpen = (invoice: Invoice, state: State) =>
  invoice.voucher !== null && !invoice.cancelled && balanceOf(state, invoice) !== 0

export const invoices = defineResource<Invoice>({
  ...{ path: 'invoices', list: 'Invoices', one: 'Invoice', scope: 'invoice', missing: notFound.invoice },
  rows: ({ state }) => state.invoices,
  ...{ showListed, show },
  find: ({ state }, [number, ...more]) =>
    more.length === 0 ? state.invoices.find(one => String(one.number) === number) : undefined,
  filters: {
    cancelled: one => one.cancelled,
    fullypaid: (one, state) => one.voucher !== null && !one.cancelled && balanceOf(state, one) === 0,
    unpaid: isOpen,
    unpaidoverdue: (one, state) => isOpen(one, state) && one.dueDay < dayOf(state.clock.now().getTime()),
    unbooked: one => one.voucher === null && !one.cancelled,
  },
  fields: {
    customernumber: one => one.customerNumber,
    customername: one => one.customerName,
    documentnumber: one => String(one.number),
    externalinvoicereference1: one => one.reference,
    externalinvoicereference2: () => '',
    ocr: ocrOf,
    credit: one => String(one.credit),
    currency: one => one.currency,
    invoicetype: () => 'INVOICE',
    yourordernumber: one => one.yourOrderNumber,
    sent: one => String(one.sent),
  },
  day: one => one.day,
  modified: one => one.modified,
  sorts: {
    customername: one => one.customerName,
    customernumber: one => Number(one.customerNumber),
    documentnumber: one => one.number,
    invoicedate: one => one.day,
    ocr: ocrOf,
    total: (one, state) => sumUp(state, one).total,
  },
})
