import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { cutLine, hasMoney, isNearer, RawEdited, shrink, soldFor, taxIn } from './edits.ts'
import { type Amount, amountOf, decimalOf, RawMoney, shareOf, sum } from './money.ts'
import {
  discountedTotal,
  feeLine,
  type Line,
  mapLine,
  mapShipping,
  RawLine,
  RawShipping,
  type RawTaxLine,
  rateOf,
  taxOf,
} from './order-lines.ts'
import { mapRefund, RawRefund } from './refund.ts'
import { addressOf, numberOf, RawAddress, RawText, textOf } from './values.ts'

const RawTransaction = z.looseObject({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  gateway: RawText,
  formattedGateway: RawText,
  paymentId: RawText,
  processedAt: RawText,
  amountSet: RawMoney,
  parentTransaction: z.looseObject({ id: z.string() }).nullish(),
})

export const RawOrder = RawEdited.extend({
  id: z.string(),
  name: z.string(),
  ...{ createdAt: z.string(), updatedAt: z.string(), closedAt: RawText, cancelledAt: RawText, cancelReason: RawText },
  ...{ test: z.boolean(), edited: z.boolean(), sourceName: RawText, note: RawText, tags: z.array(z.string()) },
  ...{ displayFinancialStatus: RawText, displayFulfillmentStatus: RawText },
  ...{ currencyCode: z.string(), presentmentCurrencyCode: z.string(), taxesIncluded: z.boolean() },
  ...{ email: RawText, phone: RawText, customer: z.looseObject({ id: z.string() }).nullish() },
  ...{ billingAddress: RawAddress, shippingAddress: RawAddress },
  ...{
    totalPriceSet: RawMoney,
    totalTaxSet: RawMoney,
    totalTipReceivedSet: RawMoney,
    originalTotalDutiesSet: RawMoney,
  },
  ...{ totalShippingPriceSet: RawMoney, totalOutstandingSet: RawMoney },
  totalCashRoundingAdjustment: z.looseObject({ paymentSet: RawMoney }).nullish(),
  lineItems: z.looseObject({ nodes: z.array(RawLine) }),
  shippingLines: z.looseObject({ nodes: z.array(RawShipping) }),
  transactions: z.array(RawTransaction),
  refunds: z.array(RawRefund),
})
export type RawOrder = z.output<typeof RawOrder>

type Order = CanonicalInput<'orders'>

/** In the shop's money; the customer's is kept beside it. */
export function mapOrder(told: RawOrder): Order {
  const fees = feesOf(told, shippingOf(told))
  const raw = applyEdits(told, fees)
  const { taxesIncluded } = raw
  const sold = raw.lineItems.nodes
  const shipping = shippingOf(raw)
  const lines = sold.map(line => mapLine(line, taxesIncluded))
  const shippingLines = shipping.map(one => mapShipping(one, taxesIncluded))
  return {
    ...{ externalId: numberOf(raw.id), number: raw.name, currency: raw.currencyCode, pricesIncludeTax: taxesIncluded },
    ...{ status: statusOf(raw), externalStatus: externalStatusOf(raw) },
    ...{ createdAt: raw.createdAt, modifiedAt: raw.updatedAt, completedAt: raw.closedAt ?? null },
    ...{ customerExternalId: raw.customer ? numberOf(raw.customer.id) : null, email: textOf(raw.email) },
    ...{
      billing: addressOf(raw.billingAddress),
      shipping: addressOf(raw.shippingAddress),
      customerNote: textOf(raw.note),
    },
    ...paymentOf(raw),
    ...{ total: decimalOf(amountOf(raw.totalPriceSet)), totalTax: decimalOf(amountOf(raw.totalTaxSet)) },
    shippingTotal: decimalOf(sum(shipping.map(one => netOf(one, taxesIncluded)))),
    discountTotal: decimalOf(sum(lines.map(({ subtotal, total }) => inMillionths(subtotal) - inMillionths(total)))),
    lines: [...lines, ...shippingLines, ...fees, ...removedOf(raw, fees)],
    taxes: taxesOf(sold, shipping),
    coupons: couponsOf(sold, taxesIncluded),
    refunds: raw.refunds.map(refund => mapRefund(refund, taxesIncluded)),
    meta: metaOf(raw),
  }
}

