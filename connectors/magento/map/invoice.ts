import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { type Facts, zoneOf } from '../facts.ts'
import { type Amount, amountOf, carried, decimalOf, inverse, sum } from './money.ts'
import { RawItem, soldItems } from './order-lines.ts'
import { RawAddress, RawAmount, RawId, RawText } from './raw.ts'
import { shippingDiscountOf } from './shipping-discount.ts'
import { addressOf, dayIn, instantOf, textOf } from './values.ts'

/** Here `row_total` is right, and before discount. */
const RawInvoiceItem = z.looseObject({
  entity_id: RawId,
  order_item_id: RawId,
  product_id: RawId.nullish(),
  name: RawText,
  sku: RawText,
  qty: RawAmount.nullish(),
  row_total: RawAmount.nullish(),
  tax_amount: RawAmount.nullish(),
  discount_amount: RawAmount.nullish(),
  discount_tax_compensation_amount: RawAmount.nullish(),
})

/** An invoice, with what its order has to tell read beside it under `koppla_order`. */
export const RawInvoice = z.looseObject({
  entity_id: RawId,
  order_id: RawId,
  increment_id: RawText,
  created_at: RawText,
  updated_at: RawText,
  state: RawAmount.nullish(),
  store_id: RawId.nullish(),
  transaction_id: RawText,
  order_currency_code: z.string(),
  base_currency_code: RawText,
  base_to_order_rate: RawAmount.nullish(),
  base_grand_total: RawAmount.nullish(),
  grand_total: RawAmount,
  tax_amount: RawAmount.nullish(),
  discount_amount: RawAmount.nullish(),
  shipping_amount: RawAmount.nullish(),
  shipping_tax_amount: RawAmount.nullish(),
  shipping_discount_tax_compensation_amount: RawAmount.nullish(),
  items: z.array(RawInvoiceItem),
  koppla_order: z.looseObject({
    increment_id: RawText,
    created_at: RawText,
    customer_id: RawId.nullish(),
    customer_email: RawText,
    billing_address: RawAddress,
    items: z.array(RawItem),
  }),
})
export type RawInvoice = z.output<typeof RawInvoice>

type Invoice = CanonicalInput<'invoices'>
type Line = Invoice['lines'][number]

/** Order Start goes by the order, so `createdAt` is its; the invoice's own day is `issuedOn`. */
export function mapInvoice(raw: RawInvoice, facts: Facts): Invoice {
  return {
    externalId: String(raw.entity_id),
    createdAt: instantOf(raw.koppla_order.created_at),
    modifiedAt: instantOf(raw.updated_at),
    number: textOf(raw.increment_id) ?? String(raw.entity_id),
    kind: 'invoice',
    issuedOn: dayIn(raw.created_at, zoneOf(facts, raw.store_id)),
    ...payerOf(raw),
    ...totalsOf(raw),
    ...unknown,
    lines: linesOf(raw),
    meta: metaOf(raw),
  }
}

/** A shop keeps no books, and tells neither when an invoice is due nor when it was paid. */
const unknown = {
  ...{ dueOn: null, paidOn: null, booked: null, voucherExternalId: null, creditedExternalId: null },
  paymentReference: null,
}

const payerOf = ({ order_id, koppla_order: order }: RawInvoice) => ({
  orderExternalId: String(order_id),
  orderNumber: textOf(order.increment_id),
  customerExternalId: textOf(order.customer_id),
  email: textOf(order.customer_email) ?? textOf(order.billing_address?.email),
  billing: addressOf(order.billing_address),
})

/** By the numbers that Magento gives them, in its words. */
const states: ReadonlyMap<number, readonly [Invoice['status'], string]> = new Map([
  [1, ['open', 'open']],
  [2, ['paid', 'paid']],
  [3, ['cancelled', 'canceled']],
])

function totalsOf(raw: RawInvoice) {
  const [status, externalStatus] = states.get(Number(raw.state)) ?? ['other', String(raw.state ?? '')]
  const total = decimalOf(amountOf(raw.grand_total))
  const isBaseCurrency = raw.base_currency_code === raw.order_currency_code
  return {
    ...{ status, externalStatus, total },
    currency: raw.order_currency_code,
    currencyRate: isBaseCurrency ? '1' : inverse(raw.base_to_order_rate),
    totalTax: decimalOf(amountOf(raw.tax_amount)),
    balance: { open: total, paid: '0', cancelled: '0', draft: null, other: null }[status],
  } as const
}

/**
 * An invoice repeats the child of a configurable, of a bundle both parent and parts; those that were sold are its lines. What
 * modules add to its total has no row: it is what the rows lack.
 */
function linesOf(raw: RawInvoice): Line[] {
  const sold = new Map(soldItems(raw.koppla_order.items).map(({ item }) => [String(item.item_id), item]))
  const items = raw.items.filter(({ order_item_id }) => sold.has(String(order_item_id)))
  const lines = [
    ...items.map(item => mapItem(item, sold.get(String(item.order_item_id))!)),
    ...shippingOf(raw, shippingDiscountOf(raw, items)),
  ]
  const tax = amountOf(raw.tax_amount) - sum(lines.map(line => amountOf(line.tax)))
  const total = amountOf(raw.grand_total) - amountOf(raw.tax_amount) - sum(lines.map(line => amountOf(line.total)))
  return [...lines, ...moneyLine({ externalId: 'rest', kind: 'rest', name: 'Not in any row' }, { total, tax })]
}

function mapItem(item: z.output<typeof RawInvoiceItem>, { tax_percent }: RawItem): Line {
  const subtotal = amountOf(item.row_total)
  const discount = amountOf(item.discount_amount) - amountOf(item.discount_tax_compensation_amount)
  return {
    externalId: String(item.entity_id),
    kind: 'product',
    name: textOf(item.name) ?? '',
    sku: textOf(item.sku),
    productExternalId: textOf(item.product_id),
    orderLineExternalId: String(item.order_item_id),
    quantity: carried(item.qty) ?? '0',
    subtotal: decimalOf(subtotal),
    total: decimalOf(subtotal - discount),
    tax: decimalOf(amountOf(item.tax_amount)),
    taxPercent: carried(tax_percent),
    accountNumber: null,
  }
}

function shippingOf(raw: RawInvoice, discount: Amount): Line[] {
  const subtotal = amountOf(raw.shipping_amount)
  if (subtotal === 0n) return []
  const money = { total: subtotal - discount, tax: amountOf(raw.shipping_tax_amount) }
  const named = { externalId: 'shipping', kind: 'shipping', name: 'Shipping' } as const
  return moneyLine(named, money).map(line => ({
    ...line,
    orderLineExternalId: 'shipping',
    subtotal: decimalOf(subtotal),
  }))
}

function moneyLine(named: Pick<Line, 'externalId' | 'kind' | 'name'>, { total, tax }: Record<'total' | 'tax', Amount>) {
  if (total === 0n && tax === 0n) return []
  const none = { sku: null, productExternalId: null, orderLineExternalId: null, taxPercent: null, accountNumber: null }
  const amount = decimalOf(total)
  return [{ ...none, ...named, quantity: '1', subtotal: amount, total: amount, tax: decimalOf(tax) }]
}

function metaOf(raw: RawInvoice): Record<string, unknown> {
  const isBaseCurrency = raw.base_currency_code === raw.order_currency_code
  const meta = {
    store_id: raw.store_id,
    transaction_id: textOf(raw.transaction_id),
    base_currency: isBaseCurrency ? null : raw.base_currency_code,
    base_total: isBaseCurrency ? null : carried(raw.base_grand_total),
  }
  return Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== null && value !== undefined))
}
