import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { dayStart } from '../swedish-time.ts'
import { type Document, type Money, priced, RawRow, takeApart } from './document.ts'
import { amountOf, carried, decimalOf, rateOf, wholePercent } from './money.ts'
import { addressed, RawAmount, RawFlag, RawKey, RawText } from './raw.ts'
import { billingOf, dayOf, isSet, metaOf, referenceOf, textOf } from './values.ts'

/** `GET /3/invoices/{number}`. `Credit` is yes or no as text, and a reference to nothing is `0`, at times as text. */
export const RawInvoice = z.looseObject({
  ...addressed,
  ...priced,
  DocumentNumber: RawKey,
  CustomerNumber: RawText,
  CustomerName: RawText,
  InvoiceDate: RawText,
  DueDate: RawText,
  FinalPayDate: RawText,
  InvoiceType: RawText,
  Currency: z.string(),
  CurrencyRate: RawAmount,
  CurrencyUnit: RawAmount,
  Balance: RawAmount,
  TaxReduction: RawAmount,
  Booked: RawFlag,
  Cancelled: RawFlag,
  Sent: RawFlag,
  Credit: RawFlag,
  CreditInvoiceReference: RawText,
  OrderReference: RawText,
  ContractReference: RawText,
  VoucherSeries: RawText,
  VoucherNumber: RawAmount,
  VoucherYear: RawAmount,
  OCR: RawText,
  EmailInformation: z.looseObject({ EmailAddressTo: RawText }).nullish(),
  TermsOfPayment: RawText,
  YourOrderNumber: RawText,
  YourReference: RawText,
  OurReference: RawText,
  ExternalInvoiceReference1: RawText,
  ExternalInvoiceReference2: RawText,
  Remarks: RawText,
  InvoiceRows: z.array(RawRow),
})
export type RawInvoice = z.output<typeof RawInvoice>

type Invoice = CanonicalInput<'invoices'>
type Line = Invoice['lines'][number]

/** Most invoices of Fortnox have no order, so each stands for itself: Order Start goes by the day that it bears. */
export function mapInvoice(raw: RawInvoice): Invoice {
  const email = textOf(raw.EmailInformation?.EmailAddressTo)
  const isCredit = isSet(raw.Credit)
  const order = referenceOf(raw.OrderReference)
  return {
    externalId: raw.DocumentNumber,
    createdAt: dayStart(dayOf(raw.InvoiceDate)),
    modifiedAt: null,
    number: raw.DocumentNumber,
    kind: isCredit ? 'credit_note' : 'invoice',
    ...statusOf(raw),
    issuedOn: dayOf(raw.InvoiceDate),
    dueOn: dayOf(raw.DueDate),
    paidOn: dayOf(raw.FinalPayDate),
    ...totalsOf(raw),
    ...{ orderExternalId: order, orderNumber: order },
    creditedExternalId: isCredit ? referenceOf(raw.CreditInvoiceReference) : null,
    customerExternalId: textOf(raw.CustomerNumber),
    email,
    billing: billingOf(raw, textOf(raw.CustomerName), email),
    paymentReference: textOf(raw.OCR),
    lines: linesOf(raw),
    meta: invoiceMeta(raw, isCredit),
  }
}

/** The words are those by which Fortnox filters its list. */
function statusOf(raw: RawInvoice): Pick<Invoice, 'status' | 'externalStatus' | 'booked' | 'voucherExternalId'> {
  const booked = isSet(raw.Booked)
  const told = { booked, voucherExternalId: booked ? voucherOf(raw) : null }
  if (isSet(raw.Cancelled)) return { status: 'cancelled', externalStatus: 'cancelled', ...told }
  const isPaid = amountOf(raw.Balance) === 0n && (booked || dayOf(raw.FinalPayDate) !== null)
  if (isPaid) return { status: 'paid', externalStatus: 'fullypaid', ...told }
  if (booked) return { status: 'open', externalStatus: 'unpaid', ...told }
  return { status: isSet(raw.Sent) ? 'open' : 'draft', externalStatus: 'unbooked', ...told }
}

