import { hex } from '../../../src/sdk/testing/index.ts'

/** What an app may, and how it proves who it is. */
export interface App {
  readonly id: number
  readonly title: string
  /** Of a Dev Dashboard app; null for one that the shop's admin made before 2026. */
  readonly clientId: string | null
  readonly clientSecret: string | null
  /** `shpat_…` of an admin-made app. */
  readonly token: string | null
  readonly scopes: readonly string[]
  /** The app and the store are of the same organisation. */
  readonly sameOrganization: boolean
  readonly installed: boolean
  /** Protected customer data: 0 none, 1 customers, 2 also names, addresses, phones and e-mail. */
  readonly protectedData: 0 | 1 | 2
}

export const readScopes = [
  ...['read_orders', 'read_all_orders', 'read_products', 'read_customers', 'read_inventory', 'read_locations'],
  ...['read_fulfillments', 'read_returns', 'read_merchant_managed_fulfillment_orders'],
] as const

const without = (...gone: readonly string[]) => readScopes.filter(scope => !gone.includes(scope))

/** One of each kind that people come with; the same seed gives the same keys. */
export function makeApps(seed: number) {
  let count = 0
  const make = (title: string, changes: Partial<App> = {}): App => {
    const id = ++count
    const keys = {
      clientId: hex(32, 'client', seed, id),
      clientSecret: `shpss_${hex(32, 'secret', seed, id)}`,
      token: null,
    }
    const rights = { scopes: readScopes, sameOrganization: true, installed: true, protectedData: 2 as const }
    return { id, title, ...keys, ...rights, ...changes }
  }
  const adminMade = (title: string, changes: Partial<App> = {}): App =>
    make(title, {
      ...{ clientId: null, clientSecret: null, token: `shpat_${hex(32, 'token', seed, title.length)}` },
      ...changes,
    })
  return {
    full: make('Koppla'),
    adminMade: adminMade('Koppla (old)'),
    stranger: make('Made elsewhere', { sameOrganization: false }),
    notInstalled: make('Never installed', { installed: false }),
    writer: make('May write', {
      scopes: [...without('read_inventory', 'read_products'), 'write_inventory', 'write_products'],
    }),
    sixtyDays: make('Sixty days', { scopes: without('read_all_orders') }),
    onlyOrders: make('Only orders', { scopes: ['read_orders', 'read_all_orders'] }),
    noOrders: make('No orders', { scopes: without('read_orders', 'read_all_orders') }),
    noProducts: make('No products', { scopes: without('read_products') }),
    noScopes: make('No scopes', { scopes: [] }),
    noFulfillmentOrders: make('No parcels', { scopes: without('read_merchant_managed_fulfillment_orders') }),
    unapproved: make('Unapproved', { protectedData: 0 }),
    nameless: adminMade('Nameless', { protectedData: 1 }),
  } as const satisfies Record<string, App>
}

export type Apps = ReturnType<typeof makeApps>

/** As the shop lists them: a right to write brings the right to read. */
export const scopesOf = ({ scopes }: App): readonly string[] => [
  ...new Set(scopes.flatMap(scope => [scope, scope.replace(/^write_/, 'read_')])),
]

/** As the token endpoint tells them: what may be written hides what may be read. */
export const collapsedScopes = ({ scopes }: App): string =>
  scopes.filter(scope => !scopes.includes(scope.replace(/^read_/, 'write_')) || scope.startsWith('write_')).join(',')