const shippingOf = ({ shippingLines }: RawOrder): RawShipping[] =>
  shippingLines.nodes.filter(({ isRemoved }) => !isRemoved)

/** What an order sold, where an edit took something off: of fewer pieces, or of all where their money was given back. */
function applyEdits(raw: RawOrder, fees: readonly Line[]): RawOrder {
  const sold = soldFor(raw)
  if (sold === amountOf(raw.totalPriceSet)) return raw
  const total = { ...raw, totalPriceSet: shrink(raw.totalPriceSet, sold) }
  const nodes = raw.lineItems.nodes.map(line => cutLine(line, raw.refunds))
  const tax = amountOf(raw.totalTaxSet) - taxIn(raw.lineItems.nodes) + taxIn(nodes)
  const cut = {
    ...{ ...total, lineItems: { ...raw.lineItems, nodes }, refunds: raw.refunds.filter(hasMoney) },
    totalTaxSet: shrink(raw.totalTaxSet, tax),
  }
  return isNearer(sold, [sumOf(raw, fees), sumOf(cut, fees)]) ? cut : total
}

/** What lines, shipping, fees and their tax come to. */
const sumOf = (raw: RawOrder, fees: readonly Line[]): Amount =>
  linesOf(raw, shippingOf(raw)) + sum(fees.map(({ total }) => inMillionths(total)))

const linesOf = (raw: RawOrder, shipping: readonly RawShipping[]): Amount =>
  sum([...raw.lineItems.nodes.map(discountedTotal), ...shipping.map(one => amountOf(one.discountedPriceSet))]) +
  (raw.taxesIncluded ? 0n : amountOf(raw.totalTaxSet))

/** Taken off, and given back in part only: the rest is a line of its own, so that both add up. */
function removedOf(raw: RawOrder, fees: readonly Line[]): Line[] {
  const rest = amountOf(raw.totalPriceSet) - sumOf(raw, fees)
  const isCut = raw.lineItems.nodes.some(({ removedQuantity }) => removedQuantity !== undefined)
  return raw.edited && !isCut && rest < 0n ? [feeLine(numberOf(raw.id), 'removed', rest)] : []
}

type Stand = Pick<RawOrder, 'displayFinancialStatus' | 'displayFulfillmentStatus'>

/** Shopify has two words for where an order stands: of its money, and of its parcels. */
export const externalStatusOf = ({ displayFinancialStatus, displayFulfillmentStatus }: Stand): string =>
  [displayFinancialStatus, displayFulfillmentStatus].join('/')

const inMillionths = (amount: string): Amount => amountOf({ shopMoney: { amount } })

const netOf = ({ discountedPriceSet, taxLines }: RawShipping, taxesIncluded: boolean): Amount =>
  amountOf(discountedPriceSet) - (taxesIncluded ? sum(taxLines.map(({ priceSet }) => amountOf(priceSet))) : 0n)

const financial: Readonly<Record<string, Order['status']>> = {
  ...{ PENDING: 'pending', AUTHORIZED: 'pending', PARTIALLY_PAID: 'pending', EXPIRED: 'failed', VOIDED: 'cancelled' },
  ...{ PAID: 'processing', PARTIALLY_REFUNDED: 'processing', REFUNDED: 'refunded' },
}

function statusOf({ cancelledAt, displayFinancialStatus, displayFulfillmentStatus }: RawOrder): Order['status'] {
  if (cancelledAt) return 'cancelled'
  const status = financial[displayFinancialStatus ?? ''] ?? 'other'
  if (status !== 'processing') return status
  if (displayFulfillmentStatus === 'ON_HOLD') return 'on_hold'
  return /^FULFILL(ED|MENT_NOT_REQUIRED)$/.test(displayFulfillmentStatus ?? '') ? 'completed' : 'processing'
}

function paymentOf({ transactions }: RawOrder) {
  const paid = transactions.find(({ kind, status }) => /^(SALE|CAPTURE)$/.test(kind) && status === 'SUCCESS')
  return {
    paidAt: paid?.processedAt ?? null,
    paymentMethod: textOf(paid?.gateway ?? transactions[0]?.gateway),
    paymentMethodTitle: textOf(paid?.formattedGateway),
    transactionId: textOf(paid?.paymentId),
  }
}

