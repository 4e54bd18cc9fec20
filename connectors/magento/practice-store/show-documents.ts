import { contentOf } from './compose-order.ts'
import { showDate } from './dates.ts'
import { type Amounts, inCurrency, priceLines, show, totalOf } from './money.ts'
import { isShippable, qtyIn } from './pieces.ts'
import { both } from './show-line.ts'
import { refundOf } from './show-order-money.ts'
import type { CreditMemo, Invoice, Line, OrderContent, OrderRow, Shipment, State, Track } from './state.ts'
import { findById } from './state.ts'

type Shown = Record<string, unknown>

/** Ids of rows within a document: its own, and two digits more. */
const itemId = (documentId: number, n: number) => documentId * 100 + n

interface Paper {
  readonly row: OrderRow
  readonly content: OrderContent
}

/** The order that a document belongs to; one that is gone leaves none behind. */
function paperOf(state: State, { orderId }: { orderId: number }): Paper {
  const row = findById(state.orders, orderId)!
  return { row, content: contentOf(state, row) }
}

function showHead(document: Invoice | CreditMemo, { row, content }: Paper): Shown {
  return {
    ...{ base_currency_code: 'SEK', base_to_global_rate: 1, base_to_order_rate: content.rate },
    ...{ billing_address_id: content.billing.id, created_at: showDate(document.created), entity_id: document.id },
    ...{ global_currency_code: 'SEK', increment_id: String(document.id).padStart(9, '0') },
    ...{ order_currency_code: content.currency, order_id: row.id, shipping_address_id: content.shipping?.id },
    ...{ store_currency_code: 'SEK', store_id: row.storeId, store_to_base_rate: 0, store_to_order_rate: 0 },
    updated_at: showDate(document.updated),
  }
}

export function showInvoice(invoice: Invoice, state: State): Shown {
  const paper = paperOf(state, invoice)
  const { content } = paper
  const shippingGross = invoice.withShipping ? content.shippingGross : 0
  const inRate = (rate: number) => totalOf(content, { rate, qtyOf: qtyIn(invoice.pieces), shippingGross })
  const [base, own] = [inRate(1), inRate(content.rate)]
  const items = showItems(invoice, paper, showInvoiceItem)
  return {
    ...showHead(invoice, paper),
    ...both('discount_amount', -base.discount || 0, -own.discount || 0),
    ...both('grand_total', base.grand, own.grand),
    ...both('discount_tax_compensation_amount', base.compensation, own.compensation),
    ...both('shipping_amount', base.shipping, own.shipping),
    ...{ base_shipping_discount_tax_compensation_amnt: 0, shipping_discount_tax_compensation_amount: 0 },
    ...both('shipping_incl_tax', base.shippingIncl, own.shippingIncl),
    ...both('shipping_tax_amount', base.shippingTax, own.shippingTax),
    ...both('subtotal', base.subtotal, own.subtotal),
    ...both('subtotal_incl_tax', base.subtotalIncl, own.subtotalIncl),
    ...both('tax_amount', base.tax, own.tax),
    ...{ can_void_flag: 0, discount_description: content.coupon ?? undefined, state: invoice.state },
    total_qty: items.reduce((sum, { qty }) => sum + qty, 0),
    items,
    comments: [],
  }
}

interface Item {
  readonly line: Line
  readonly base: Amounts
  readonly own: Amounts
  readonly qty: number
  readonly id: number
  readonly documentId: number
}

function showItems<Shape>(document: Invoice | CreditMemo, { content }: Paper, shape: (item: Item) => Shape): Shape[] {
  const qtyOf = qtyIn(document.pieces)
  const [base, own] = [priceLines(content, 1, qtyOf), priceLines(content, content.rate, qtyOf)]
  const lines = content.lines.filter(line => qtyOf(line) > 0)
  return lines.map((line, n) => {
    const ids = { id: itemId(document.id, n), documentId: document.id }
    return shape({ line, base: base.get(line)!, own: own.get(line)!, qty: qtyOf(line), ...ids })
  })
}

/** Before the discount, unlike the lines of an order. A child is told with its name and nothing that it costs. */
function showInvoiceItem({ line, base, own, qty, id, documentId }: Item) {
  return {
    ...(line.priced !== 'part' && showRow({ base, own })),
    ...(base.discount > 0 && both('discount_amount', base.discount, own.discount)),
    ...both('price', base.price, own.price),
    ...{ entity_id: id, name: line.name, parent_id: documentId, product_id: line.productId, sku: line.sku },
    ...{ order_item_id: line.itemId, qty },
  }
}

