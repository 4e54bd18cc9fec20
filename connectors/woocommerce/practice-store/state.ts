import type { PracticeClock } from '../../../src/sdk/testing/index.ts'
import { wholeSecond, type Zone } from './dates.ts'
import type { Garbage } from './garbage.ts'
import type { Key } from './keys.ts'
import type { Address, Cents, Instant, Meta, OrderContent, Refund } from './order-content.ts'

export type * from './order-content.ts'

/**
 * What a list needs to know of an order. The rest is composed from `id` and the seed when it is asked for, and kept in
 * `content` only once somebody changed it, so that 200,000 orders fit in a few megabytes.
 */
export interface OrderRow {
  readonly id: number
  /** Its place among the seeded orders; -1 for one that was made later. */
  readonly seedIndex: number
  created: Instant
  modified: Instant
  status: string
  statusBeforeTrash: string | null
  customerId: number
  refunds: readonly Refund[]
  content: OrderContent | null
}

export interface Product {
  readonly id: number
  readonly type: 'simple' | 'variable' | 'grouped' | 'external' | 'variation'
  readonly parentId: number
  status: string
  statusBeforeTrash: string | null
  name: string
  slug: string
  sku: string
  globalUniqueId: string
  description: string
  regularPrice: string
  salePrice: string
  saleFrom: Instant | null
  saleTo: Instant | null
  taxClass: string
  /** `parent` only on a variation: its parent counts the stock. */
  manageStock: boolean | 'parent'
  stock: number | null
  virtual: boolean
  weight: string
  categoryIds: number[]
  images: number
  /** Attributes of a parent, with every option; of a variation, with the one chosen. */
  attributes: readonly {
    readonly id: number
    readonly name: string
    readonly slug: string
    readonly options: string[]
  }[]
  groupedIds: readonly number[]
  externalUrl: string
  meta: Meta[]
  created: Instant
  modified: Instant
}

export interface Category {
  readonly id: number
  name: string
  readonly slug: string
  readonly parent: number
}

export interface Customer {
  readonly id: number
  readonly role: string
  readonly username: string
  email: string
  firstName: string
  lastName: string
  billing: Address
  paying: boolean
  readonly created: Instant
  /** Null for a user whom WooCommerce never saved. */
  modified: Instant | null
}

/** What an order line remembers of what was for sale when the store was seeded. */
export interface SaleItem {
  readonly productId: number
  readonly variationId: number
  readonly name: string
  readonly gross: Cents
  readonly taxClass: string
  readonly choices: readonly { readonly slug: string; readonly name: string; readonly option: string }[]
}

export interface State {
  readonly seed: number
  readonly version: '10.5' | '8.1'
  readonly zone: Zone
  readonly currency: string
  readonly name: string
  readonly clock: PracticeClock
  /** When it was made: what came before is seeded and can be composed again. */
  readonly openedAt: Instant
  keys: readonly Key[]
  /** WordPress application passwords, by user name. Any at all makes WordPress try every Basic header outside WooCommerce. */
  readonly applicationPasswords: Map<string, string>
  readonly saleItems: SaleItem[]
  orders: OrderRow[]
  /** By id, ascending; variations stand in a list of their own. */
  products: Product[]
  variations: Product[]
  customers: Customer[]
  categories: Category[]
  /** Ids that were handed out and never committed: an order that appears late takes one. */
  readonly spareIds: number[]
  nextId: number
  nextCustomerId: number
  nextNoteId: number
  nextFulfillmentId: number
  nextMetaId: number
  /** Counts changes; lists remembered under an older number are made again. */
  revision: number
  fulfillmentsOn: boolean
  /** Rows a plugin hides after LIMIT: pages come back short, totals do not know. */
  hiddenAfterLimit: (id: number, list: string) => boolean
  readonly garbage: Garbage
  /** Whether PHP believes it is spoken to over TLS; null: it sees rightly. */
  secure: boolean | null
  plainPermalinks: boolean
  woocommerceActive: boolean
  /** The version it says it is, where that is not the one it behaves as. */
  toldVersion: string | null
  /** The site's own address; null: as in the Host header. */
  home: string | null
}

export const isHpos = (state: State) => state.version === '10.5'
export const fullVersion = (state: State) => state.toldVersion ?? (isHpos(state) ? '10.5.0' : '8.1.1')
export const secondsNow = (state: State): Instant => wholeSecond(state.clock.now())

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
