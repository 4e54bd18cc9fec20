import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { readable } from '../../../src/sdk/index.ts'
import { mapLines, RawFeeLine, RawLine, RawShippingLine } from './order-lines.ts'
import { RawAddress, RawAmount, RawId, RawMeta, RawText } from './raw.ts'
import { mapRefunds, RawRefund, RawRefundSummary } from './refund.ts'
import { addressOf, amountOf, decimalOf, idText, instantOf, metaOf, metaValue, textOf } from './values.ts'

const RawTaxLine = z.object({
  rate_id: RawId,
  label: z.string(),
  rate_percent: RawAmount.nullish(),
  tax_total: RawAmount,
  shipping_tax_total: RawAmount.nullish(),
})

const RawCoupon = z.object({ code: z.string(), discount: RawAmount, discount_tax: RawAmount.nullish() })

/** An order as the API gives it, with the refunds read beside it under `koppla_refunds`. */
export const RawOrder = readable(
  z.looseObject({
    id: RawId,
    number: RawText,
    status: z.string(),
    currency: z.string(),
    date_created_gmt: RawText,
    date_modified_gmt: RawText,
    date_paid_gmt: RawText,
    date_completed_gmt: RawText,
    customer_id: RawId.nullish(),
    billing: RawAddress,
    shipping: RawAddress,
    payment_method: RawText,
    payment_method_title: RawText,
    transaction_id: RawText,
    customer_note: RawText,
    prices_include_tax: z.boolean(),
    total: RawAmount,
    total_tax: RawAmount.nullish(),
    shipping_total: RawAmount.nullish(),
    discount_total: RawAmount.nullish(),
    line_items: z.array(RawLine),
    shipping_lines: z.array(RawShippingLine),
    fee_lines: z.array(RawFeeLine),
    tax_lines: z.array(RawTaxLine),
    coupon_lines: z.array(RawCoupon),
    refunds: z.array(RawRefundSummary),
    meta_data: RawMeta,
    koppla_refunds: z.array(RawRefund).optional(),
  }),
)
export type RawOrder = z.output<typeof RawOrder>

type Order = CanonicalInput<'orders'>

/** Null: no order yet, a checkout that nobody finished. */
export function mapOrder(raw: RawOrder): Order | null {
  const status = statusOf(raw)
  if (isDraft(status)) return null
  return {
    externalId: String(raw.id),
    number: textOf(raw.number) ?? String(raw.id),
    status: statuses.get(status) ?? 'other',
    externalStatus: raw.status,
    deleted: raw.status === 'trash',
    createdAt: instantOf(raw.date_created_gmt),
    modifiedAt: instantOf(raw.date_modified_gmt),
    paidAt: instantOf(raw.date_paid_gmt),
    completedAt: instantOf(raw.date_completed_gmt),
    ...customerOf(raw),
    ...paymentOf(raw),
    ...totalsOf(raw),
    lines: mapLines(raw),
    taxes: raw.tax_lines.map(mapTax),
    coupons: raw.coupon_lines.map(mapCoupon),
    refunds: mapRefunds(raw.refunds, raw.koppla_refunds ?? []),
    meta: metaOf(raw.meta_data, keptMeta),
  }
}

/** An order line's tax is in the lines; this is the sum per rate. */
const mapTax = (tax: z.output<typeof RawTaxLine>): Order['taxes'][number] => ({
  rateExternalId: String(tax.rate_id),
  label: tax.label,
  percent: decimalOf(tax.rate_percent),
  amount: amountOf(tax.tax_total),
  shippingAmount: amountOf(tax.shipping_tax_total),
})

const mapCoupon = (coupon: z.output<typeof RawCoupon>): Order['coupons'][number] => ({
  code: coupon.code,
  discount: amountOf(coupon.discount),
  discountTax: amountOf(coupon.discount_tax),
})

const customerOf = (raw: RawOrder) => ({
  customerExternalId: idText(raw.customer_id),
  email: textOf(raw.billing?.email),
  billing: addressOf(raw.billing),
  shipping: addressOf(raw.shipping),
  customerNote: textOf(raw.customer_note),
})

const paymentOf = (raw: RawOrder) => ({
  paymentMethod: textOf(raw.payment_method),
  paymentMethodTitle: textOf(raw.payment_method_title),
  transactionId: textOf(raw.transaction_id),
})

const totalsOf = (raw: RawOrder) => ({
  currency: raw.currency,
  pricesIncludeTax: raw.prices_include_tax,
  total: decimalOf(raw.total) ?? '',
  totalTax: amountOf(raw.total_tax),
  shippingTotal: amountOf(raw.shipping_total),
  discountTotal: amountOf(raw.discount_total),
})

const statuses: ReadonlyMap<string, Order['status']> = new Map([
  ['draft', 'draft'],
  ['pending', 'pending'],
  ['processing', 'processing'],
  ['on-hold', 'on_hold'],
  ['completed', 'completed'],
  ['cancelled', 'cancelled'],
  ['refunded', 'refunded'],
  ['failed', 'failed'],
])

/** `checkout-draft` is among the orders of `status=any`; `auto-draft` is what an admin has begun to write. */
export const isDraft = (status: string): boolean => status === 'checkout-draft' || status === 'auto-draft'

/** In the trash, the status it had is kept in its meta (`wc-processing`). */
function statusOf(raw: Pick<RawOrder, 'status' | 'meta_data'>): string {
  const before = metaValue(raw.meta_data, '_wp_trash_meta_status')
  return raw.status === 'trash' && typeof before === 'string' ? before.replace(/^wc-/, '') : raw.status
}

/** Meta of well-known plugins that an ERP needs though its key starts with an underscore: see README.md. */
const keptMeta = new Set([
  '_vat_number',
  '_billing_vat',
  '_billing_vat_number',
  '_billing_eu_vat_number',
  '_billing_yweu_vat',
  '_vat_number_is_validated',
  '_billing_org_number',
  '_billing_reference',
  '_wcpdf_invoice_number',
  '_wcpdf_formatted_invoice_number',
  '_po_number',
])
