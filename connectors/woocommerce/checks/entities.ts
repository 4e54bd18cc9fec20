import { ConnectorError } from '../../../src/sdk/index.ts'
import { firstOf, type ListName } from './asked.ts'
import { passed, type WooCheck, type WooSession } from './check.ts'

/** Reads one record. What cannot be read is not imported; without orders and products there is nothing to connect for. */
function readableCheck(entity: ListName): WooCheck {
  const word = entity.charAt(0).toUpperCase() + entity.slice(1)
  return {
    id: `entity.${entity}`,
    title: `${word} can be read`,
    field: 'apiUrl',
    blocking: false,
    entity,
    together: 'store',
    run: async session => {
      const answer = await firstOf(session, entity)
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

async function isAnythingReadable(session: WooSession, entity: ListName): Promise<boolean> {
  if (entity === 'customers') return true
  return !((await firstOf(session, entity === 'orders' ? 'products' : 'orders')) instanceof ConnectorError)
}

export const entityChecks: readonly WooCheck[] = (['products', 'orders', 'customers'] as const).map(readableCheck)
