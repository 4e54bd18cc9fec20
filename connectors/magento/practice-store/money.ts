import type { Cents, Line, OrderContent } from './order-content.ts'

/** What a number of pieces of one line cost, in one currency. */
export interface Amounts {
  readonly price: Cents
  readonly priceIncl: Cents
  /** Before discount, without and with tax. */
  readonly row: Cents
  readonly rowIncl: Cents
  readonly discount: Cents
  /** Of what is left after the discount. */
  readonly tax: Cents
  /** The part of the discount that was tax. */
  readonly compensation: Cents
}

const NOTHING: Amounts = { price: 0, priceIncl: 0, row: 0, rowIncl: 0, discount: 0, tax: 0, compensation: 0 }

/** The tax that is in a gross amount. */
export const taxIn = (gross: Cents, percent: number): Cents => Math.round((gross * percent) / (100 + percent))

/** Each currency is rounded for itself: base × rate is not the order's amount to the cent. */
export const inCurrency = (gross: Cents, rate: number): Cents => (rate === 1 ? gross : Math.round(gross * rate))

export type QtyOf = (line: Line) => number
const ordered: QtyOf = line => line.qty

/** By line. `rate` 1 is the shop's own currency. */
export function priceLines(content: OrderContent, rate: number, qtyOf: QtyOf = ordered): Map<Line, Amounts> {
  const priced = new Map<Line, Amounts>()
  for (const line of content.lines) {
    if (line.priced === 'own') priced.set(line, priceLine(line, { content, rate, qty: qtyOf(line) }))
    if (line.priced === 'part') priced.set(line, NOTHING)
  }
  for (const line of content.lines) if (line.priced === 'sum') priced.set(line, sumParts(content, line, priced))
  return priced
}

interface Pricing {
  readonly content: OrderContent
  readonly rate: number
  readonly qty: number
}

function priceLine({ gross, taxPercent }: Line, { content, rate, qty }: Pricing): Amounts {
  const priceIncl = inCurrency(gross, rate)
  const rowIncl = priceIncl * qty
  const discount = Math.round((rowIncl * content.discountPercent) / 100)
  const taxBefore = taxIn(rowIncl, taxPercent)
  const tax = taxIn(rowIncl - discount, taxPercent)
  const price = priceIncl - taxIn(priceIncl, taxPercent)
  return { price, priceIncl, row: rowIncl - taxBefore, rowIncl, discount, tax, compensation: taxBefore - tax }
}

function sumParts({ lines }: OrderContent, bundle: Line, priced: ReadonlyMap<Line, Amounts>): Amounts {
  const parts = lines.filter(one => one.parentItemId === bundle.itemId)
  const inOne = (name: 'price' | 'priceIncl') =>
    parts.reduce((sum, part, n) => sum + priced.get(part)![name] * bundle.partQtys[n]!, 0)
  const whole = sumAmounts(parts.map(part => priced.get(part)!))
  return { ...whole, price: inOne('price'), priceIncl: inOne('priceIncl') }
}

export function sumAmounts(all: readonly Amounts[]): Amounts {
  const sum = (name: keyof Amounts) => all.reduce((total, one) => total + one[name], 0)
  return {
    ...NOTHING,
    ...{ row: sum('row'), rowIncl: sum('rowIncl'), discount: sum('discount') },
    ...{ tax: sum('tax'), compensation: sum('compensation') },
  }
}

export interface Totals {
  readonly subtotal: Cents
  readonly subtotalIncl: Cents
  readonly discount: Cents
  readonly compensation: Cents
  readonly shipping: Cents
  readonly shippingIncl: Cents
  readonly shippingTax: Cents
  /** On the lines and on shipping. */
  readonly tax: Cents
  readonly grand: Cents
}

export const SHIPPING_TAX = 25

export interface Asked {
  readonly rate: number
  readonly qtyOf?: QtyOf
  /** In the shop's currency, gross. */
  readonly shippingGross: Cents
}

/** A parent stands for what is in it. */
export function totalOf(content: OrderContent, { rate, qtyOf, shippingGross }: Asked): Totals {
  const priced = priceLines(content, rate, qtyOf)
  const lines = sumAmounts(content.lines.filter(line => line.parentItemId === null).map(line => priced.get(line)!))
  const shippingIncl = inCurrency(shippingGross, rate)
  const shippingTax = taxIn(shippingIncl, SHIPPING_TAX)
  return {
    ...{ subtotal: lines.row, subtotalIncl: lines.rowIncl, discount: lines.discount, compensation: lines.compensation },
    ...{ shipping: shippingIncl - shippingTax, shippingIncl, shippingTax, tax: lines.tax + shippingTax },
    grand: lines.rowIncl - lines.discount + shippingIncl,
  }
}

export const totalOfOrder = (content: OrderContent, rate: number): Totals =>
  totalOf(content, { rate, shippingGross: content.shippingGross })

/** Kronor, euros: what is shown. */
export const show = (amount: Cents): number => amount / 100
