import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { amountOf, carried, decimalOf, sum } from './money.ts'
import { mapNote, RawHistory } from './note.ts'
import {
  type Line,
  mapItem,
  RawItem,
  RawItemTaxes,
  soldItems,
  sumTaxes,
  taxesByLine,
  toLineTax,
} from './order-lines.ts'
import { includesTax } from './prices.ts'
import { RawAddress, RawAmount, RawId, RawText } from './raw.ts'
import { mapRefund, RawCreditMemo, untoldRefunds } from './refund.ts'
import { addressOf, instantOf, textOf } from './values.ts'

const RawAssignment = z.looseObject({
  shipping: z.looseObject({ address: RawAddress, method: RawText }).nullish(),
})

/** An order as the API gives it, with the credit memos read beside it under `koppla_creditmemos`. */
export const RawOrder = z.looseObject({
  entity_id: RawId,
  increment_id: RawText,
  state: RawText,
  status: RawText,
  order_currency_code: z.string(),
  created_at: RawText,
  updated_at: RawText,
  customer_id: RawId.nullish(),
  customer_email: RawText,
  customer_taxvat: RawText,
  customer_note: RawText,
  is_virtual: z.union([z.number(), z.boolean()]).nullish(),
  store_id: RawId.nullish(),
  coupon_code: RawText,
  grand_total: RawAmount,
  tax_amount: RawAmount.nullish(),
  discount_amount: RawAmount.nullish(),
  discount_tax_compensation_amount: RawAmount.nullish(),
  shipping_amount: RawAmount.nullish(),
  shipping_tax_amount: RawAmount.nullish(),
  shipping_discount_amount: RawAmount.nullish(),
  shipping_discount_tax_compensation_amount: RawAmount.nullish(),
  shipping_description: RawText,
  total_refunded: RawAmount.nullish(),
  base_currency_code: RawText,
  base_grand_total: RawAmount.nullish(),
  billing_address: RawAddress,
  payment: z.looseObject({ method: RawText, last_trans_id: RawText, additional_information: z.unknown() }).nullish(),
  items: z.array(RawItem),
  status_histories: z.array(RawHistory).nullish(),
  extension_attributes: z
    .looseObject({
      shipping_assignments: z.array(RawAssignment).nullish(),
      item_applied_taxes: RawItemTaxes,
      payment_additional_info: z.array(z.looseObject({ key: RawText, value: RawText })).nullish(),
    })
    .nullish(),
  koppla_creditmemos: z.array(RawCreditMemo).optional(),
})
export type RawOrder = z.output<typeof RawOrder>

type Order = CanonicalInput<'orders'>

export function mapOrder(raw: RawOrder): Order {
  const lines = linesOf(raw)
  const lineIds = new Set(lines.map(({ externalId }) => externalId))
  return {
    externalId: String(raw.entity_id),
    number: textOf(raw.increment_id) ?? String(raw.entity_id),
    status: statuses.get(String(raw.state)) ?? 'other',
    externalStatus: textOf(raw.status) ?? textOf(raw.state) ?? '',
    createdAt: instantOf(raw.created_at),
    modifiedAt: instantOf(raw.updated_at),
    paidAt: null,
    completedAt: null,
    ...customerOf(raw),
    customerNote: textOf(raw.customer_note),
    ...paymentOf(raw),
    ...totalsOf(raw),
    lines,
    taxes: sumTaxes(taxesByLine(raw.extension_attributes?.item_applied_taxes)),
    coupons: couponsOf(raw),
    refunds: (raw.koppla_creditmemos ?? []).flatMap(memo => mapRefund(memo, lineIds)),
    ...untoldRefunds(raw),
    meta: metaOf(raw),
  }
}

const statuses: ReadonlyMap<string, Order['status']> = new Map([
  ['new', 'pending'],
  ['pending_payment', 'pending'],
  ['payment_review', 'on_hold'],
  ['holded', 'on_hold'],
  ['processing', 'processing'],
  ['complete', 'completed'],
  ['closed', 'refunded'],
  ['canceled', 'cancelled'],
])

type Ordered = Pick<RawOrder, 'customer_id' | 'customer_email' | 'billing_address' | 'extension_attributes'>

/** A virtual order has no shipping address; one whose customer was deleted keeps the e-mail and loses the id. */
export function customerOf(raw: Ordered) {
  const shipping = raw.extension_attributes?.shipping_assignments?.[0]?.shipping?.address
  return {
    customerExternalId: textOf(raw.customer_id),
    email: textOf(raw.customer_email) ?? textOf(raw.billing_address?.email),
    billing: addressOf(raw.billing_address),
    shipping: addressOf(shipping),
  }
}

