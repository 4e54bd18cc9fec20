import { showDate } from './dates.ts'
import { type Amounts, show } from './money.ts'
import { type Handled, handledOf } from './pieces.ts'
import type { Line, OrderContent, OrderRow, State } from './state.ts'

type Shown = Record<string, unknown>

/** Both currencies of one thing: `base_price` and `price`. */
export function both(name: string, base: number | undefined, own: number | undefined): Shown {
  return {
    [`base_${name}`]: base === undefined ? undefined : show(base),
    [name]: own === undefined ? undefined : show(own),
  }
}

export interface Priced {
  readonly base: Amounts
  readonly own: Amounts
}

export interface LineView {
  readonly state: State
  readonly row: OrderRow
  readonly content: OrderContent
  readonly priced: (line: Line) => Priced
}

/** A row of `items`. A child carries a whole copy of its parent. */
export function showLine(view: LineView, line: Line): Shown {
  const { base, own } = view.priced(line)
  const part = line.priced === 'part'
  const handled = handledOf(view.row, view.content, line)
  const parent = view.content.lines.find(one => one.itemId === line.parentItemId)
  return {
    ...showHandled(line, { base, own }, handled),
    ...both('discount_amount', base.discount, own.discount),
    ...(part ? {} : showOriginal(view.state, { base, own })),
    ...(part ? { original_price: 0 } : both('price_incl_tax', base.priceIncl, own.priceIncl)),
    ...both('price', base.price, own.price),
    ...both('row_total', wrongTotal(view.state, base), wrongTotal(view.state, own)),
    // After the discount, unlike the lines of an invoice.
    ...both('row_total_incl_tax', base.rowIncl - base.discount, own.rowIncl - own.discount),
    ...both('tax_amount', base.tax, own.tax),
    ...(line.priced === 'own' && both('discount_tax_compensation_amount', base.compensation, own.compensation)),
    ...showRest(view, line, handled),
    ...(parent && { parent_item: showLine(view, parent) }),
    ...showOption(line, view.content),
    extension_attributes: { itemized_taxes: line.priced === 'own' ? [showTax(line, own, base)] : [] },
  }
}

/** What stands in the catalogue, entered as the shop enters its prices. */
const showOriginal = ({ netPrices }: State, { base, own }: Priced) =>
  netPrices ? both('original_price', base.price, own.price) : both('original_price', base.priceIncl, own.priceIncl)

/**
 * `row_total` as the releases tell it, and none tells it rightly: 2.4.8 takes the discount off the price of one piece,
 * those before it off the row.
 */
const wrongTotal = ({ version }: State, { price, row, discount }: Amounts) =>
  Math.max(0, (version === '2.4.8' ? price : row) - discount)

function showHandled(line: Line, { base, own }: Priced, { invoiced, refunded, canceled }: Handled): Shown {
  const share = (amount: number, qty: number) => Math.round((amount * qty) / line.qty)
  const some = (name: keyof Amounts, qty: number) => [share(base[name], qty), share(own[name], qty)] as const
  const compensated = line.priced !== 'sum'
  return {
    ...both('amount_refunded', ...some('row', refunded)),
    ...both('discount_invoiced', ...some('discount', invoiced)),
    ...both('row_invoiced', ...some('row', invoiced)),
    ...both('tax_invoiced', ...some('tax', invoiced)),
    ...(invoiced > 0 && compensated && both('discount_tax_compensation_invoiced', ...some('compensation', invoiced))),
    ...(refunded > 0 && both('discount_refunded', ...some('discount', refunded))),
    ...(refunded > 0 && both('tax_refunded', ...some('tax', refunded))),
    ...(refunded > 0 && both('discount_tax_compensation_refunded', ...some('compensation', refunded))),
    ...(canceled > 0 && { discount_tax_compensation_canceled: 0, tax_canceled: show(own.tax) }),
  }
}

function showRest({ row, content }: LineView, line: Line, handled: Handled): Shown {
  return {
    ...{ applied_rule_ids: content.coupon && line.priced === 'own' ? '1' : undefined },
    ...{ created_at: showDate(row.created), updated_at: showDate(row.updated), free_shipping: 0, is_qty_decimal: 0 },
    discount_percent: line.priced === 'own' ? content.discountPercent : 0,
    ...{ is_virtual: line.type === 'virtual' ? 1 : 0, item_id: line.itemId, name: line.name, no_discount: 0 },
    ...{ order_id: row.id, parent_item_id: line.parentItemId ?? undefined, product_id: line.productId },
    ...{ product_type: line.type, qty_canceled: handled.canceled, qty_invoiced: handled.invoiced },
    ...{ qty_ordered: line.qty, qty_refunded: handled.refunded, qty_shipped: handled.shipped },
    ...{ quote_item_id: line.itemId, sku: line.sku, store_id: row.storeId, weight: line.weight ?? undefined },
    row_weight: line.parentItemId === null ? round((line.weight ?? 0) * line.qty) : 0,
    tax_percent: line.priced === 'sum' ? undefined : line.taxPercent,
    weee_tax_applied: handled.invoiced > 0 && line.priced === 'own' ? '[]' : undefined,
  }
}

export const round = (weight: number) => Math.round(weight * 1000) / 1000

function showOption(line: Line, { lines }: OrderContent): Shown {
  const of = (extension_attributes: Shown) => ({ product_option: { extension_attributes } })
  if (line.type === 'configurable') {
    return of({ configurable_item_options: [{ option_id: '137', option_value: line.size }] })
  }
  if (line.type !== 'bundle') return {}
  const parts = lines.filter(one => one.parentItemId === line.itemId)
  const options = parts.map((_, n) => ({
    ...{ option_id: line.productId * 10 + n, option_qty: line.partQtys[n] },
    option_selections: [line.productId * 10 + n],
  }))
  return of({ bundle_options: options })
}

function showTax({ itemId, taxPercent }: Line, own: Amounts, base: Amounts): Shown {
  const [amount, base_amount] = [show(own.tax), show(base.tax)]
  return {
    ...{ tax_item_id: itemId, tax_id: taxPercent, item_id: itemId, tax_code: `SE-${taxPercent}` },
    ...{ tax_percent: taxPercent, amount, base_amount, real_amount: amount, real_base_amount: base_amount },
    taxable_item_type: 'product',
  }
}
