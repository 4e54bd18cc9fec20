import { hex } from '../../../src/sdk/testing/index.ts'
import { contentOf } from './compose-order.ts'
import { showLine, showTaxes, showTaxLine } from './show-lines.ts'
import {
  type Coupon,
  type Fee,
  fullVersion,
  isHpos,
  type Meta,
  type OrderContent,
  type OrderRow,
  type Shipping,
} from './state.ts'
import { sumTaxes } from './taxes.ts'
import { taxesByRate, totalsOf } from './totals.ts'
import {
  apiUrl,
  gmtTime,
  linksOf,
  linkTo,
  localTime,
  money,
  plainMoney,
  showItemMeta,
  showMeta,
  type View,
} from './view.ts'
import { payments } from './words.ts'

const symbols: Readonly<Record<string, string>> = { SEK: 'kr', EUR: '€', CAD: '$', USD: '$', NOK: 'kr', GBP: '£' }

/** An order as `GET /orders/{id}` gives it, its keys in the store's own order. */
export function showOrder(view: View, row: OrderRow) {
  const content = contentOf(view.state, row)
  const { wants } = view
  const key = wants('order_key') || wants('payment_url') ? orderKey(view, row) : ''
  return {
    id: row.id,
    parent_id: 0,
    status: row.status,
    currency: content.currency,
    version: fullVersion(view.state),
    prices_include_tax: true,
    date_created: localTime(view, row.created),
    date_modified: localTime(view, row.modified),
    ...showTotals(view, content),
    customer_id: row.customerId,
    order_key: key,
    billing: content.billing,
    shipping: content.shipping,
    payment_method: content.paymentMethod,
    payment_method_title: payments[content.paymentMethod] ?? '',
    transaction_id: content.transactionId,
    customer_ip_address: '203.0.113.7',
    customer_user_agent: 'Mozilla/5.0 seed',
    created_via: content.createdVia,
    customer_note: content.note,
    date_completed: localTime(view, content.completed),
    date_paid: localTime(view, content.paid),
    cart_hash: '',
    number: String(row.id),
    meta_data: showMeta(row.status === 'trash' ? [...content.meta, ...trashMeta(row)] : content.meta),
    line_items: wants('line_items') ? content.lines.map(line => showLine(view, line)) : [],
    tax_lines: wants('tax_lines') ? showTaxLines(view, row, content) : [],
    shipping_lines: content.shippingLines.map(line => showShipping(view, line)),
    fee_lines: content.fees.map(fee => showFee(view, fee)),
    coupon_lines: content.coupons.map(showCoupon),
    refunds: row.refunds.map(({ id, reason, amount }) => ({ id, reason, total: money(-amount, view) })).reverse(),
    payment_url: `${view.home}/checkout/order-pay/${row.id}/?pay_for_order=true&key=${key}`,
    is_editable: ['pending', 'on-hold', 'checkout-draft'].includes(row.status),
    needs_payment: ['pending', 'failed'].includes(row.status),
    needs_processing: content.lines.length > 0,
    date_created_gmt: gmtTime(row.created),
    date_modified_gmt: gmtTime(row.modified),
    date_completed_gmt: gmtTime(content.completed),
    date_paid_gmt: gmtTime(content.paid),
    currency_symbol: symbols[content.currency] ?? content.currency,
    _links: wants('_links') ? showLinks(view, row) : {},
  }
}

/** What it was before, as WordPress keeps it. */
const trashMeta = (row: OrderRow): Meta[] => [
  { id: row.id * 10 + 8, key: '_wp_trash_meta_status', value: `wc-${row.statusBeforeTrash}` },
  { id: row.id * 10 + 9, key: '_wp_trash_meta_time', value: String(row.modified / 1000) },
]

const orderKey = (view: View, row: OrderRow) => `wc_order_${hex(13, view.state.seed, row.id, 'key')}`

function showTotals(view: View, content: OrderContent) {
  const totals = totalsOf(content)
  return {
    discount_total: money(totals.discount, view),
    discount_tax: money(totals.discountTax, view),
    shipping_total: money(totals.shipping, view),
    shipping_tax: money(totals.shippingTax, view),
    cart_tax: money(totals.cartTax, view),
    total: money(totals.total, view),
    total_tax: money(totals.totalTax, view),
  }
}

function showTaxLines(view: View, row: OrderRow, content: OrderContent) {
  return [...taxesByRate(content)].map(([rate, { cart, shipping }]) =>
    showTaxLine(view, { id: row.id * 100 + 70 + rate, rate, cart, shipping }),
  )
}

function showShipping(view: View, line: Shipping) {
  return {
    id: line.id,
    method_title: line.title,
    method_id: 'flat_rate',
    instance_id: '1',
    total: money(line.total, view),
    total_tax: money(sumTaxes(line.taxes), view),
    taxes: showTaxes(view, line.taxes),
    ...(isHpos(view.state) && { tax_status: 'taxable' }),
    meta_data: showItemMeta([{ id: line.id * 10, key: 'Artiklar', value: 'x' }]),
  }
}

function showFee(view: View, fee: Fee) {
  return {
    id: fee.id,
    name: fee.name,
    tax_class: '',
    tax_status: 'taxable',
    amount: fee.amount,
    total: money(fee.total, view),
    total_tax: money(sumTaxes(fee.taxes), view),
    taxes: showTaxes(view, fee.taxes),
    meta_data: [],
  }
}

function showCoupon(coupon: Coupon) {
  const info = JSON.stringify([584, coupon.code, coupon.type, coupon.nominal])
  return {
    id: coupon.id,
    code: coupon.code,
    discount: plainMoney(coupon.discount),
    discount_tax: plainMoney(coupon.discountTax),
    meta_data: showItemMeta([{ id: coupon.id * 10, key: 'coupon_info', value: info }]),
    discount_type: coupon.type,
    nominal_amount: coupon.nominal,
    free_shipping: false,
  }
}

function showLinks(view: View, row: OrderRow) {
  const templates = apiUrl(view, `orders/${row.id}/actions/email_templates`)
  return {
    ...linksOf(view, `orders/${row.id}`),
    ...(isHpos(view.state) && { email_templates: [{ embeddable: true, href: templates }] }),
    ...(row.customerId > 0 && { customer: linkTo(view, `customers/${row.customerId}`) }),
  }
}