/** A voucher is named by its year, its series and its number in both. */
function voucherOf({ VoucherYear, VoucherSeries, VoucherNumber }: RawInvoice): string | null {
  const parts = [referenceOf(VoucherYear), textOf(VoucherSeries), referenceOf(VoucherNumber)]
  return parts.includes(null) ? null : parts.join('/')
}

const totalsOf = (raw: RawInvoice) => ({
  currency: raw.Currency,
  currencyRate: rateOf(raw.CurrencyRate, raw.CurrencyUnit),
  total: decimalOf(amountOf(raw.Total)),
  totalTax: decimalOf(amountOf(raw.TotalVAT)),
  balance: carried(raw.Balance),
})

function linesOf(raw: RawInvoice): Line[] {
  const document = takeApart(raw, raw.InvoiceRows)
  return [...raw.InvoiceRows.map((row, i) => mapRow(row, document.rows[i]!, i)), ...lumpsOf(document)]
}

function mapRow(row: RawRow, money: Money, at: number): Line {
  const article = textOf(row.ArticleNumber)
  return {
    externalId: referenceOf(row.RowId) ?? `row-${at + 1}`,
    kind: 'product',
    name: textOf(row.Description) ?? '',
    ...{ sku: article, productExternalId: article, orderLineExternalId: null },
    quantity: decimalOf(amountOf(row.DeliveredQuantity)),
    ...amountsOf(money),
    accountNumber: referenceOf(row.AccountNumber),
    meta: metaOf({ unit: textOf(row.Unit) }),
  }
}

function lumpsOf({ freight, fee, rounding, rest }: Document): Line[] {
  const rounded = { subtotal: rounding, total: rounding, tax: 0n, percent: 0n }
  return [
    ...(freight ? [lump({ externalId: 'freight', kind: 'shipping', name: 'Freight' }, freight)] : []),
    ...(fee ? [lump({ externalId: 'fee', kind: 'fee', name: 'Administration fee' }, fee)] : []),
    ...(rounding === 0n ? [] : [lump({ externalId: 'rounding', kind: 'rounding', name: 'Rounding' }, rounded)]),
    ...(rest ? [lump({ externalId: 'rest', kind: 'rest', name: 'Not in any row' }, rest)] : []),
  ]
}

const lump = (named: Pick<Line, 'externalId' | 'kind' | 'name'>, money: Money): Line => ({
  ...{ sku: null, productExternalId: null, orderLineExternalId: null, accountNumber: null, quantity: '1' },
  ...named,
  ...amountsOf(money),
})

const amountsOf = (money: Money) => ({
  subtotal: decimalOf(money.subtotal),
  total: decimalOf(money.total),
  tax: decimalOf(money.tax),
  taxPercent: decimalOf(money.percent ?? wholePercent(money.tax, money.total)),
})

const invoiceMeta = (raw: RawInvoice, isCredit: boolean) =>
  metaOf({
    invoice_type: textOf(raw.InvoiceType),
    credited_by: isCredit ? null : referenceOf(raw.CreditInvoiceReference),
    contract_number: referenceOf(raw.ContractReference),
    tax_reduction: amountOf(raw.TaxReduction) === 0n ? null : carried(raw.TaxReduction),
    sent: isSet(raw.Sent) ? true : null,
    terms_of_payment: textOf(raw.TermsOfPayment),
    your_order_number: textOf(raw.YourOrderNumber),
    your_reference: textOf(raw.YourReference),
    our_reference: textOf(raw.OurReference),
    external_reference_1: textOf(raw.ExternalInvoiceReference1),
    external_reference_2: textOf(raw.ExternalInvoiceReference2),
    remarks: textOf(raw.Remarks),
  })
