import type { Cents, Instant, Person, Row } from './state.ts'

export interface OrderLine {
  readonly id: number
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly productId: number | null
  readonly variantId: number | null
  readonly quantity: number
  /** Of one piece, tax included, before discount. */
  readonly price: Cents
  /** Of the whole line. */
  readonly discount: Cents
  /** Percent. */
  readonly taxRate: number
}

/** What was ordered: made again from the seed whenever somebody asks for it. */
export interface OrderContent {
  readonly lines: readonly OrderLine[]
  readonly shipping: { readonly id: number; readonly title: string; readonly price: Cents } | null
  readonly tip: Cents
  readonly duties: Cents
  /** What was rounded because coins of that size are no more. */
  readonly cashRounding: Cents
  readonly discountCode: string | null
  readonly billing: Person | null
  readonly delivery: Person | null
  readonly note: string | null
}

export interface RefundLine {
  readonly id: number
  readonly lineId: number
  readonly quantity: number
}

export interface Refund {
  readonly id: number
  readonly created: Instant
  readonly note: string | null
  readonly lines: readonly RefundLine[]
  readonly shipping: Cents
  /** Given back beside what the lines and the shipping were worth. */
  readonly adjustment: Cents
}

export interface Fulfillment {
  readonly id: number
  readonly number: number
  readonly created: Instant
  updated: Instant
  status: 'SUCCESS' | 'CANCELLED'
  readonly locationId: number
  tracking: readonly { readonly company: string; readonly number: string; readonly url: string }[]
  readonly lines: readonly { readonly id: number; readonly lineId: number; readonly quantity: number }[]
}

export interface Order extends Row {
  /** Its place among the seeded orders; -1 for one that was made later. */
  readonly seedIndex: number
  readonly number: number
  readonly test: boolean
  readonly customerId: number | null
  /** The customer's money; where it is not the shop's, so many of it for one of ours. */
  readonly presentment: { readonly currency: string; readonly rate: number }
  readonly source: string
  paid: Instant | null
  cancelled: Instant | null
  closed: Instant | null
  tags: readonly string[]
  /** A line added after the order was placed. */
  added: readonly OrderLine[]
  /** So many pieces of a line were taken off after the order was placed. */
  removed: readonly { readonly lineId: number; readonly quantity: number }[]
  refunds: readonly Refund[]
  fulfillments: readonly Fulfillment[]
}