/** All that was paid, reserved and given back: an order may be paid in several ways, as with a gift card and a card. */
const transactionsOf = ({ transactions, currencyCode: currency }: RawOrder) =>
  transactions.map(({ id, kind, status, gateway, amountSet, parentTransaction }) => ({
    ...{ id: numberOf(id), kind, status, gateway: textOf(gateway) },
    ...{ amount: amountSet ? decimalOf(amountOf(amountSet)) : null, currency },
    parent: parentTransaction ? numberOf(parentTransaction.id) : null,
  }))

/** Duties and a tip are in the total and on no line; where the lines already make up the total, they are not counted twice. */
function feesOf(raw: RawOrder, shipping: readonly RawShipping[]): Line[] {
  let rest = amountOf(raw.totalPriceSet) - linesOf(raw, shipping)
  const fees = { duties: amountOf(raw.originalTotalDutiesSet), tip: amountOf(raw.totalTipReceivedSet) } as const
  return (Object.keys(fees) as (keyof typeof fees)[]).flatMap(name => {
    if (fees[name] <= 0n || rest < fees[name]) return []
    rest -= fees[name]
    return [feeLine(numberOf(raw.id), name, fees[name])]
  })
}

function taxesOf(sold: readonly RawLine[], shipping: readonly RawShipping[]): Order['taxes'] {
  const found = new Map<string, { tax: RawTaxLine; amount: Amount; shippingAmount: Amount }>()
  const add = (taxLines: readonly RawTaxLine[], of: 'amount' | 'shippingAmount') => {
    for (const tax of taxLines) {
      const known = found.get(rateOf(tax)) ?? { tax, amount: 0n, shippingAmount: 0n }
      known[of] += amountOf(tax.priceSet)
      found.set(rateOf(tax), known)
    }
  }
  for (const { taxLines } of sold) add(taxLines, 'amount')
  for (const { taxLines } of shipping) add(taxLines, 'shippingAmount')
  return [...found].map(([rateExternalId, { tax, amount, shippingAmount }]) => ({
    ...{ rateExternalId, label: tax.title, percent: tax.ratePercentage == null ? null : String(tax.ratePercentage) },
    ...{ amount: decimalOf(amount), shippingAmount: decimalOf(shippingAmount) },
  }))
}

/** Where prices include tax, so does a discount: the tax is told apart in the proportion of the line that it is on. */
function couponsOf(sold: readonly RawLine[], taxesIncluded: boolean): Order['coupons'] {
  const found = new Map<string, { net: Amount; tax: Amount }>()
  for (const line of sold) {
    for (const { allocatedAmountSet, discountApplication } of line.discountAllocations ?? []) {
      const code = textOf(discountApplication?.code)
      if (code === null) continue
      const known = found.get(code) ?? { net: 0n, tax: 0n }
      const amount = amountOf(allocatedAmountSet)
      const net = taxesIncluded ? netShare(line, amount) : amount
      found.set(code, { net: known.net + net, tax: known.tax + amount - net })
    }
  }
  return [...found].map(([code, { net, tax }]) => ({ code, discount: decimalOf(net), discountTax: decimalOf(tax) }))
}

const netShare = (line: RawLine, amount: Amount): Amount => {
  const gross = discountedTotal(line)
  return shareOf(amount, gross - taxOf(line.taxLines), gross)
}

function metaOf(raw: RawOrder): Record<string, unknown> {
  const rounding = amountOf(raw.totalCashRoundingAdjustment?.paymentSet)
  const meta = {
    ...{ test: raw.test || null, edited: raw.edited || null, source: raw.sourceName, phone: textOf(raw.phone) },
    ...{ tags: raw.tags.length > 0 ? raw.tags : null, cancel_reason: raw.cancelReason },
    transactions: raw.transactions.length > 0 ? transactionsOf(raw) : null,
    cash_rounding: rounding === 0n ? null : decimalOf(rounding),
    presentment: raw.presentmentCurrencyCode === raw.currencyCode ? null : presentmentOf(raw),
  }
  return Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== null && value !== undefined))
}

const Presentment = z.looseObject({ presentmentMoney: z.looseObject({ amount: z.string() }) })

const presentmentOf = ({ presentmentCurrencyCode: currency, totalPriceSet }: RawOrder) => ({
  currency,
  total: Presentment.safeParse(totalPriceSet).data?.presentmentMoney.amount ?? null,
})
