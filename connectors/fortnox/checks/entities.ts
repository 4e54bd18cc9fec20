import { attempt, ConnectorError, readableCheck } from '../../../src/sdk/index.ts'
import type { Listed } from '../client.ts'
import type { FinancialYear } from '../facts.ts'
import type { Resource } from '../resources.ts'
import { readYears } from '../years.ts'
import { clientOf, type FortnoxCheck, type FortnoxSession } from './check.ts'

/** The list that an entity is read from. */
const lists = {
  products: 'articles',
  stock: 'articles',
  customers: 'customers',
  orders: 'orders',
  invoices: 'invoices',
  accounts: 'accounts',
  vouchers: 'vouchers',
} as const
type Name = keyof typeof lists

export const yearsOf = (session: FortnoxSession): Promise<FinancialYear[]> =>
  session.once('years', async () => readYears(await clientOf(session)))

/** One row: what scope and licence allow is told by any answer. */
export const firstOf = (session: FortnoxSession, resource: Resource): Promise<Listed | ConnectorError> =>
  session.once(resource, () => attempt(askFirst(session, resource)))

async function askFirst(session: FortnoxSession, resource: Resource): Promise<Listed> {
  const client = await clientOf(session)
  if (!ofYears.has(resource)) return await client.list(resource, { limit: '1' })
  const year = (await yearsOf(session)).at(-1)
  return year ? await client.list(resource, { limit: '1', financialyear: year.id }) : { rows: [], total: 0 }
}

const ofYears: ReadonlySet<Resource> = new Set(['accounts', 'vouchers'])

const isReadable = async (session: FortnoxSession, entity: Name): Promise<boolean> =>
  !((await firstOf(session, lists[entity])) instanceof ConnectorError)

/** Without any of them there is nothing to connect for. */
async function isAnythingReadable(session: FortnoxSession): Promise<boolean> {
  for (const entity of Object.keys(lists) as Name[]) if (await isReadable(session, entity)) return true
  return false
}

export const entityChecks: readonly FortnoxCheck[] = (Object.keys(lists) as Name[]).map(entity =>
  readableCheck(entity, {
    ...{ field: 'accessToken', together: 'company', isAnythingReadable },
    read: async (session: FortnoxSession, entity) => {
      const first = await firstOf(session, lists[entity])
      return first instanceof ConnectorError ? first : `${first.total ?? ''}`
    },
  }),
)

/** Of what can be read, except what one year has of it. */
export async function readCounts(session: FortnoxSession): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [entity, resource] of Object.entries(lists)) {
    const first = ofYears.has(resource) ? null : await firstOf(session, resource)
    if (first !== null && !(first instanceof ConnectorError) && first.total !== null) counts[entity] = first.total
  }
  return counts
}
