import { z } from 'zod'
import { ConnectorError, type EntityName } from '../../../src/sdk/index.ts'
import { attempt, passed, tryClient, type WooCheck, type WooSession } from './check.ts'

const List = z.array(z.looseObject({ id: z.number() }))

/** Reads one record. What cannot be read is not imported; without orders and products there is nothing to connect for. */
function readableCheck(entity: EntityName & ('products' | 'orders' | 'customers'), query = {}): WooCheck {
  const word = entity.charAt(0).toUpperCase() + entity.slice(1)
  return {
    id: `entity.${entity}`,
    title: `${word} can be read`,
    field: 'apiUrl',
    blocking: false,
    entity,
    run: async session => {
      const answer = await readOne(session, entity, query)
      if (!(answer instanceof ConnectorError)) return passed(answer.total === null ? 'readable' : `${answer.total}`)
      return {
        status: (await isAnythingReadable(session, entity)) ? 'warning' : 'failed',
        diagnosis: `${word} cannot be read. ${answer.message}`,
        remedy: answer.remedy,
        field: answer.field ?? 'apiUrl',
      }
    },
  }
}

const readOne = (session: WooSession, route: string, query = {}) =>
  attempt(tryClient(session).get(route, { per_page: 1, _fields: 'id', ...query }, List))

async function isAnythingReadable(session: WooSession, entity: string): Promise<boolean> {
  if (entity === 'customers') return true
  return !((await readOne(session, entity === 'orders' ? 'products' : 'orders')) instanceof ConnectorError)
}

export const entityChecks: readonly WooCheck[] = [
  readableCheck('products'),
  readableCheck('orders'),
  readableCheck('customers', { role: 'all' }),
]