const showRow = ({ base, own }: Pick<Item, 'base' | 'own'>) => ({
  ...both('discount_tax_compensation_amount', base.compensation, own.compensation),
  ...both('price_incl_tax', base.priceIncl, own.priceIncl),
  ...both('row_total', base.row, own.row),
  ...both('row_total_incl_tax', base.rowIncl, own.rowIncl),
  ...both('tax_amount', base.tax, own.tax),
})

export function showCreditMemo(memo: CreditMemo, state: State): Shown {
  const paper = paperOf(state, memo)
  const { content } = paper
  const inRate = (rate: number) => {
    const [positive, negative] = [inCurrency(memo.positive, rate), inCurrency(memo.negative, rate)]
    return { ...refundOf(content, rate, memo), positive, negative }
  }
  const [base, own] = [inRate(1), inRate(content.rate)]
  return {
    ...showHead(memo, paper),
    ...both('adjustment', base.positive - base.negative, own.positive - own.negative),
    ...both('adjustment_negative', base.negative, own.negative),
    ...both('adjustment_positive', base.positive, own.positive),
    ...both('discount_amount', -base.discount || 0, -own.discount || 0),
    ...both('grand_total', base.grand + base.positive - base.negative, own.grand + own.positive - own.negative),
    ...both('discount_tax_compensation_amount', base.compensation, own.compensation),
    ...both('shipping_amount', base.shipping, own.shipping),
    ...both('shipping_incl_tax', base.shippingIncl, own.shippingIncl),
    ...both('shipping_tax_amount', base.shippingTax, own.shippingTax),
    ...both('subtotal', base.subtotal, own.subtotal),
    ...both('subtotal_incl_tax', base.subtotalIncl, own.subtotalIncl),
    ...both('tax_amount', base.tax, own.tax),
    ...{ state: 2, items: showItems(memo, paper, showCreditItem) },
    comments: memo.comments.map((comment, n) => ({
      ...{ comment, created_at: showDate(memo.created), entity_id: itemId(memo.id, n), parent_id: memo.id },
      ...{ is_customer_notified: 0, is_visible_on_front: 0 },
    })),
  }
}

function showCreditItem({ line, base, own, qty, id, documentId }: Item) {
  const weee = { weee_tax_applied: '[]', weee_tax_applied_row_amount: 0, weee_tax_row_disposition: 0 }
  return {
    base_cost: null,
    ...(line.priced !== 'part' && { ...showRow({ base, own }), base_weee_tax_row_disposition: 0, ...weee }),
    ...(base.discount > 0 && both('discount_amount', base.discount, own.discount)),
    ...both('price', base.price, own.price),
    ...{ entity_id: id, name: line.name, order_item_id: line.itemId, parent_id: documentId },
    ...{ product_id: line.productId, qty, sku: line.sku },
  }
}

export function showShipment(shipment: Shipment, state: State): Shown {
  const { row, content } = paperOf(state, shipment)
  const qtyOf = qtyIn(shipment.pieces)
  const own = priceLines(content, content.rate)
  const lines = content.lines.filter(line => isShippable(line) && qtyOf(line) > 0)
  const items = lines.map((line, n) => ({
    ...{
      entity_id: itemId(shipment.id, n),
      name: line.name,
      parent_id: shipment.id,
      price: show(own.get(line)!.price),
    },
    ...{ product_id: line.productId, sku: line.sku, weight: line.weight ?? undefined },
    ...{ order_item_id: line.itemId, qty: qtyOf(line) },
  }))
  return {
    ...{ billing_address_id: content.billing.id, created_at: showDate(shipment.created) },
    ...{ customer_id: row.customerId ?? undefined, entity_id: shipment.id },
    ...{ increment_id: String(shipment.id).padStart(9, '0'), order_id: row.id, packages: [] },
    ...{ shipping_address_id: content.shipping?.id, store_id: row.storeId },
    total_qty: items.reduce((sum, { qty }) => sum + qty, 0),
    updated_at: showDate(shipment.updated),
    items,
    tracks: shipment.tracks.map(track => showTrack(track, shipment)),
    comments: [],
    extension_attributes: { source_code: shipment.source },
  }
}

export const showTrack = (track: Track, { id, orderId }: Shipment) => ({
  ...{ order_id: orderId, created_at: showDate(track.created), entity_id: track.id, parent_id: id },
  ...{ updated_at: showDate(track.created), weight: null, qty: null, description: null },
  ...{ track_number: track.number, title: track.title, carrier_code: track.carrier },
})
