import { z } from 'zod'
import { type CanonicalInput, toVoucherId } from '../../../src/sdk/index.ts'
import { dayStart } from '../swedish-time.ts'
import { type Money, RawRow, takeApart } from './document.ts'
import { customerOf, headed, remarksOf } from './head.ts'
import { articleOf, lumpsOf, netOf } from './line.ts'
import { amountOf, carried, decimalOf, rateOf, wholePercent } from './money.ts'
import { RawAmount, RawFlag, RawText } from './raw.ts'
import { dayOf, isSet, metaOf, referenceOf, textOf } from './values.ts'

/** `GET /3/invoices/{number}`. `Credit` is yes or no as text, and a reference to nothing is `0`, at times as text. */
export const RawInvoice = z.looseObject({
  ...headed,
  InvoiceDate: RawText,
  DueDate: RawText,
  FinalPayDate: RawText,
  InvoiceType: RawText,
  CurrencyRate: RawAmount,
  CurrencyUnit: RawAmount,
  Balance: RawAmount,
  TaxReduction: RawAmount,
  Booked: RawFlag,
  Credit: RawFlag,
  CreditInvoiceReference: RawText,
  OrderReference: RawText,
  ContractReference: RawText,
  VoucherSeries: RawText,
  VoucherNumber: RawAmount,
  VoucherYear: RawAmount,
  OCR: RawText,
  InvoiceRows: z.array(RawRow),
})
export type RawInvoice = z.output<typeof RawInvoice>

type Invoice = CanonicalInput<'invoices'>
type Line = Invoice['lines'][number]

/** Most invoices of Fortnox have no order, so each stands for itself: Order Start goes by the day that it bears. */
export function mapInvoice(raw: RawInvoice): Invoice {
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
    ...customerOf(raw),
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

function voucherOf({ VoucherYear, VoucherSeries, VoucherNumber }: RawInvoice): string | null {
  const [year, series, number] = [referenceOf(VoucherYear), textOf(VoucherSeries), referenceOf(VoucherNumber)]
  return year === null || series === null || number === null ? null : toVoucherId(year, series, number)
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
  return [
    ...raw.InvoiceRows.map((row, i) => mapRow(row, document.rows[i]!, i)),
    ...lumpsOf(document).map(({ money, ...told }) => ({
      ...{ ...told, orderLineExternalId: null, accountNumber: null },
      ...amountsOf(money),
    })),
  ]
}

const mapRow = (row: RawRow, money: Money, at: number): Line => ({
  ...articleOf(row, at),
  orderLineExternalId: null,
  quantity: decimalOf(amountOf(row.DeliveredQuantity)),
  ...amountsOf(money),
  accountNumber: referenceOf(row.AccountNumber),
  meta: metaOf({ unit: textOf(row.Unit) }),
})

const amountsOf = (money: Money) => ({
  ...netOf(money),
  taxPercent: decimalOf(money.percent ?? wholePercent(money.tax, money.total)),
})

const invoiceMeta = (raw: RawInvoice, isCredit: boolean) =>
  metaOf({
    invoice_type: textOf(raw.InvoiceType),
    credited_by: isCredit ? null : referenceOf(raw.CreditInvoiceReference),
    contract_number: referenceOf(raw.ContractReference),
    tax_reduction: amountOf(raw.TaxReduction) === 0n ? null : carried(raw.TaxReduction),
    terms_of_payment: textOf(raw.TermsOfPayment),
    ...remarksOf(raw),
  })
