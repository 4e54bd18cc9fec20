import type { PracticeClock } from '../../../src/sdk/testing/index.ts'
import type { Garbage } from './garbage.ts'
import type { Integration, Integrations } from './integrations.ts'
import type { Address, Cents, Instant, OrderContent } from './order-content.ts'

export type * from './order-content.ts'

/** As each release behaves; `2.4.7` stands for 2.4.6 and 2.4.7, `2.3` for all before 2.4.0. */
export type Version = '2.4.8' | '2.4.7' | '2.3'

export interface Product {
  readonly id: number
  sku: string
  readonly type: 'simple' | 'virtual' | 'configurable' | 'bundle' | 'grouped'
  name: string
  /** Gross; null where a product has no price of its own (grouped). */
  price: Cents | null
  special: { readonly price: Cents; readonly from: string; readonly to: string } | null
  status: 1 | 2
  visibility: 1 | 2 | 3 | 4
  weight: number | null
  taxClass: 2 | 4
  categoryIds: readonly number[]
  description: string
  readonly created: Instant
  updated: Instant
  /** Of a configurable: its children; of a grouped: what is in the group. */
  links: number[]
  /** Of a child: `shirt_size`. */
  readonly size: 4 | 5 | 6 | null
  /** Of a bundle: two options, one product each, `qty` pieces of it. */
  readonly parts: readonly { readonly productId: number; readonly qty: number }[]
  /** Of a bundle: what it costs is the sum of its parts. */
  readonly dynamicPrice: boolean
  /** Counted in the legacy stock: what the default source holds. */
  backorders: boolean
}

export interface Category {
  readonly id: number
  readonly parentId: number
  readonly level: number
  name: string
}

export interface SourceItem {
  readonly id: number
  sku: string
  readonly source: string
  quantity: number
  status: 0 | 1
}

export interface Customer {
  readonly id: number
  email: string
  firstName: string
  lastName: string
  taxvat: string | null
  groupId: number
  readonly storeId: number
  addresses: Address[]
  readonly created: Instant
  updated: Instant
}

/** What a document is about: `null` is everything that was ordered. */
export type Pieces = readonly { readonly itemId: number; readonly qty: number }[] | null

interface Document {
  readonly id: number
  readonly orderId: number
  readonly storeId: number
  readonly created: Instant
  updated: Instant
  readonly pieces: Pieces
}
export interface Invoice extends Document {
  /** The first one of an order charges for its shipping. */
  readonly withShipping: boolean
  state: 1 | 2 | 3
}
export interface Track {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly carrier: string
  readonly created: Instant
}
export interface Shipment extends Document {
  readonly tracks: Track[]
  readonly source: string
}
export interface CreditMemo extends Document {
  /** Gross, in the order's currency. */
  readonly shipping: Cents
  readonly positive: Cents
  readonly negative: Cents
  /** The newest first. */
  comments: readonly string[]
}

/** What a list needs to know of an order; the rest is composed from the seed when it is asked for. */
export interface OrderRow {
  readonly id: number
  /** Its place among the seeded orders; -1 for one that was made later. */
  readonly seedIndex: number
  readonly incrementId: string
  readonly storeId: 1 | 2
  created: Instant
  updated: Instant
  state: string
  status: string
  customerId: number | null
  /** Stays 0 when the customer is deleted. */
  readonly guest: boolean
  invoices: readonly Invoice[]
  shipments: readonly Shipment[]
  creditMemos: readonly CreditMemo[]
  content: OrderContent | null
}

/** A thing for sale as orders remember it. */
export interface SaleItem {
  readonly productId: number
  readonly kind: 'simple' | 'virtual' | 'configurable' | 'bundle'
}

export interface State {
  readonly seed: number
  readonly version: Version
  readonly clock: PracticeClock
  readonly openedAt: Instant
  readonly timeZone: string
  /** What the second store view has of its own, as one of another website. */
  readonly abroad: { readonly timeZone?: string; readonly currency?: string }
  /** `tax/calculation/price_includes_tax` is off: what stands in the catalogue is without tax. */
  readonly netPrices: boolean
  readonly made: Integrations
  /** Those that are there now; one that is deleted leaves the list. */
  integrations: readonly Integration[]
  readonly nonces: Set<string>
  /** Until when each is good. */
  readonly adminTokens: Map<string, Instant>
  /** `oauth/consumer/enable_integration_as_bearer`, off unless the shop switched it on. */
  bearerAllowed: boolean
  twoFactor: 'off' | 'no_provider' | 'not_set_up' | 'set_up'
  /** MSI: the modules `Magento_Inventory…`, which a shop may switch off. */
  inventory: boolean
  /** `webapi/validation/*`; null: off, as it is by default. */
  limits: { readonly maximumPageSize: number; readonly defaultPageSize: number; readonly arrayItems: number } | null
  categories: readonly Category[]
  products: Product[]
  sourceItems: SourceItem[]
  customers: Customer[]
  orders: OrderRow[]
  invoices: Invoice[]
  shipments: Shipment[]
  creditMemos: CreditMemo[]
  /** What may be sold, as it was when the shop was seeded: old orders compose from it. */
  readonly goods: ReadonlyMap<number, Readonly<Product>>
  readonly saleItems: readonly SaleItem[]
  readonly sources: readonly string[]
  readonly garbage: Garbage
  /** Ids that were handed out and never committed: an order that appears late takes one. */
  readonly spareIds: number[]
  /** Pieces that open orders hold, by SKU. */
  readonly reserved: Map<string, number>
  readonly next: Record<NextId, number>
  /** Orders so far, by store view. */
  readonly counted: Record<1 | 2, number>
  /** Counts changes; lists remembered under an older number are made again. */
  revision: number
  /** Rows a plugin leaves out after LIMIT: pages come short, totals do not know. */
  hiddenAfterLimit: (id: number | string, list: string) => boolean
  /** What PHP takes the scheme for where a proxy hides it; null: it sees rightly. */
  seenScheme: 'http' | 'https' | null
  /** The port is cut off `HTTP_HOST` on its way to PHP. */
  portHidden: boolean
  rewrites: boolean
  /** Nothing stands at `/magento_version`. */
  versionHidden: boolean
  /** `/shop` where it lives in a folder, else nothing. */
  folder: string
  /** The shop's own address; null: as in the Host header. */
  home: string | null
}

type NextId =
  | 'product'
  | 'sourceItem'
  | 'customer'
  | 'address'
  | 'order'
  | 'invoice'
  | 'shipment'
  | 'creditMemo'
  | 'track'
  | 'comment'

export const secondsNow = (state: State): Instant => Math.floor(state.clock.now().getTime() / 1000) * 1000

/** Where `id` stands in a list that ascends by id, or where it would stand. */
export function placeOf(rows: readonly { readonly id: number }[], id: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle]!.id < id) low = middle + 1
    else high = middle
  }
  return low
}

export function findById<Row extends { readonly id: number }>(rows: readonly Row[], id: number): Row | undefined {
  const row = rows[placeOf(rows, id)]
  return row?.id === id ? row : undefined
}
