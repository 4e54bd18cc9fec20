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

const refundLine = `fragment RefundLine on RefundLineItem {
  id quantity lineItem { id } subtotalSet { ...Money } totalTaxSet { ...Money }
}`

const whole = `fragment Whole on Order {
  id name createdAt updatedAt closedAt cancelledAt cancelReason test edited sourceName note tags
  displayFinancialStatus displayFulfillmentStatus currencyCode presentmentCurrencyCode taxesIncluded
  email phone customer { id }
  billingAddress { ...Place } shippingAddress { ...Place }
  totalPriceSet { ...Money } totalTaxSet { ...Money } totalShippingPriceSet { ...Money }
  totalTipReceivedSet { ...Money } totalOutstandingSet { ...Money } originalTotalDutiesSet { ...Money }
  totalCashRoundingAdjustment { paymentSet { ...Money } }
  lineItems(first: 20) { pageInfo { hasNextPage endCursor } nodes { ...Line } }
  shippingLines(first: 10) {
    nodes {
      id title isRemoved originalPriceSet { ...Money } discountedPriceSet { ...Money }
      taxLines { title ratePercentage priceSet { ...Money } }
    }
  }
  transactions { id kind status gateway formattedGateway paymentId processedAt }
  refunds {
    id createdAt processedAt note totalRefundedSet { ...Money }
    refundLineItems(first: 20) { pageInfo { hasNextPage endCursor } nodes { ...RefundLine } }
  }
}`

const all = [whole, line, refundLine, place, money].join('\n')

export const orderQueries = {
  page: `query Orders($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { ...Whole }
  }
}\n${all}`,
  named: `query NamedOrders($ids: [ID!]!) { nodes(ids: $ids) { ...Whole } }\n${all}`,
  lines: `query MoreLines($id: ID!, $after: String) {
  node(id: $id) {
    ... on Order { lineItems(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Line } } }
  }
}\n${line}\n${money}`,
  refundLines: `query MoreRefundLines($id: ID!, $after: String) {
  node(id: $id) {
    ... on Refund { refundLineItems(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...RefundLine } } }
  }
}\n${refundLine}\n${money}`,
}
