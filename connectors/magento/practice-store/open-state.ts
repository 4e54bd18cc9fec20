import { createPracticeClock, type PracticeClock } from '../../../src/sdk/testing/index.ts'
import { makeIntegrations } from './integrations.ts'
import { categories, listSaleItems, seedCatalogue } from './seed-catalogue.ts'
import { seedCustomers, seedOrders } from './seed-orders.ts'
import type { State, Version } from './state.ts'

export interface StoreOptions {
  /** Default 2.4.8. */
  readonly version?: Version
  /** The same seed gives the same records; their times are counted back from the clock. Default 1. */
  readonly seed?: number
  /** Default 120 orders, 40 products (children of configurables come on top), 30 customers. */
  readonly orders?: number
  readonly products?: number
  readonly customers?: number
  /** How many orders one bulk edit saved within one second. Default: nearly half of them, 250 at most. */
  readonly ties?: number
  /** Default Europe/Stockholm. */
  readonly timeZone?: string
  /** Default nothing: the second store view is of the same website. */
  readonly abroad?: State['abroad']
  /** Default false: prices are entered with tax. */
  readonly netPrices?: boolean
  readonly clock?: PracticeClock
  /** MSI; default true. */
  readonly inventory?: boolean
  /** Default one, `default`. */
  readonly sources?: readonly string[]
  /** "Allow OAuth Access Tokens to be used as standalone Bearer tokens"; default false, as in Magento. */
  readonly bearerAllowed?: boolean
  /** Default set up, as in every stock shop. */
  readonly twoFactor?: State['twoFactor']
  readonly limits?: State['limits']
  /** `/shop` where the shop lives in a folder. */
  readonly folder?: string
}

/** Makes the records. What is in an order is composed only when somebody asks for it. */
export function openState(options: StoreOptions): State {
  const clock = options.clock ?? createPracticeClock()
  const seed = options.seed ?? 1
  const made = makeIntegrations(seed)
  const orders = options.orders ?? 120
  const sale = { goods: new Map(), saleItems: [] } as Pick<State, 'goods' | 'saleItems'>
  const state: State = {
    ...{ seed, version: options.version ?? '2.4.8', clock },
    openedAt: Math.floor(clock.now().getTime() / 1000) * 1000,
    timeZone: options.timeZone ?? 'Europe/Stockholm',
    abroad: options.abroad ?? {},
    netPrices: options.netPrices ?? false,
    made,
    integrations: Object.values(made),
    ...{ nonces: new Set(), adminTokens: new Map(), bearerAllowed: options.bearerAllowed ?? false },
    ...{
      twoFactor: options.twoFactor ?? 'set_up',
      inventory: options.inventory ?? true,
      limits: options.limits ?? null,
    },
    ...{
      categories,
      products: [],
      sourceItems: [],
      customers: [],
      orders: [],
      invoices: [],
      shipments: [],
      creditMemos: [],
    },
    ...sale,
    sources: options.sources ?? ['default'],
    garbage: { records: new Map(), pages: new Map() },
    ...{ spareIds: [], reserved: new Map(), counted: { 1: 0, 2: 0 }, revision: 0, hiddenAfterLimit: () => false },
    next: {
      ...{ product: 1, sourceItem: 1, customer: 1, address: 1, order: 1, invoice: 1, shipment: 1 },
      ...{ creditMemo: 1, track: 1, comment: 1 },
    },
    ...{
      seenScheme: null,
      portHidden: false,
      rewrites: true,
      versionHidden: false,
      folder: options.folder ?? '',
      home: null,
    },
  }
  seedCatalogue(state, options.products ?? 40)
  const goods = new Map(state.products.map(one => [one.id, { ...one, links: [...one.links] }]))
  Object.assign(state, { goods, saleItems: listSaleItems(state.products) })
  seedCustomers(state, options.customers ?? 30)
  seedOrders(state, orders, options.ties ?? Math.min(250, Math.round(orders * 0.48)))
  return state
}
