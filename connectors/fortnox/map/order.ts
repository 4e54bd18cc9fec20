import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { dayStart } from '../swedish-time.ts'
import { type Document, type Money, priced, RawRow, takeApart } from './document.ts'
import { type Amount, amountOf, decimalOf, sum, wholePercent } from './money.ts'
import { addressed, RawFlag, RawKey, RawText } from './raw.ts'
import { billingOf, dayOf, deliveryOf, isSet, metaOf, referenceOf, textOf } from './values.ts'

/** `GET /3/orders/{number}`. */
export const RawOrder = z.looseObject({
  ...addressed,
  ...priced,
  DocumentNumber: RawKey,
  CustomerNumber: RawText,
  CustomerName: RawText,
  OrderDate: RawText,
  DeliveryDate: RawText,
  Currency: z.string(),
  Cancelled: RawFlag,
  Sent: RawFlag,
  InvoiceReference: RawText,
  DeliveryState: RawText,
  EmailInformation: z.looseObject({ EmailAddressTo: RawText }).nullish(),
  WayOfDelivery: RawText,
  TermsOfPayment: RawText,
  YourOrderNumber: RawText,
  YourReference: RawText,
  OurReference: RawText,
  ExternalInvoiceReference1: RawText,
  ExternalInvoiceReference2: RawText,
  Remarks: RawText,
  OrderRows: z.array(RawRow),
})
export type RawOrder = z.output<typeof RawOrder>

type Order = CanonicalInput<'orders'>
type Line = Order['lines'][number]

/** An order has a day and no times. */
export function mapOrder(raw: RawOrder): Order {
  const document = takeApart(raw, raw.OrderRows)
  const lines = linesOf(raw, document)
  return {
    externalId: raw.DocumentNumber,
    createdAt: dayStart(dayOf(raw.OrderDate)),
    modifiedAt: null,
    number: raw.DocumentNumber,
    ...statusOf(raw),
    ...customerOf(raw),
    ...{ paidAt: null, completedAt: null, customerNote: null, transactionId: null },
    ...{ paymentMethod: null, paymentMethodTitle: textOf(raw.TermsOfPayment) },
    currency: raw.Currency,
    pricesIncludeTax: isSet(raw.VATIncluded),
    total: decimalOf(amountOf(raw.Total)),
    totalTax: decimalOf(amountOf(raw.TotalVAT)),
    shippingTotal: decimalOf(document.freight?.total ?? 0n),
    discountTotal: decimalOf(sum(document.rows.map(({ subtotal, total }) => subtotal - total))),
    lines,
    taxes: taxesOf(document),
    ...{ coupons: [], refunds: [] },
    meta: orderMeta(raw),
  }
}

/** The words are those by which Fortnox filters its list. */
function statusOf(raw: RawOrder): Pick<Order, 'status' | 'externalStatus'> {
  if (isSet(raw.Cancelled)) return { status: 'cancelled', externalStatus: 'cancelled' }
  if (referenceOf(raw.InvoiceReference) !== null) return { status: 'completed', externalStatus: 'invoicecreated' }
  const underWay = raw.DeliveryState === 'reservation' || raw.DeliveryState === 'delivery'
  return { status: underWay ? 'processing' : 'pending', externalStatus: 'invoicenotcreated' }
}

function customerOf(raw: RawOrder) {
  const email = textOf(raw.EmailInformation?.EmailAddressTo)
  return {
    customerExternalId: textOf(raw.CustomerNumber),
    email,
    billing: billingOf(raw, textOf(raw.CustomerName), email),
    shipping: deliveryOf(raw),
  }
}

function linesOf(raw: RawOrder, document: Document): Line[] {
  const { freight, fee, rounding, rest } = document
  const name = textOf(raw.WayOfDelivery) ?? 'Freight'
  return [
    ...raw.OrderRows.map((row, i) => mapRow(row, document.rows[i]!, i)),
    ...(freight ? [lump({ externalId: 'freight', kind: 'shipping', name }, freight)] : []),
    ...(fee ? [lump({ externalId: 'fee', kind: 'fee', name: 'Administration fee' }, fee)] : []),
    ...(rounding === 0n ? [] : [lump({ externalId: 'rounding', kind: 'fee', name: 'Rounding' }, plain(rounding))]),
    ...(rest ? [lump({ externalId: 'rest', kind: 'rest', name: 'Not in any row' }, rest)] : []),
  ]
}

const plain = (total: Amount): Money => ({ subtotal: total, total, tax: 0n, percent: 0n })

function mapRow(row: RawRow, money: Money, at: number): Line {
  const article = textOf(row.ArticleNumber)
  return {
    externalId: referenceOf(row.RowId) ?? `row-${at + 1}`,
    kind: 'product',
    name: textOf(row.Description) ?? '',
    ...{ sku: article, productExternalId: article, variantExternalId: article },
    quantity: decimalOf(amountOf(row.OrderedQuantity ?? row.DeliveredQuantity)),
    ...amountsOf(money),
    meta: metaOf({
      unit: textOf(row.Unit),
      delivered: decimalOf(amountOf(row.DeliveredQuantity)),
      account: referenceOf(row.AccountNumber),
    }),
  }
}

const lump = (named: Pick<Line, 'externalId' | 'kind' | 'name'>, money: Money): Line => ({
  ...{ sku: null, productExternalId: null, variantExternalId: null, quantity: '1' },
  ...named,
  ...amountsOf(money),
})

const amountsOf = (money: Money) => ({
  subtotal: decimalOf(money.subtotal),
  total: decimalOf(money.total),
  tax: decimalOf(money.tax),
  taxes: money.tax === 0n ? [] : [{ rateExternalId: rateOf(money), amount: decimalOf(money.tax) }],
})

/** A rate has no id of its own: it is named by its percentage. */
const rateOf = ({ percent, tax, total }: Money): string => decimalOf(percent ?? wholePercent(tax, total))

function taxesOf({ rows, freight, fee, rest }: Document): Order['taxes'] {
  const parts = [...rows, ...[fee, rest].flatMap(part => part ?? [])].map(part => ({
    part,
    shipping: 0n,
    tax: part.tax,
  }))
  const all = [...parts, ...(freight ? [{ part: freight, shipping: freight.tax, tax: 0n }] : [])]
  const taxed = all.filter(({ part }) => part.tax !== 0n)
  return [...Map.groupBy(taxed, ({ part }) => rateOf(part))].map(([percent, of]) => ({
    rateExternalId: percent,
    label: `${percent} %`,
    percent,
    amount: decimalOf(sum(of.map(({ tax }) => tax))),
    shippingAmount: decimalOf(sum(of.map(({ shipping }) => shipping))),
  }))
}

const orderMeta = (raw: RawOrder) =>
  metaOf({
    invoice_number: referenceOf(raw.InvoiceReference),
    delivery_date: dayOf(raw.DeliveryDate),
    sent: isSet(raw.Sent) ? true : null,
    your_order_number: textOf(raw.YourOrderNumber),
    your_reference: textOf(raw.YourReference),
    our_reference: textOf(raw.OurReference),
    external_reference_1: textOf(raw.ExternalInvoiceReference1),
    external_reference_2: textOf(raw.ExternalInvoiceReference2),
    remarks: textOf(raw.Remarks),
  })
