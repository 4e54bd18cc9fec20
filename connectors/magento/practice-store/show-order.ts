import { hex } from '../../../src/sdk/testing/index.ts'
import { contentOf } from './compose-order.ts'
import { showDate } from './dates.ts'
import { priceLines, type Totals, totalOfOrder } from './money.ts'
import { isShippable } from './pieces.ts'
import { storeViews } from './shop.ts'
import { showOrderAddress } from './show-address.ts'
import { both, type LineView, round, showLine } from './show-line.ts'
import { handledMoney } from './show-order-money.ts'
import { showTaxes } from './show-taxes.ts'
import type { Comment, OrderRow, State } from './state.ts'

type Shown = Readonly<Record<string, unknown>>

export interface OrderView extends LineView {
  readonly base: Totals
  readonly own: Totals
}

export function viewOrder(state: State, row: OrderRow): OrderView {
  const content = contentOf(state, row)
  const base = priceLines(content, 1)
  const own = priceLines(content, content.rate)
  return {
    ...{ state, row, content },
    priced: line => ({ base: base.get(line)!, own: own.get(line)! }),
    base: totalOfOrder(content, 1),
    own: totalOfOrder(content, content.rate),
  }
}

/** As `GET /V1/orders` shows it. Every line is there twice: below `items`, and in its shipping assignment. */
export function showOrder(row: OrderRow, state: State) {
  const view = viewOrder(state, row)
  const { content } = view
  const items = content.lines.map(line => showLine(view, line))
  const place = { id: row.id, email: content.email }
  const handled = handledMoney(view)
  return {
    ...showHead(view),
    ...showMoney(view),
    ...handled,
    items,
    billing_address: showOrderAddress(content.billing, place, 'billing'),
    payment: showPayment(view, handled),
    status_histories: content.comments.toReversed().map(one => showComment(one, row.id)),
    extension_attributes: {
      shipping_assignments: [{ shipping: showShipping(view, handled), items }],
      payment_additional_info: [{ key: 'method_title', value: 'Check / Money order' }],
      ...showTaxes(view),
    },
  }
}

function showHead({ state, row, content }: OrderView) {
  const virtual = content.shipping === null
  const tops = content.lines.filter(line => line.parentItemId === null)
  const { name } = storeViews[row.storeId - 1]!
  return {
    ...{ applied_rule_ids: content.coupon ? '1' : undefined, coupon_code: content.coupon ?? undefined },
    ...{ base_currency_code: 'SEK', order_currency_code: content.currency, global_currency_code: 'SEK' },
    ...{ store_currency_code: 'SEK', store_to_base_rate: 0, store_to_order_rate: 0, base_to_global_rate: 1 },
    ...{ base_to_order_rate: content.rate, billing_address_id: content.billing.id },
    ...{ created_at: showDate(row.created), updated_at: showDate(row.updated), customer_email: content.email },
    ...{ customer_firstname: content.firstName, customer_lastname: content.lastName },
    ...{ customer_group_id: row.guest ? 0 : 1, customer_id: row.customerId ?? undefined },
    ...{ customer_is_guest: row.guest ? 1 : 0, customer_note_notify: 1, customer_taxvat: content.taxvat ?? undefined },
    ...{ discount_description: content.coupon ?? undefined, entity_id: row.id, increment_id: row.incrementId },
    ...{ is_virtual: virtual ? 1 : 0, protect_code: hex(32, state.seed, row.id), quote_id: row.id },
    ...{ remote_ip: '203.0.113.7', state: row.state, status: row.status, store_id: row.storeId },
    ...{ shipping_description: virtual ? undefined : 'Flat Rate - Fixed' },
    store_name: `Main Website\nMain Website Store\n${name}`,
    total_item_count: tops.length,
    total_qty_ordered: tops.reduce((sum, line) => sum + line.qty, 0),
    weight: round(tops.filter(isShippable).reduce((sum, line) => sum + (line.weight ?? 0) * line.qty, 0)),
  }
}

function showMoney({ base, own }: OrderView) {
  return {
    ...both('discount_amount', -base.discount || 0, -own.discount || 0),
    ...both('grand_total', base.grand, own.grand),
    ...both('discount_tax_compensation_amount', base.compensation, own.compensation),
    ...both('subtotal', base.subtotal, own.subtotal),
    ...both('subtotal_incl_tax', base.subtotalIncl, own.subtotalIncl),
    ...both('tax_amount', base.tax, own.tax),
    ...showShippingMoney(base, own),
  }
}

const showShippingMoney = (base: Totals, own: Totals) => ({
  ...both('shipping_amount', base.shipping, own.shipping),
  ...both('shipping_discount_amount', 0, 0),
  ...{ base_shipping_discount_tax_compensation_amnt: 0, shipping_discount_tax_compensation_amount: 0 },
  ...both('shipping_incl_tax', base.shippingIncl, own.shippingIncl),
  ...both('shipping_tax_amount', base.shippingTax, own.shippingTax),
})

function showShipping({ row, content, base, own }: OrderView, handled: Shown) {
  const total = { ...showShippingMoney(base, own), ...shippingOf(handled) }
  if (!content.shipping) return { total }
  const address = showOrderAddress(content.shipping, { id: row.id, email: content.email }, 'shipping')
  return { address, method: 'flatrate_flatrate', total }
}

/** What became of the shipping alone. */
const shippingOf = (handled: Shown): Shown =>
  Object.fromEntries(Object.entries(handled).filter(([name]) => /^(base_)?shipping_/.test(name)))

function showPayment({ row, base, own }: OrderView, handled: Shown) {
  const paid = row.invoices.length > 0
  return {
    ...{ account_status: null, additional_information: ['Check / Money order'], cc_last4: null },
    ...both('amount_ordered', base.grand, own.grand),
    ...(paid && both('amount_paid', base.grand, own.grand)),
    ...both('shipping_amount', base.shipping, own.shipping),
    ...(paid && both('shipping_captured', base.shipping, own.shipping)),
    ...{ amount_refunded: handled['total_refunded'], base_amount_refunded: handled['base_total_refunded'] },
    ...{ shipping_refunded: handled['shipping_refunded'], base_shipping_refunded: handled['base_shipping_refunded'] },
    ...{ entity_id: row.id, method: 'checkmo', parent_id: row.id },
  }
}

export const showComment = ({ id, text, created, status, entity, visible }: Comment, orderId: number) => ({
  ...{ comment: text, created_at: showDate(created), entity_id: id, entity_name: entity },
  ...{ is_customer_notified: 0, is_visible_on_front: visible ? 1 : 0, parent_id: orderId, status },
})
