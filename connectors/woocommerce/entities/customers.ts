import { entity, type Window } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { isSurelyCustomer, mapCustomer, RawCustomer } from '../map/customer.ts'
import { idOf } from '../rows.ts'
import { Position, walkWindow } from '../walk-window.ts'
import { completeAhead } from './complete.ts'
import { completeEach } from './complete-each.ts'
import { idTextOf, listOf, readNamed } from './read.ts'

/** Users have no modification filter, so each run reads them all and reconciles itself. */
export const customers = entity<'customers', Client, RawCustomer, Position, Facts>({
  name: 'customers',
  label: 'Customers',
  import: {
    incremental: false,
    startsAtOrderStart: false,
    raw: RawCustomer,
    idOf: idTextOf,
    position: Position,
    pages: readPages,
    fetch: fetchCustomers,
    map: mapCustomer,
  },
})

const everyRole = { role: 'all' }

function readPages(client: Client, window: Window, from: Position | null) {
  const legs = { all: listOf(client, 'customers', everyRole) }
  return completeAhead(walkWindow({ legs, window, timed: false }, from), async ({ rows, ...page }) => ({
    ...page,
    records: await completeEach(client, rows, withOrdering),
  }))
}

async function fetchCustomers(client: Client, externalIds: readonly string[]): Promise<readonly unknown[]> {
  const lists = [listOf(client, 'customers', everyRole)]
  const rows = await readNamed(client, { route: 'customers', lists }, externalIds)
  return await completeEach(client, rows, withOrdering)
}

/** Asks the orders of a user whose role is another than customer: with any, it is one. */
async function withOrdering(client: Client, row: unknown): Promise<unknown> {
  const id = idOf(row)
  if (id === null || isSurelyCustomer(row as object)) return row
  const asked = { customer: String(id), per_page: '1', _fields: 'id' }
  const { rows } = await listOf(client, 'orders')(asked)
  return { ...(row as object), koppla_has_orders: rows.length > 0 }
}
