import { createPracticeClock, type PracticeClock } from '../../../src/sdk/testing/index.ts'
import { makeApps } from './apps.ts'
import { seedCatalogue } from './seed-catalogue.ts'
import { seedCustomers, seedOrders } from './seed-orders.ts'
import type { State } from './state.ts'

export interface StoreOptions {
  /** The same seed gives the same records; their times are counted back from the clock. Default 1. */
  readonly seed?: number
  /** Default 120 orders, 40 products (their variants come on top), 30 customers. */
  readonly orders?: number
  readonly products?: number
  readonly customers?: number
  /** How many orders an app saved within one second. Default: nearly half of them, 250 at most. */
  readonly ties?: number
  /** Default Europe/Stockholm. */
  readonly timeZone?: string
  readonly clock?: PracticeClock
  /** Default 0: the search index knows of everything at once. */
  readonly indexLagMs?: number
  /** Default 0. */
  readonly bulkMs?: number
  /** Default as documented: 25,000. */
  readonly mostWalked?: number
  /** Default as recorded: 2,000 points, 100 of them back every second. */
  readonly limit?: State['limit']
}

export function openState(options: StoreOptions): State {
  const { seed = 1, clock = createPracticeClock(), orders = 120 } = options
  const apps = makeApps(seed)
  const state: State = {
    ...{ seed, clock, apps, installed: Object.values(apps) },
    openedAt: Math.floor(clock.now().getTime() / 1000) * 1000,
    ...{ timeZone: options.timeZone ?? 'Europe/Stockholm', currency: 'SEK', plan: 'Basic' },
    domain: 'ljusbutiken.myshopify.com',
    ...{ tokens: new Map(), buckets: new Map(), bulk: new Map(), walked: new Map(), garbage: new Map() },
    mostWalked: options.mostWalked ?? 25_000,
    limit: options.limit ?? { maximumAvailable: 2_000, restoreRate: 100 },
    ...{ standing: 'open', versions: ['2026-01', '2026-04', '2026-07', '2026-10'] },
    ...{ products: [], goods: [], collections: [], locations: [], levels: [], customers: [], orders: [], events: [] },
    ...{ bulkMs: options.bulkMs ?? 0, bulkAtOnce: 5, bulkFate: {}, indexLagMs: options.indexLagMs ?? 0 },
    ...{ revision: 0, numbered: 0, nextId: 8_052_000_000_000 },
  }
  seedCatalogue(state, options.products ?? 40)
  const goods = state.products.map(one => ({ ...one, variants: one.variants.map(variant => ({ ...variant })) }))
  Object.assign(state, { goods })
  seedCustomers(state, options.customers ?? 30)
  seedOrders(state, orders, options.ties ?? Math.min(250, Math.round(orders * 0.48)))
  // What was there before the shop opened is long since indexed.
  for (const rows of [state.products, state.customers, state.orders, state.levels]) {
    for (const row of rows) row.savedAt = 0
  }
  return state
}
