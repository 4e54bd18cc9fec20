import { findById, isHpos, type Line, type State, type Tax } from './state.ts'
import { rates, sumSubtotalTaxes, sumTaxes } from './taxes.ts'
import { money, showItemMeta, type View } from './view.ts'

const rateById = new Map(rates.map(rate => [rate.id, rate]))

/** An order line, or as much of it as was given back: then quantity and sums are below zero and its id is the refund's. */
export function showLine(view: View, line: Line, back?: { readonly id: number; readonly quantity: number }) {
  const part = back ? -back.quantity / line.quantity : 1
  const share = (cents: number) => money(Math.round(cents * part) || 0, view)
  const shown = showProductOf(view.state, line)
  const globalId = isHpos(view.state) ? { global_unique_id: shown.globalUniqueId } : {}
  return {
    id: back?.id ?? line.id,
    name: line.name,
    product_id: shown.productId,
    variation_id: shown.variationId,
    quantity: back ? -back.quantity : line.quantity,
    tax_class: line.taxClass,
    subtotal: share(line.subtotal),
    subtotal_tax: share(sumSubtotalTaxes(line.taxes)),
    total: share(line.total),
    total_tax: share(sumTaxes(line.taxes)),
    taxes: line.taxes.map(tax => ({ id: tax.rate, total: share(tax.total), subtotal: share(tax.subtotal) })),
    meta_data: showItemMeta(back ? [refundedItem(back.id, line)] : line.meta),
    sku: shown.sku,
    ...globalId,
    price: line.quantity === 0 ? 0 : line.total / 100 / line.quantity,
    image: shown.image,
    parent_name: shown.parentName,
  }
}

const refundedItem = (id: number, line: Line) => ({ id: id * 10, key: '_refunded_item_id', value: String(line.id) })

/**
 * SKU, ids and image are looked up in today's catalogue. A product that is gone leaves 0 and null; a variation that is
 * gone leaves its parent's SKU; a variation without one shows its parent's.
 */
function showProductOf(state: State, line: Line) {
  const gone = { productId: 0, variationId: 0, sku: null, globalUniqueId: null, parentName: null }
  const parent = findById(state.products, line.productId)
  if (!parent) return { ...gone, image: { id: 0, src: '' } }
  const variation = line.variationId ? findById(state.variations, line.variationId) : undefined
  const imageId = 10 + (parent.id % 3)
  const image = {
    id: variation ? imageId * 1 : String(imageId),
    src: `https://shop.example/produktbild-${imageId}.jpg`,
  }
  return {
    productId: parent.id,
    variationId: variation?.id ?? 0,
    sku: variation?.sku || parent.sku,
    globalUniqueId: variation ? variation.globalUniqueId : parent.globalUniqueId,
    parentName: variation ? parent.name : null,
    image: parent.images > 0 ? image : { id: variation ? 0 : '', src: '' },
  }
}

export const showTaxes = (view: View, taxes: readonly Tax[]) =>
  taxes.map(tax => ({ id: tax.rate, total: money(tax.total, view), subtotal: '' }))

export function showTaxLine(view: View, line: { id: number; rate: number; cart: number; shipping: number }) {
  const rate = rateById.get(line.rate)!
  return {
    id: line.id,
    rate_code: rate.code,
    rate_id: rate.id,
    label: rate.label,
    compound: false,
    tax_total: money(line.cart, view),
    shipping_tax_total: money(line.shipping, view),
    rate_percent: rate.percent,
    meta_data: [],
  }
}
