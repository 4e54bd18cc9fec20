import { entity, readable } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapCustomer, RawCustomer } from '../map/customer.ts'
import { idTextOf, Position, walkWindow } from '../walk.ts'
import { completeAhead } from './complete.ts'
import { readNamed } from './read.ts'

const route = 'customers/search'

/** Reconciled by reading all: an address that was changed in the shop may not bump its customer. */
export const customers = entity<'customers', Client, RawCustomer, Position, Facts>({
  name: 'customers',
  label: 'Customers',
  import: {
    incremental: true,
    startsAtOrderStart: false,
    raw: readable(RawCustomer),
    idOf: idTextOf,
    position: Position,
    pages: (client, window, from) =>
      completeAhead(walkWindow(client, { route }, window, from), async records => ({ records })),
    fetch: (client, ids) => readNamed(client, route, ids),
    map: mapCustomer,
  },
})
