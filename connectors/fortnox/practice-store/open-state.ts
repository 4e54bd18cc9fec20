import { createPracticeClock, type PracticeClock } from '../../../src/sdk/testing/index.ts'
import { makeApps } from './apps.ts'
import { openOauth } from './oauth-state.ts'
import { scopes } from './scopes.ts'
import { seedBooks, seedManual } from './seed-books.ts'
import { seedArticles, seedCustomers } from './seed-catalogue.ts'
import { seedSales } from './seed-sales.ts'
import { type State, wholeSecond } from './state.ts'

export interface StoreOptions {
  /** The same seed gives the same records; their times are counted back from the clock. Default 1. */
  readonly seed?: number
  /** Default 40 articles, 30 customers, 60 orders (most of them invoiced and booked). */
  readonly articles?: number
  readonly customers?: number
  readonly orders?: number
  /** Invoices that no order was made for. Default a third as many as there are orders. */
  readonly directInvoices?: number
  /** Vouchers entered by hand. Default 20. */
  readonly vouchers?: number
  /** How many of each kind were saved within one second, three days ago. Default: nearly half, 250 at most. */
  readonly ties?: number
  readonly tenantId?: number
  readonly clock?: PracticeClock
  readonly limit?: State['limit']
  /** Default true: totals in SEK are rounded to whole kronor. */
  readonly roundsToKronor?: boolean
  /** Lists without a filter leave out what is inactive. Whether they do is not known. Default false. */
  readonly hidesInactive?: boolean
}

const currencies: State['currencies'] = [
  { code: 'SEK', description: 'Svenska kronor', rate: 1, unit: 1 },
  { code: 'EUR', description: 'Euro', rate: 11.4321, unit: 1 },
  { code: 'NOK', description: 'Norska kronor', rate: 0.9788, unit: 1 },
  { code: 'JPY', description: 'Yen', rate: 6.815, unit: 100 },
]

export function openState(options: StoreOptions = {}): State {
  const { seed = 1, clock = createPracticeClock(), orders = 60 } = options
  const state: State = {
    ...{ seed, clock, openedAt: wholeSecond(clock.now()) },
    ...{ tenantId: options.tenantId ?? 1_205_577, companyName: 'Ljusbutiken i Malmö AB' },
    ...{ apps: Object.values(makeApps(seed)), oauth: openOauth(), unlicensed: new Set(), apiLicence: true },
    ...{ limit: options.limit ?? { requests: 25, windowMs: 5_000 }, paces: new Map(), sideEffects: [] },
    garbage: { records: new Map(), lists: new Map() },
    ...{ lockedUntil: null, hidesInactive: options.hidesInactive ?? false },
    roundsToKronor: options.roundsToKronor ?? true,
    ...{ years: [], accounts: [], vouchers: [], articles: [], customers: [], orders: [], invoices: [], payments: [] },
    ...{ paymentsOf: new Map(), lastVouchers: new Map() },
    currencies: currencies.map(one => ({ ...one })),
    ...{ reservedNumbers: new Set(), revision: 0, nextRowId: 1 },
  }
  seedBooks(state)
  seedManual(state, options.vouchers ?? 20)
  seedArticles(state, options.articles ?? 40)
  seedCustomers(state, options.customers ?? 30)
  seedSales(state, { orders, directInvoices: options.directInvoices ?? Math.ceil(orders / 3) })
  tie(state, options.ties)
  consent(state)
  return state
}

/** What somebody changed all at once. */
function tie(state: State, ties: number | undefined): void {
  const at = state.openedAt - 3 * 86_400_000
  for (const rows of [state.articles, state.customers, state.orders, state.invoices]) {
    const count = ties ?? Math.min(250, Math.floor(rows.length * 0.48))
    for (const row of rows.slice(-count - 5, -5)) row.modified = at
  }
}

function consent({ seed, oauth }: State): void {
  const { full, narrow } = makeApps(seed)
  oauth.consents.set(full.clientId, { scopes, service: true })
  oauth.consents.set(narrow.clientId, { scopes: ['companyinformation', 'article', 'customer'], service: true })
}