function paymentOf({ payment, extension_attributes: extras }: RawOrder) {
  const title = extras?.payment_additional_info?.find(({ key }) => key === 'method_title')?.value
  return {
    paymentMethod: textOf(payment?.method),
    paymentMethodTitle: textOf(title) ?? textOf([payment?.additional_information].flat()[0]),
    transactionId: textOf(payment?.last_trans_id),
  }
}

const totalsOf = (raw: RawOrder) => ({
  currency: raw.order_currency_code,
  pricesIncludeTax: includesTax(raw.items),
  total: decimalOf(amountOf(raw.grand_total)),
  totalTax: decimalOf(amountOf(raw.tax_amount)),
  shippingTotal: decimalOf(shippingNet(raw)),
  discountTotal: decimalOf(discountNet(raw)),
})

/** The discount on shipping is a part of the order's, and with prices that include tax both have their tax in them. */
const shippingNet = (raw: RawOrder) =>
  amountOf(raw.shipping_amount) -
  amountOf(raw.shipping_discount_amount) +
  amountOf(raw.shipping_discount_tax_compensation_amount)

const discountTax = (raw: RawOrder) =>
  amountOf(raw.discount_tax_compensation_amount) + amountOf(raw.shipping_discount_tax_compensation_amount)

/** The order's discount is negative where its items' are positive. */
const discountNet = (raw: RawOrder) => -amountOf(raw.discount_amount) - discountTax(raw)

function couponsOf(raw: RawOrder): Order['coupons'] {
  const code = textOf(raw.coupon_code)
  if (code === null) return []
  return [{ code, discount: decimalOf(discountNet(raw)), discountTax: decimalOf(discountTax(raw)) }]
}

function linesOf(raw: RawOrder): Line[] {
  const taxes = taxesByLine(raw.extension_attributes?.item_applied_taxes)
  const sold = soldItems(raw.items).map(one => mapItem(one, taxes.get(String(one.item.item_id)) ?? []))
  const lines = [...sold, ...shippingOf(raw, taxes.get('shipping') ?? [])]
  return [...lines, ...restOf(raw, lines)]
}

function shippingOf(raw: RawOrder, taxes: Parameters<typeof mapItem>[1]): Line[] {
  const { shipping_assignments: assignments } = raw.extension_attributes ?? {}
  const method = textOf(assignments?.[0]?.shipping?.method)
  const name = textOf(raw.shipping_description) ?? method
  const before = amountOf(raw.shipping_amount)
  if (name === null && before === 0n) return []
  const discount = before - shippingNet(raw)
  return [
    {
      ...noProduct,
      externalId: 'shipping',
      kind: 'shipping',
      name: name ?? '',
      subtotal: decimalOf(before),
      total: decimalOf(before - discount),
      tax: decimalOf(amountOf(raw.shipping_tax_amount)),
      taxes: taxes.map(toLineTax),
      meta: { method_id: method },
    },
  ]
}

const noProduct = { sku: null, productExternalId: null, variantExternalId: null, quantity: '1' } as const

/** What modules add to a total (a fee for an invoice, a gift card, store credit) has no row: it is what the rows lack. */
function restOf(raw: RawOrder, lines: readonly Line[]): Line[] {
  const tax = amountOf(raw.tax_amount) - sum(lines.map(line => amountOf(line.tax)))
  const total = amountOf(raw.grand_total) - amountOf(raw.tax_amount) - sum(lines.map(line => amountOf(line.total)))
  if (tax === 0n && total === 0n) return []
  const rest = { subtotal: decimalOf(total), total: decimalOf(total), tax: decimalOf(tax), taxes: [] }
  return [{ ...noProduct, ...rest, externalId: 'rest', kind: 'rest', name: 'Not in any row' }]
}

/** What an ERP asks for and the canonical form has no place for. */
function metaOf(raw: RawOrder): Record<string, unknown> {
  const meta = {
    store_id: raw.store_id,
    vat_number: textOf(raw.billing_address?.vat_id) ?? textOf(raw.customer_taxvat),
    base_currency: raw.base_currency_code === raw.order_currency_code ? null : raw.base_currency_code,
    base_total: raw.base_currency_code === raw.order_currency_code ? null : carried(raw.base_grand_total),
    comments: (raw.status_histories ?? []).filter(({ comment }) => textOf(comment) !== null).map(mapNote),
  }
  return Object.fromEntries(
    Object.entries(meta).filter(([, value]) => value !== null && value !== undefined && [value].flat().length > 0),
  )
}
