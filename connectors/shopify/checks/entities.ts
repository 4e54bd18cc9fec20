import { z } from 'zod'
import { attempt, ConnectorError, type EntityName, readableCheck } from '../../../src/sdk/index.ts'
import { allOrders } from '../entities/read-orders.ts'
import { addScope, lacksScope } from '../explain.ts'
import { clientOf, passed, type Result, type ShopifyCheck, type ShopifySession } from './check.ts'
import { probe } from './probe.ts'

/** One record of each, with what its scope and its approval are needed for. */
export const firstQueries = {
  products: 'query { products(first: 1) { nodes { id variants(first: 1) { nodes { id inventoryItem { id } } } } } }',
  customers: 'query { customers(first: 1) { nodes { id firstName defaultEmailAddress { emailAddress } } } }',
  orders: 'query { orders(first: 1) { nodes { id email customer { id } billingAddress { city } } } }',
  shipments: 'query { orders(first: 1) { nodes { id fulfillments { id location { id } } } } }',
  stock:
    'query { inventoryItems(first: 1) { nodes { id variants(first: 1) { nodes { id product { id } } } inventoryLevels(first: 1) { nodes { id location { id } } } } } }',
} as const satisfies Partial<Record<EntityName, string>>
type Name = keyof typeof firstQueries

/** Of what every page asks for. A first record may lack what would need one of them, and a shop may have no record yet. */
const scopesOf: Readonly<Record<Name, readonly string[]>> = {
  products: ['read_products'],
  customers: ['read_customers'],
  orders: ['read_orders', 'read_products', 'read_customers'],
  shipments: ['read_orders'],
  stock: ['read_inventory', 'read_products'],
}

const ask = (session: ShopifySession, entity: Name) =>
  session.once(`first ${entity}`, async () => {
    const scope = await missingScope(session, entity)
    if (scope !== undefined) return lacksScope(scope)
    return attempt((await clientOf(session)).ask(firstQueries[entity], {}, z.unknown()))
  })

/** A right to write brings the right to read. */
async function missingScope(session: ShopifySession, entity: Name): Promise<string | undefined> {
  const { data } = await probe(session)
  const held = new Set(data.currentAppInstallation.accessScopes.map(({ handle }) => handle))
  return scopesOf[entity].find(scope => !held.has(scope) && !held.has(scope.replace('read_', 'write_')))
}

/** Without orders and products there is nothing to connect for. */
async function isAnythingReadable(session: ShopifySession): Promise<boolean> {
  const both = await Promise.all([ask(session, 'products'), ask(session, 'orders')])
  return both.some(answer => !(answer instanceof ConnectorError))
}

/** The scope that an entity lacks is named. */
export const entityChecks: readonly ShopifyCheck[] = (Object.keys(firstQueries) as Name[]).map(entity =>
  readableCheck(entity, {
    ...{ field: 'accessToken', together: 'shop', isAnythingReadable },
    read: async (session: ShopifySession, entity) => {
      const answer = await ask(session, entity)
      return answer instanceof ConnectorError ? answer : ''
    },
  }),
)

/** What is missing without an error: only the list of scopes tells. */
const silent: readonly { readonly scope: string; readonly title: string; readonly diagnosis: string }[] = [
  {
    scope: allOrders,
    title: 'Orders of any age can be read',
    diagnosis:
      'Orders older than 60 days will not come: without the scope read_all_orders Shopify leaves them out and does not say so.',
  },
  {
    scope: 'read_merchant_managed_fulfillment_orders',
    title: 'What is to be sent can be read',
    diagnosis:
      'Lists of what is to be sent will be empty: without the scope read_merchant_managed_fulfillment_orders Shopify leaves it out and does not say so.',
  },
]

export const silentChecks: readonly ShopifyCheck[] = silent.map(({ scope, title, diagnosis }) => ({
  id: `permission.${scope}`,
  title,
  field: 'accessToken',
  blocking: false,
  run: async (session): Promise<Result> => {
    const { data } = await probe(session)
    const held = data.currentAppInstallation.accessScopes.some(({ handle }) => handle === scope)
    return held ? passed(scope) : { status: 'warning', diagnosis, remedy: addScope(scope), field: 'accessToken' }
  },
}))
