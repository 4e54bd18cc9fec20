import { composeOrder } from './compose-order.ts'
import { listChildren } from './listing.ts'
import { findCustomer, findProduct, findVariant } from './nodes.ts'
import { bagOf, currentPieces, grossOf, moneyOf, taxIn } from './order-money.ts'
import { showAddress } from './show-customer.ts'
import { showFulfillment } from './show-fulfillment.ts'
import { financialOf, fulfillmentOf, showTransactions } from './show-payment.ts'
import { showRefund } from './show-refund.ts'
import { gid, type Order, type OrderContent, type OrderLine, type State, show, showOrNull } from './state.ts'
import type { Shown } from './visit.ts'

/** An order with what was ordered and what it comes to, worked out once for all that is asked of it. */
export interface Opened {
  readonly state: State
  readonly order: Order
  readonly content: OrderContent
  readonly bag: ReturnType<typeof bagOf>
}

export function openOrder(state: State, order: Order): Opened {
  return { state, order, content: composeOrder(state, order), bag: bagOf(order, state.currency) }
}

export function showOrder(state: State, order: Order): Shown {
  const opened = openOrder(state, order)
  return { __typename: 'Order', ...showHead(opened), ...showPeople(opened), ...showSums(opened), ...showParts(opened) }
}

function showHead({ state, order, content }: Opened): Shown {
  return {
    ...{
      id: gid('Order', order.id),
      legacyResourceId: String(order.id),
      name: `#${order.number}`,
      number: order.number,
    },
    ...{ createdAt: show(order.created), processedAt: show(order.created), updatedAt: show(order.updated) },
    ...{ closedAt: showOrNull(order.closed), closed: order.closed !== null, cancelledAt: showOrNull(order.cancelled) },
    cancelReason: order.cancelled === null ? null : 'CUSTOMER',
    ...{
      confirmed: true,
      confirmationNumber: null,
      poNumber: null,
      test: order.test,
      edited: order.added.length + order.removed.length > 0,
    },
    ...{
      sourceName: order.source,
      sourceIdentifier: null,
      statusPageUrl: `https://ljusbutiken.example.test/orders/${order.id}`,
    },
    ...{ displayFinancialStatus: financialOf(order, content), displayFulfillmentStatus: fulfillmentOf(order, content) },
    returnStatus: 'NO_RETURN',
    ...{ currencyCode: state.currency, presentmentCurrencyCode: order.presentment.currency },
    ...{ taxesIncluded: true, taxExempt: false, note: content.note, tags: order.tags, customAttributes: [] },
    discountCodes: content.discountCode === null ? [] : [content.discountCode],
    paymentGatewayNames: [order.source === 'pos' ? 'cash' : 'shopify_payments'],
    purchasingEntity: null,
  }
}

function showPeople({ state, order, content }: Opened): Shown {
  const customer = () => findCustomer(state, order.customerId)
  return {
    email: order.source === 'pos' ? null : `kund@${order.number}.example.test`,
    ...{ phone: content.billing?.phone ?? null, customerLocale: 'sv', customer },
    billingAddress: content.billing && showAddress(gid('MailingAddress', order.id + 700), content.billing),
    shippingAddress: content.delivery && showAddress(gid('MailingAddress', order.id + 701), content.delivery),
  }
}

function showSums({ order, content, bag }: Opened): Shown {
  const sums = moneyOf(order, content)
  const received = order.paid === null ? 0 : sums.total + content.cashRounding
  const taxLines = [...sums.taxed].map(([percent, tax]) => showTax({ bag }, percent, tax))
  return {
    ...{ totalPriceSet: bag(sums.total), totalTaxSet: bag(sums.tax), totalDiscountsSet: bag(sums.discounts) },
    ...{ subtotalPriceSet: bag(sums.subtotal), totalShippingPriceSet: bag(sums.shipping) },
    ...{ currentTotalPriceSet: bag(sums.currentTotal), currentSubtotalPriceSet: bag(sums.currentSubtotal) },
    ...{ currentTotalTaxSet: bag(sums.currentTax), currentTotalDiscountsSet: bag(sums.discounts) },
    ...{ currentShippingPriceSet: bag(sums.shipping), totalReceivedSet: bag(received) },
    ...{ totalRefundedSet: bag(sums.refunded), totalTipReceivedSet: bag(content.tip) },
    totalOutstandingSet: bag(order.cancelled === null ? (order.paid === null ? sums.total : 0) - sums.removed : 0),
    netPaymentSet: bag(received - sums.refunded),
    originalTotalDutiesSet: content.duties === 0 ? null : bag(content.duties),
    currentTotalDutiesSet: content.duties === 0 ? null : bag(content.duties),
    totalCashRoundingAdjustment: { paymentSet: bag(content.cashRounding), refundSet: bag(0) },
    ...{ taxLines, currentTaxLines: taxLines },
  }
}

