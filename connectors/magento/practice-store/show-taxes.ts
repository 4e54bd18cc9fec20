import { SHIPPING_TAX, show } from './money.ts'
import type { OrderView } from './show-order.ts'

interface Rate {
  readonly percent: number
  own: number
  base: number
}

/** The rates of the whole order, and of each line and of shipping: the rate on shipping stands nowhere else. */
export function showTaxes(view: OrderView) {
  const { content, row, own, base, state } = view
  const rates = new Map<number, Rate>()
  const add = (percent: number, amounts: { own: number; base: number }) => {
    const rate = rates.get(percent) ?? { percent, own: 0, base: 0 }
    rates.set(percent, { percent, own: rate.own + amounts.own, base: rate.base + amounts.base })
    return [show1(percent, amounts)]
  }
  const ofShipping = {
    type: 'shipping',
    applied_taxes: add(SHIPPING_TAX, { own: own.shippingTax, base: base.shippingTax }),
  }
  const ofItems = content.lines
    .filter(line => line.priced === 'own')
    .map(line => {
      const priced = view.priced(line)
      const amounts = { own: priced.own.tax, base: priced.base.tax }
      return { type: 'product', item_id: line.itemId, applied_taxes: add(line.taxPercent, amounts) }
    })
  const all = [...rates.values()].map(rate => show1(rate.percent, rate))
  return {
    ...{ applied_taxes: all, item_applied_taxes: [ofShipping, ...ofItems], converting_from_quote: false },
    ...(state.version === '2.4.8' && { taxes: all.map(one => showRow(one, row.id)) }),
    ...(state.version === '2.4.8' && {
      additional_itemized_taxes: [showOnShipping(own.shippingTax, base.shippingTax)],
    }),
  }
}

const show1 = (percent: number, { own, base }: { own: number; base: number }) => ({
  ...{ code: `SE-${percent}`, title: `SE-${percent}`, percent, amount: show(own), base_amount: show(base) },
})

const showRow = (tax: ReturnType<typeof show1>, orderId: number) => ({
  ...{ tax_id: tax.percent, order_id: orderId, ...tax, base_real_amount: tax.base_amount },
  ...{ priority: 0, position: 0, process: 0 },
})

const showOnShipping = (own: number, base: number) => ({
  ...{ tax_item_id: SHIPPING_TAX, tax_id: SHIPPING_TAX, tax_code: `SE-${SHIPPING_TAX}`, tax_percent: SHIPPING_TAX },
  ...{ amount: show(own), base_amount: show(base), real_amount: show(own), real_base_amount: show(base) },
  taxable_item_type: 'shipping',
})
