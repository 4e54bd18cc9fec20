import { z } from 'zod'
import { attempt, ConnectorError, readableCheck } from '../../../src/sdk/index.ts'
import type { Found } from '../client.ts'
import { anyStockItem } from '../entities/stock.ts'
import { type MagentoCheck, type MagentoSession, passed, tryClient } from './check.ts'

/** What is read for an entity, the first of which has its records. */
const routes = {
  products: ['products'],
  orders: ['orders', 'creditmemos'],
  customers: ['customers/search'],
  invoices: ['invoices', 'orders'],
  shipments: ['shipments', 'orders'],
  stock: ['products', 'inventory/source-items'],
} as const
type Name = keyof typeof routes

/** One row of each, so that no answer is large. */
export const firstOf = (session: MagentoSession, route: string): Promise<Found | ConnectorError> =>
  session.once(route, () => attempt(tryClient(session).search(route, { pageSize: 1 })))

/** All rights that are missing, so that nobody has to ask for them one by one. */
async function failureOf(session: MagentoSession, entity: Name): Promise<ConnectorError | undefined> {
  const lacking: ConnectorError[] = []
  for (const ask of asksOf(session, entity)) {
    const answer = await ask()
    if (!(answer instanceof ConnectorError)) continue
    if (answer.code !== 'lacks_right') return answer
    lacking.push(answer)
  }
  const [first, ...others] = lacking
  if (first === undefined || others.length === 0) return first
  const { kind, remedy, code, field } = first
  return new ConnectorError(kind, lacking.map(({ message }) => message).join(' '), { remedy, code, field })
}

function asksOf(session: MagentoSession, entity: Name): (() => Promise<unknown>)[] {
  const listed = (route: string) => () => firstOf(session, route)
  if (entity !== 'stock' || session.found.hasSources !== false) return routes[entity].map(listed)
  return [listed('products'), () => attempt(tryClient(session).get(anyStockItem, z.unknown()))]
}

/** Without orders and products there is nothing to connect for. */
const isAnythingReadable = async (session: MagentoSession): Promise<boolean> =>
  (await failureOf(session, 'products')) === undefined || (await failureOf(session, 'orders')) === undefined

/** The right that an entity lacks is named. */
export const entityChecks: readonly MagentoCheck[] = (Object.keys(routes) as Name[]).map(entity =>
  readableCheck(entity, {
    ...{ field: 'accessToken', together: 'store', isAnythingReadable },
    read: async (session: MagentoSession, entity) => {
      const failure = await failureOf(session, entity)
      const first = await firstOf(session, routes[entity][0])
      return failure ?? (first instanceof ConnectorError ? '' : `${first.total}`)
    },
  }),
)

/** What products do without, and should not without a word. */
const beside = [
  {
    id: 'permission.categories',
    title: 'Categories can be read',
    route: 'categories/list',
    tell: (why: string) => `Products are imported without the names of their categories. ${why}`,
  },
  {
    id: 'permission.attributes',
    title: 'Words for options can be read',
    route: 'products/attributes',
    tell: (why: string) => `Options of variants (sizes, colours) are imported as numbers. ${why}`,
  },
]

/** Where products cannot be read either, that is what is said. */
const besideCheck = ({ id, title, route, tell }: (typeof beside)[number]): MagentoCheck => ({
  ...{ id, title, field: 'accessToken', blocking: false, together: 'store' },
  run: async session => {
    const first = await firstOf(session, 'products')
    if (first instanceof ConnectorError) return { status: 'skipped', because: 'Products cannot be read.' }
    const failure = await attempt(tryClient(session).search(route, { pageSize: 1 }))
    if (!(failure instanceof ConnectorError)) return passed('')
    return { status: 'warning', diagnosis: tell(failure.message), remedy: failure.remedy, field: 'accessToken' }
  },
})

export const permissionChecks: readonly MagentoCheck[] = beside.map(besideCheck)
