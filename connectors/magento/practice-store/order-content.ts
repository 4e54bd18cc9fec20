/** Milliseconds, UTC. */
export type Instant = number
/** Hundredths, of the shop's currency unless it says otherwise. */
export type Cents = number

export interface Address {
  readonly id: number
  readonly firstName: string
  readonly lastName: string
  readonly company: string | null
  readonly street: readonly string[]
  readonly city: string
  readonly postcode: string
  readonly country: string
  readonly phone: string
  readonly vatId: string | null
}

/** A row of an order. A configurable and a bundle take two rows and more: the parent, then what is in it. */
export interface Line {
  readonly itemId: number
  readonly parentItemId: number | null
  readonly productId: number
  readonly type: 'simple' | 'virtual' | 'configurable' | 'bundle'
  /** Of a configurable the chosen child's. */
  readonly sku: string
  readonly name: string
  readonly qty: number
  /** What one costs, gross. */
  readonly gross: Cents
  readonly taxPercent: number
  readonly weight: number | null
  /**
   * `own`: it has its price. `part`: its parent has it, and here all is 0. `sum`: of its parts' prices, which are told
   * as well (a bundle with dynamic price).
   */
  readonly priced: 'own' | 'part' | 'sum'
  readonly size: number | null
  /** Of a bundle: how many pieces of each part are in one. */
  readonly partQtys: readonly number[]
}

export interface Comment {
  readonly id: number
  readonly text: string
  readonly created: Instant
  readonly status: string
  readonly entity: 'order' | 'invoice' | 'shipment' | 'creditmemo'
  readonly visible: boolean
}

export interface OrderContent {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly taxvat: string | null
  readonly currency: string
  /** Order = base × rate. */
  readonly rate: number
  billing: Address
  /** Null: everything is virtual. */
  readonly shipping: Address | null
  readonly shippingGross: Cents
  coupon: string | null
  readonly discountPercent: number
  lines: readonly Line[]
  comments: readonly Comment[]
}
