import { connectionOf, type Nested, queriesOf } from '../queries.ts'

const money =
  'fragment Money on MoneyBag { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }'

const place = `fragment Place on MailingAddress {
  firstName lastName company address1 address2 city zip province countryCodeV2 phone
}`

const line = `fragment Line on LineItem {
  id name sku quantity currentQuantity
  product { id } variant { id }
  originalTotalSet { ...Money }
  taxLines { title ratePercentage priceSet { ...Money } }
  discountAllocations {
    allocatedAmountSet { ...Money }
    discountApplication { allocationMethod ... on DiscountCodeApplication { code } }
  }
  customAttributes { key value }
}`

const shippingLine = `fragment ShippingRow on ShippingLine {
  id title isRemoved originalPriceSet { ...Money } discountedPriceSet { ...Money }
  taxLines { title ratePercentage priceSet { ...Money } }
}`

const refundLine = `fragment RefundLine on RefundLineItem {
  id quantity lineItem { id } subtotalSet { ...Money } totalTaxSet { ...Money }
}`

export const lines: Nested = {
  ...{ on: 'Order', field: 'lineItems', first: 20 },
  ...{ nodes: '...Line', fragments: [line, money] },
}

export const shippingLines: Nested = {
  ...{ on: 'Order', field: 'shippingLines', first: 5 },
  ...{ nodes: '...ShippingRow', fragments: [shippingLine, money] },
}

export const refundLines: Nested = {
  ...{ on: 'Refund', field: 'refundLineItems', first: 20 },
  ...{ nodes: '...RefundLine', fragments: [refundLine, money] },
}

const refundShipping = `fragment RefundShipping on RefundShippingLine {
  id shippingLine { id } subtotalAmountSet { ...Money } taxAmountSet { ...Money }
}`

export const refundedShipping: Nested = {
  ...{ on: 'Refund', field: 'refundShippingLines', first: 2 },
  ...{ nodes: '...RefundShipping', fragments: [refundShipping, money] },
}

/** Refunds and transactions are plain lists, which are always whole. */
const fields = `
  id name createdAt updatedAt closedAt cancelledAt cancelReason test edited sourceName note tags
  displayFinancialStatus displayFulfillmentStatus currencyCode presentmentCurrencyCode taxesIncluded
  email phone customer { id }
  billingAddress { ...Place } shippingAddress { ...Place }
  totalPriceSet { ...Money } currentTotalPriceSet { ...Money } totalRefundedSet { ...Money }
  totalTaxSet { ...Money } totalShippingPriceSet { ...Money }
  totalTipReceivedSet { ...Money } totalOutstandingSet { ...Money } originalTotalDutiesSet { ...Money }
  totalCashRoundingAdjustment { paymentSet { ...Money } }
  ${connectionOf(lines)}
  ${connectionOf(shippingLines)}
  transactions {
    id kind status gateway formattedGateway paymentId processedAt amountSet { ...Money } parentTransaction { id }
  }
  refunds {
    id createdAt processedAt note totalRefundedSet { ...Money }
    ${connectionOf(refundLines)}
    ${connectionOf(refundedShipping)}
  }`

const orders = { list: 'orders', type: 'Order' }

export const whole = queriesOf({
  ...{ ...orders, by: 'UPDATED_AT', fields },
  fragments: [line, shippingLine, refundLine, refundShipping, place, money],
})

/** What a change may show in without moving the order's own time. */
export const marked = queriesOf({
  ...{ ...orders, by: 'ID' },
  fields: `id createdAt updatedAt displayFinancialStatus displayFulfillmentStatus customer { id }
  totalPriceSet { ...Money } refunds { id }`,
  fragments: [money],
})

export const summarised = queriesOf({
  ...{ ...orders, by: 'ID' },
  fields: `id name createdAt updatedAt displayFinancialStatus displayFulfillmentStatus currencyCode
  edited cancelledAt totalPriceSet { ...Money } currentTotalPriceSet { ...Money } totalRefundedSet { ...Money }`,
  fragments: [money],
})
