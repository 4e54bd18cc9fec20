import { ConnectorError } from '../../../src/sdk/index.ts'
import { noTotal } from '../walk-errors.ts'
import { firstOf, type Listed, type ListName } from './asked.ts'
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
      const answer = await countOf(session, entity)
      if (!(answer instanceof ConnectorError)) return passed(`${answer.total}`)
      return {
        status: (await isAnythingReadable(session, entity)) ? 'warning' : 'failed',
        diagnosis: `${word} cannot be read. ${answer.message}`,
        remedy: answer.remedy,
        field: answer.field ?? 'apiUrl',
      }
    },
  }
}

/** A list that does not say how many rows it has cannot be walked: nobody could tell where it ends. */
async function countOf(session: WooSession, entity: ListName): Promise<Listed> {
  const answer = await firstOf(session, entity)
  return answer instanceof ConnectorError || answer.total !== null ? answer : noTotal()
}

async function isAnythingReadable(session: WooSession, entity: ListName): Promise<boolean> {
  if (entity === 'customers') return true
  return !((await countOf(session, entity === 'orders' ? 'products' : 'orders')) instanceof ConnectorError)
}

export const entityChecks: readonly WooCheck[] = (['products', 'orders', 'customers'] as const).map(readableCheck)
