/** Money is whole hundredths of the currency throughout: sums are exact and only rendering makes decimals of them. */
export type Cents = number
/** Milliseconds UTC on a whole second. */
export type Instant = number

export interface Meta {
  readonly id: number
  readonly key: string
  value: unknown
  readonly shownKey?: string
  readonly shownValue?: unknown
}

export interface Tax {
  readonly rate: number
  readonly total: Cents
  readonly subtotal: Cents
}

export interface Line {
  readonly id: number
  readonly name: string
  /** What was sold. What an order *shows* is looked up in today's catalogue. */
  readonly productId: number
  readonly variationId: number
  quantity: number
  readonly taxClass: string
  subtotal: Cents
  total: Cents
  taxes: readonly Tax[]
  readonly meta: readonly Meta[]
}

export interface Fee {
  readonly id: number
  readonly name: string
  readonly amount: string
  readonly total: Cents
  readonly taxes: readonly Tax[]
}

export interface Shipping {
  readonly id: number
  readonly title: string
  readonly total: Cents
  readonly taxes: readonly Tax[]
}

export interface Coupon {
  readonly id: number
  readonly code: string
  readonly type: string
  readonly nominal: number
  readonly discount: Cents
  readonly discountTax: Cents
}

export interface Address {
  first_name: string
  last_name: string
  company: string
  address_1: string
  address_2: string
  city: string
  state: string
  postcode: string
  country: string
  email?: string
  phone: string
}

export interface OrderContent {
  currency: string
  billing: Address
  shipping: Address
  paymentMethod: string
  transactionId: string
  createdVia: string
  note: string
  paid: Instant | null
  completed: Instant | null
  lines: Line[]
  fees: Fee[]
  shippingLines: Shipping[]
  coupons: Coupon[]
  meta: Meta[]
  notes: OrderNote[]
  fulfillments: Fulfillment[]
}

export interface OrderNote {
  readonly id: number
  readonly created: Instant
  readonly text: string
  readonly toCustomer: boolean
}

export interface Fulfillment {
  readonly id: number
  readonly updated: Instant
  readonly status: string
  readonly fulfilled: boolean
  readonly meta: readonly { readonly id: number; readonly key: string; readonly value: unknown }[]
}

export interface Refund {
  readonly id: number
  readonly orderId: number
  readonly created: Instant
  readonly amount: Cents
  readonly reason: string
  readonly lines: readonly { readonly lineId: number; readonly quantity: number }[]
}
