import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { dayStart } from '../swedish-time.ts'
import { type Document, type Money, RawRow, takeApart } from './document.ts'
import { customerOf, headed, remarksOf } from './head.ts'
import { articleOf, lumpsOf, netOf } from './line.ts'
import { amountOf, decimalOf, sum, wholePercent } from './money.ts'
import { RawText } from './raw.ts'
import { dayOf, deliveryOf, isSet, metaOf, referenceOf, textOf } from './values.ts'

/** `GET /3/orders/{number}`. */
export const RawOrder = z.looseObject({
  ...headed,
  OrderDate: RawText,
  DeliveryDate: RawText,
  InvoiceReference: RawText,
  DeliveryState: RawText,
  WayOfDelivery: RawText,
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
    shipping: deliveryOf(raw),
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

function linesOf(raw: RawOrder, document: Document): Line[] {
  const freight = textOf(raw.WayOfDelivery)
  return [
    ...raw.OrderRows.map((row, i) => mapRow(row, document.rows[i]!, i)),
    ...lumpsOf(document).map(({ money, kind, name, ...told }) => ({
      ...{ ...told, variantExternalId: null, ...amountsOf(money) },
      kind: kind === 'rounding' ? ('fee' as const) : kind,
      name: kind === 'shipping' ? (freight ?? name) : name,
    })),
  ]
}

function mapRow(row: RawRow, money: Money, at: number): Line {
  const told = articleOf(row, at)
  return {
    ...told,
    variantExternalId: told.productExternalId,
    quantity: decimalOf(amountOf(row.OrderedQuantity ?? row.DeliveredQuantity)),
    ...amountsOf(money),
    meta: metaOf({
      unit: textOf(row.Unit),
      delivered: decimalOf(amountOf(row.DeliveredQuantity)),
      account: referenceOf(row.AccountNumber),
    }),
  }
}

const amountsOf = (money: Money) => ({
  ...netOf(money),
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
    ...remarksOf(raw),
  })
