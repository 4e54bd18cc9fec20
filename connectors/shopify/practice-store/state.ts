import type { PracticeClock } from '../../../src/sdk/testing/index.ts'
import type { App, Apps } from './apps.ts'
import type { Bucket } from './bucket.ts'
import type { BulkEnd, BulkOperation } from './bulk-operation.ts'
import type { RecordGarbage } from './garbage.ts'
import type { Order } from './state-orders.ts'

export type * from './state-orders.ts'

/** Milliseconds UTC; shown as whole seconds, kept finer in cursors. */
export type Instant = number
/** Hundredths of the shop's currency, tax included. */
export type Cents = number

/** What lists sort and filter by. */
export interface Row {
  readonly id: number
  readonly created: Instant
  updated: Instant
  /** When the last change was made, by the store's clock, and what the search index held until then (null: nothing). */
  savedAt: Instant
  indexed: Instant | null
}

export interface Variant extends Row {
  sku: string | null
  barcode: string | null
  price: Cents
  compareAt: Cents | null
  readonly options: readonly string[]
  /** The inventory item has a number of its own. */
  readonly itemId: number
  tracked: boolean
  /** Grams. */
  readonly weight: number | null
  itemUpdated: Instant
}

export interface Product extends Row {
  title: string
  readonly handle: string
  readonly vendor: string
  readonly type: string
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED'
  readonly tags: readonly string[]
  readonly optionNames: readonly string[]
  collectionIds: readonly number[]
  variants: Variant[]
}

export interface Collection extends Row {
  title: string
  readonly handle: string
}

export interface Location extends Row {
  readonly name: string
  active: boolean
}

export interface Level extends Row {
  readonly itemId: number
  readonly productId: number
  readonly locationId: number
  available: number
  committed: number
}

export interface Person {
  readonly firstName: string
  readonly lastName: string
  readonly company: string | null
  readonly address1: string
  readonly city: string
  readonly zip: string
  readonly country: string
  readonly phone: string | null
}

export interface Customer extends Row {
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  note: string | null
  tags: readonly string[]
  addresses: readonly Person[]
}

export interface StoreEvent {
  readonly id: number
  readonly at: Instant
  readonly action: string
  readonly subjectType: 'ORDER' | 'PRODUCT' | 'CUSTOMER' | 'PRODUCT_VARIANT'
  readonly subjectId: string
}

/** How the whole shop stands: each but `open` answers everything with its own refusal. */
export type Standing = 'open' | 'frozen' | 'locked' | 'dangerous' | 'gone'

export interface State {
  readonly seed: number
  readonly clock: PracticeClock
  readonly openedAt: Instant
  readonly timeZone: string
  readonly currency: string
  readonly plan: string
  /** `lampor-ab.myshopify.com` */
  domain: string
  readonly apps: Apps
  /** Those that are there now; one that is deleted leaves the list. */
  installed: readonly App[]
  /** Client-credentials tokens that were handed out. */
  readonly tokens: Map<string, { readonly app: App; readonly until: Instant }>
  readonly buckets: Map<App, Bucket>
  readonly limit: { readonly maximumAvailable: number; readonly restoreRate: number }
  standing: Standing
  versions: readonly string[]
  products: Product[]
  /** As they were when the shop was seeded: old orders compose from them. */
  readonly goods: readonly Product[]
  collections: Collection[]
  locations: Location[]
  levels: Level[]
  customers: Customer[]
  orders: Order[]
  events: StoreEvent[]
  /** What single records are like, by their whole ids. */
  readonly garbage: Map<string, RecordGarbage>
  readonly bulk: Map<string, BulkOperation>
  /** How long a bulk operation takes. */
  bulkMs: number
  /** As many may be under way at once for one app; before version 2026-01 it was one. */
  bulkAtOnce: number
  /** What comes of those that are started, other than what should. */
  bulkFate: Partial<BulkEnd>
  /** How long the search index takes to know of a change. */
  indexLagMs: number
  /** As many objects can be walked through with one chain of cursors. */
  readonly mostWalked: number
  /** How many objects were walked up to a cursor. */
  readonly walked: Map<string, number>
  /** Counts changes: what was sorted under an older number is sorted again. */
  revision: number
  /** Orders so far. */
  numbered: number
  nextId: number
}

export const secondsOf = (at: Instant): Instant => Math.floor(at / 1000) * 1000
export const show = (at: Instant): string => new Date(secondsOf(at)).toISOString().replace('.000Z', 'Z')
export const showOrNull = (at: Instant | null): string | null => (at === null ? null : show(at))
export const gid = (type: string, id: number | string): string => `gid://shopify/${type}/${id}`

/** The number in an id of that type; null where it is another type's, or none. */
export function numberOf(type: string, id: unknown): number | null {
  const [, kind, digits] = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(String(id)) ?? []
  return kind === type ? Number(digits) : null
}

/** Numbers that are far apart, as Shopify's are. */
export const takeId = (state: State): number => {
  state.nextId += 32_768
  return state.nextId
}

export const newRow = (state: State, created: Instant, updated = created): Row => ({
  ...{ id: takeId(state), created, updated, savedAt: state.clock.now().getTime(), indexed: null },
})

/** Saves a row: its time of change becomes `at`, and the search index learns of it after a while. */
export function save(state: State, row: Row, at?: Date): void {
  const now = state.clock.now().getTime()
  row.indexed = indexedTime(state, row, now)
  row.updated = at?.getTime() ?? now
  row.savedAt = now
  state.revision++
}

/** The time of change by which the search index finds a row now; null: it does not know it yet. */
export const indexedTime = ({ indexLagMs }: State, row: Row, now: Instant): Instant | null =>
  now >= row.savedAt + indexLagMs ? row.updated : row.indexed
