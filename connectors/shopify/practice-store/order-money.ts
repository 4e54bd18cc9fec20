import type { Cents, Order, OrderContent, OrderLine, Refund } from './state.ts'

/** Prices include tax: this much of the gross is tax. */
export const taxIn = (gross: Cents, percent: number): Cents => Math.round((gross * percent) / (100 + percent))

export const grossOf = ({ price, quantity, discount }: OrderLine): Cents => price * quantity - discount
/** Of some of its pieces. */
export const shareOf = (line: OrderLine, pieces: number): Cents => Math.round((grossOf(line) * pieces) / line.quantity)

const sum = (amounts: readonly Cents[]): Cents => amounts.reduce((all, one) => all + one, 0)

export const refundedPieces = ({ refunds }: Order, lineId: number): number =>
  sum(refunds.flatMap(({ lines }) => lines.filter(line => line.lineId === lineId).map(({ quantity }) => quantity)))

export const removedPieces = ({ removed }: Order, lineId: number): number =>
  sum(removed.filter(one => one.lineId === lineId).map(({ quantity }) => quantity))

/** What is neither taken off nor given back. */
export const currentPieces = (order: Order, { id, quantity }: OrderLine): number =>
  quantity - refundedPieces(order, id) - removedPieces(order, id)

export interface RefundMoney {
  readonly lines: Cents
  readonly total: Cents
}

export function moneyOfRefund(content: OrderContent, refund: Refund): RefundMoney {
  const lines = sum(
    refund.lines.map(({ lineId, quantity }) => {
      const line = content.lines.find(one => one.id === lineId)
      return line ? shareOf(line, quantity) : 0
    }),
  )
  return { lines, total: lines + refund.shipping + refund.adjustment }
}

/** All in the shop's money. */
export interface OrderMoney {
  readonly subtotal: Cents
  readonly discounts: Cents
  readonly shipping: Cents
  readonly tax: Cents
  readonly total: Cents
  readonly refunded: Cents
  /** Taken off by an edit: still in the total, and no longer in the current one. */
  readonly removed: Cents
  readonly currentTotal: Cents
  readonly currentSubtotal: Cents
  readonly currentTax: Cents
  /** By percent: the tax at that rate, each line's rounded by itself. */
  readonly taxed: ReadonlyMap<number, Cents>
}

export function moneyOf(order: Order, content: OrderContent): OrderMoney {
  const subtotal = sum(content.lines.map(grossOf))
  const shipping = content.shipping?.price ?? 0
  const taxed = new Map<number, Cents>()
  const add = (percent: number, gross: Cents) => taxed.set(percent, (taxed.get(percent) ?? 0) + taxIn(gross, percent))
  for (const line of content.lines) add(line.taxRate, grossOf(line))
  if (shipping > 0) add(25, shipping)
  const tax = sum([...taxed.values()])
  const total = subtotal + shipping + content.tip + content.duties
  const given = order.refunds.map(refund => moneyOfRefund(content, refund))
  const refunded = sum(given.map(one => one.total))
  const returned = sum(given.map(one => one.lines))
  const taken = content.lines.map(line => ({ line, gross: shareOf(line, removedPieces(order, line.id)) }))
  const removed = sum(taken.map(({ gross }) => gross))
  const untaxed = sum(taken.map(({ line, gross }) => taxIn(gross, line.taxRate)))
  return {
    ...{ subtotal, shipping, tax, total, refunded, removed, taxed },
    discounts: sum(content.lines.map(({ discount }) => discount)),
    currentTotal: total - removed - refunded,
    currentSubtotal: subtotal - removed - returned,
    currentTax: Math.max(0, tax - untaxed - taxIn(refunded, 25)),
  }
}

/** `12.5`, `100.0`: as Shopify writes it. */
export function decimal(cents: Cents): string {
  const text = (cents / 100).toFixed(2)
  return text.endsWith('0') ? text.slice(0, -1) : text
}

interface Money {
  readonly amount: string
  readonly currencyCode: string
}

export const money = (cents: Cents, currencyCode: string): Money => ({ amount: decimal(cents), currencyCode })

/** The same sum in the shop's money and in the customer's. */
export const bagOf =
  (order: Pick<Order, 'presentment'>, shopCurrency: string) =>
  (cents: Cents): { readonly shopMoney: Money; readonly presentmentMoney: Money } => ({
    shopMoney: money(cents, shopCurrency),
    presentmentMoney: money(Math.round(cents * order.presentment.rate), order.presentment.currency),
  })
