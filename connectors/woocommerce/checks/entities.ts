import { ConnectorError, readableCheck } from '../../../src/sdk/index.ts'
import { noTotal } from '../walk-errors.ts'
import { firstOf, type Listed, type ListName } from './asked.ts'
import type { WooCheck, WooSession } from './check.ts'

/** A list that does not say how many rows it has cannot be walked: nobody could tell where it ends. */
async function countOf(session: WooSession, entity: ListName): Promise<Listed> {
  const answer = await firstOf(session, entity)
  return answer instanceof ConnectorError || answer.total !== null ? answer : noTotal()
}

/** Without orders and products there is nothing to connect for. */
async function isAnythingReadable(session: WooSession, entity: ListName): Promise<boolean> {
  if (entity === 'customers') return true
  return !((await countOf(session, entity === 'orders' ? 'products' : 'orders')) instanceof ConnectorError)
}

export const entityChecks: readonly WooCheck[] = (['products', 'orders', 'customers'] as const).map(entity =>
  readableCheck(entity, {
    ...{ field: 'apiUrl', together: 'store', isAnythingReadable },
    read: async (session: WooSession, entity) => {
      const answer = await countOf(session, entity)
      return answer instanceof ConnectorError ? answer : `${answer.total}`
    },
  }),
)
