import { z } from 'zod'
import { Address, Currency, Decimal, ExternalId, Instant, recordShape, Text } from './values.ts'

export const orderStatuses = [
  'draft',
  'pending',
  'on_hold',
  'processing',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'other',
] as const

/** One tax of one line: `rateExternalId` points into the order's `taxes`. */
export const LineTax = z.object({ rateExternalId: ExternalId, amount: Decimal })

export const OrderLine = z.object({
  externalId: ExternalId,
  /** `rest`: what the total has and no row of the store tells; it is never taken for proven. */
  kind: z.enum(['product', 'shipping', 'fee', 'rest']),
  name: Text,
  sku: Text.nullable(),
  productExternalId: ExternalId.nullable(),
  variantExternalId: ExternalId.nullable(),
  quantity: Decimal,
  /** Net, before discount, for the whole line. */
  subtotal: Decimal,
  /** Net, after discount, for the whole line. */
  total: Decimal,
  tax: Decimal,
  taxes: z.array(LineTax),
  /** What the store keeps beside it: engraving text, shipping method, the common plugins' fields. */
  meta: z.record(z.string(), z.unknown()).default({}),
})

export const OrderTax = z.object({
  rateExternalId: ExternalId,
  label: Text,
  percent: Decimal.nullable(),
  /** On lines and fees. */
  amount: Decimal,
  shippingAmount: Decimal,
})

export const OrderCoupon = z.object({ code: Text, discount: Decimal, discountTax: Decimal })

export const RefundLine = z.object({
  externalId: ExternalId,
  orderLineExternalId: ExternalId.nullable(),
  quantity: Decimal,
  /** Positive: what was given back, net. */
  total: Decimal,
  tax: Decimal,
})

export const OrderRefund = z.object({
  externalId: ExternalId,
  createdAt: Instant.nullable(),
  reason: Text.nullable(),
  /** Positive: what was given back, tax included. */
  amount: Decimal,
  lines: z.array(RefundLine),
})

export const Order = z.object({
  ...recordShape,
  number: Text,
  status: z.enum(orderStatuses),
  /** The store's own word. */
  externalStatus: Text,
  currency: Currency,
  paidAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  customerExternalId: ExternalId.nullable(),
  email: Text.nullable(),
  billing: Address.nullable(),
  shipping: Address.nullable(),
  paymentMethod: Text.nullable(),
  paymentMethodTitle: Text.nullable(),
  transactionId: Text.nullable(),
  /** What the customer wrote. */
  customerNote: Text.nullable(),
  /** How the store enters its prices; null: it does not tell. Amounts here are net whatever this says. */
  pricesIncludeTax: z.boolean().nullable(),
  /** What was to be paid, tax included, before any refund. */
  total: Decimal,
  totalTax: Decimal,
  shippingTotal: Decimal,
  discountTotal: Decimal,
  lines: z.array(OrderLine),
  taxes: z.array(OrderTax),
  coupons: z.array(OrderCoupon),
  refunds: z.array(OrderRefund),
  /** What the store says was given back in all, where it tells of fewer refunds. It is warned of, not stored. */
  refundedByStore: Decimal.optional(),
  /** `test`: true where it is no sale, as somebody tried out the store. People see that. */
  meta: z.record(z.string(), z.unknown()).default({}),
})