export const showTax = ({ bag }: Pick<Opened, 'bag'>, percent: number, tax: number): Shown => ({
  ...{ title: 'Moms', rate: percent / 100, ratePercentage: percent, channelLiable: false, source: null },
  priceSet: bag(tax),
})

/** What the admin tells beside an order, with links in it. */
const momentsOf = ({ id, number, created, paid, refunds }: Order) => [
  {
    id: id + 900,
    at: created,
    message: `Åsa &amp; Co placed <a href="/admin/orders/${id}">#${number}</a>.`,
    byStaff: false,
  },
  ...(paid === null ? [] : [{ id: id + 901, at: paid, message: 'The payment was processed.', byStaff: false }]),
  ...refunds.map((one, n) => ({ id: id + 902 + n, at: one.created, message: 'Märta gave money back.', byStaff: true })),
]

function showParts(opened: Opened): Shown {
  const { order, content } = opened
  return {
    lineItems: listChildren(`lines of ${order.id}`, content.lines, line => showLine(opened, line)),
    shippingLines: listChildren(`shipping of ${order.id}`, content.shipping ? [content.shipping] : [], one =>
      showShipping(opened, one),
    ),
    returns: listChildren(`returns of ${order.id}`, [], () => null),
    transactions: () => showTransactions(opened),
    events: listChildren(`events of ${order.id}`, momentsOf(order), one => ({
      ...{ __typename: 'BasicEvent', id: gid('BasicEvent', one.id), createdAt: show(one.at), message: one.message },
      attributeToUser: one.byStaff,
    })),
    refunds: () => order.refunds.map(refund => showRefund(opened, refund)),
    fulfillments: () => order.fulfillments.map(one => showFulfillment(opened, one)),
  }
}

export function showLine(opened: Opened, line: OrderLine): Shown {
  const { state, order, content, bag } = opened
  const discounted = grossOf(line)
  return {
    ...{
      id: gid('LineItem', line.id),
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      vendor: null,
    },
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    ...{ quantity: line.quantity, currentQuantity: currentPieces(order, line) },
    unfulfilledQuantity: order.fulfillments.length > 0 ? 0 : line.quantity,
    ...{ isGiftCard: false, taxable: true, requiresShipping: true, customAttributes: [] },
    product: () => findProduct(state, line.productId),
    variant: () => findVariant(state, line.variantId),
    ...{ originalUnitPriceSet: bag(line.price), originalTotalSet: bag(line.price * line.quantity) },
    ...{ discountedTotalSet: bag(discounted), totalDiscountSet: bag(line.discount) },
    discountedUnitPriceAfterAllDiscountsSet: bag(Math.round(discounted / line.quantity)),
    taxLines: [showTax(opened, line.taxRate, taxIn(discounted, line.taxRate))],
    discountAllocations: line.discount === 0 ? [] : [showAllocation(opened, content.discountCode, line.discount)],
  }
}

const showAllocation = ({ bag }: Opened, code: string | null, amount: number): Shown => ({
  allocatedAmountSet: bag(amount),
  discountApplication: {
    __typename: 'DiscountCodeApplication',
    ...{ index: 0, code, allocationMethod: 'ACROSS', targetType: 'LINE_ITEM', targetSelection: 'ALL' },
  },
})

export const showShipping = (opened: Opened, { id, title, price }: NonNullable<OrderContent['shipping']>): Shown => ({
  ...{ id: gid('ShippingLine', id), title, code: title, carrierIdentifier: null, source: 'shopify', isRemoved: false },
  ...{ originalPriceSet: opened.bag(price), discountedPriceSet: opened.bag(price) },
  currentDiscountedPriceSet: opened.bag(price),
  taxLines: price === 0 ? [] : [showTax(opened, 25, taxIn(price, 25))],
})
