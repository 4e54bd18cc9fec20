import { createPracticeClock, type PracticeClock } from '../../../src/sdk/testing/index.ts'
import { openZone, wholeSecond } from './dates.ts'
import { makeKeys } from './keys.ts'
import { seedCatalogue, seedCategories } from './seed-catalogue.ts'
import { seedOrders } from './seed-orders.ts'
import { seedPeople } from './seed-people.ts'
import type { State } from './state.ts'

export interface StoreOptions {
  /** 10.5 keeps orders in tables of their own (HPOS); 8.1 keeps them as posts. Default 10.5. */
  readonly version?: '10.5' | '8.1'
  /** The same seed gives the same records; their times are counted back from the clock. Default 1. */
  readonly seed?: number
  /** Default 120 orders, 40 products (every fifth with variations), 30 customers beside four of the staff. */
  readonly orders?: number
  readonly products?: number
  readonly customers?: number
  /** How many orders one bulk edit saved within one second. Default: nearly half of them, 250 at most. */
  readonly ties?: number
  /** The site's zone, an IANA name or a bare offset. Default Europe/Stockholm. */
  readonly timeZone?: string
  readonly currency?: string
  readonly name?: string
  readonly clock?: PracticeClock
  /** What PHP believes of TLS, where it is mistaken. Over what it takes for plain http only OAuth is let in. */
  readonly secure?: boolean
  /** WordPress application passwords in use, by user name. */
  readonly applicationPasswords?: Readonly<Record<string, string>>
  /** The "Order Fulfillments" feature of 10.5, off in every store that did not switch it on. */
  readonly fulfillments?: boolean
  /** Every how many products one has variations. Default 5. */
  readonly variableEvery?: number
}

/** Makes the records. 200,000 orders take well under a second: only what a list needs to know is made now. */
export function openState(options: StoreOptions): State {
  const clock = options.clock ?? createPracticeClock()
  const orders = options.orders ?? 120
  const state: State = {
    seed: options.seed ?? 1,
    version: options.version ?? '10.5',
    zone: openZone(options.timeZone ?? 'Europe/Stockholm'),
    currency: options.currency ?? 'SEK',
    name: options.name ?? 'Ljusbutiken Test',
    clock,
    openedAt: wholeSecond(clock.now()),
    keys: Object.values(makeKeys(options.seed ?? 1)),
    applicationPasswords: new Map(Object.entries(options.applicationPasswords ?? {})),
    saleItems: [],
    orders: [],
    products: [],
    variations: [],
    customers: [],
    categories: seedCategories(),
    spareIds: [],
    nextId: 13,
    nextCustomerId: 1,
    nextNoteId: 1,
    nextFulfillmentId: 1,
    garbage: { records: new Map(), answers: new Map() },
    nextMetaId: 1_000_000_000,
    revision: 0,
    fulfillmentsOn: options.fulfillments ?? false,
    hiddenAfterLimit: () => false,
    secure: options.secure ?? null,
    plainPermalinks: false,
    woocommerceActive: true,
    toldVersion: null,
    home: null,
  }
  seedCatalogue(state, { count: options.products ?? 40, variableEvery: options.variableEvery ?? 5 })
  seedPeople(state, options.customers ?? 30)
  seedOrders(state, orders, options.ties ?? Math.min(250, Math.round(orders * 0.48)))
  return state
}
