import { refuseField } from './access.ts'
import { scopesOf } from './apps.ts'
import { cancelBulk, listBulk, pollBulk, runBulk } from './bulk.ts'
import { events } from './events.ts'
import { list } from './listing.ts'
import {
  collections,
  customers,
  inventoryItems,
  levelsAt,
  locations,
  orders,
  products,
  productVariants,
} from './lists.ts'
import { findNode, ordersFor, typeOf } from './nodes.ts'
import { gid, numberOf, type State } from './state.ts'
import { type Args, fail, type Resolve, type Shown, type Visit } from './visit.ts'

const one: Resolve = ({ id }, visit) => findNode(visit, String(id))
const counted = (rows: (visit: Visit) => readonly unknown[]) => (_: Args, visit: Visit) => ({
  ...{ count: rows(visit).length, precision: 'EXACT' },
})

/** Everything that can be asked of this shop; a field that is not here is one that nobody taught it. */
export const queryRoot: Readonly<Record<string, unknown>> = {
  shop: (_: Args, { state }: Visit) => showShop(state),
  currentAppInstallation: (_: Args, visit: Visit) => showInstallation(visit),
  publicApiVersions: (_: Args, { state }: Visit) =>
    [...state.versions, 'unstable'].map(handle => ({ handle, displayName: handle, supported: handle !== 'unstable' })),
  orders: (args: Args, visit: Visit) => list(orders(visit.state), args, visit),
  products: (args: Args, visit: Visit) => list(products(visit.state), args, visit),
  productVariants: (args: Args, visit: Visit) => list(productVariants(visit.state), args, visit),
  customers: (args: Args, visit: Visit) => list(customers(visit.state), args, visit),
  collections: (args: Args, visit: Visit) => list(collections(visit.state), args, visit),
  locations: (args: Args, visit: Visit) => list(locations, args, visit),
  inventoryItems: (args: Args, visit: Visit) => list(inventoryItems(visit.state), args, visit),
  events: (args: Args, visit: Visit) => list(events, args, visit),
  ...{ order: one, product: one, customer: one, collection: one, inventoryItem: one, inventoryLevel: one, node: one },
  location: (args: Args, visit: Visit) => openLocation(args, visit),
  nodes: ({ ids }: Args, visit: Visit) => findNodes(ids as readonly string[], visit),
  ordersCount: counted(ordersFor),
  productsCount: counted(({ state }) => state.products),
  customersCount: counted(({ state }) => state.customers),
  bulkOperation: ({ id }: Args, visit: Visit) => pollBulk(visit, String(id)),
  bulkOperations: (args: Args, visit: Visit) => listBulk(visit, Number(args['first'])),
}

export const mutationRoot: Readonly<Record<string, unknown>> = {
  bulkOperationRunQuery: (args: Args, visit: Visit) => runBulk(visit, args),
  bulkOperationCancel: ({ id }: Args, visit: Visit) => cancelBulk(visit, String(id)),
}

function openLocation({ id }: Args, visit: Visit): Shown | null {
  const shown = findNode(visit, String(id)) as Shown | null
  const number = numberOf('Location', id)
  if (shown === null || number === null) return null
  return { ...shown, inventoryLevels: (args: Args) => list(levelsAt(visit.state, number), args, visit) }
}

/** In the order in which they were asked for; null for one that is gone. */
function findNodes(ids: readonly string[], visit: Visit): readonly unknown[] {
  if (ids.length > 250)
    throw fail(
      'MAX_INPUT_SIZE_EXCEEDED',
      `The input array size of ${ids.length} is greater than the maximum allowed of 250.`,
    )
  return ids.map(id => {
    const type = typeOf(id)
    const refusal = refuseField(visit.app, 'QueryRoot', type.charAt(0).toLowerCase() + type.slice(1))
    return refusal ?? findNode(visit, id)
  })
}

const showShop = ({ domain, currency, timeZone, plan }: State): Shown => ({
  ...{ id: gid('Shop', 61_000_001), name: 'Ljusbutiken', myshopifyDomain: domain, email: 'butik@example.test' },
  primaryDomain: { host: 'ljusbutiken.example.test', url: 'https://ljusbutiken.example.test' },
  ...{
    url: 'https://ljusbutiken.example.test',
    currencyCode: currency,
    enabledPresentmentCurrencies: [currency, 'EUR'],
  },
  ...{ ianaTimezone: timeZone, weightUnit: 'KILOGRAMS', taxesIncluded: true, orderNumberFormatPrefix: '#' },
  orderNumberFormatSuffix: '',
  shopAddress: { countryCodeV2: 'SE', country: 'Sweden', city: 'Malmö' },
  plan: { publicDisplayName: plan, partnerDevelopment: plan === 'Development', shopifyPlus: plan === 'Plus' },
})

const showInstallation = ({ app, state }: Visit): Shown => ({
  id: gid('AppInstallation', 600_000 + app.id),
  accessScopes: scopesOf(app).map(handle => ({ handle, description: handle })),
  app: {
    ...{ id: gid('App', app.id), title: app.title, apiKey: app.clientId ?? '', handle: `app-${app.id}` },
    webhookApiVersion: state.versions.at(-1),
  },
})
