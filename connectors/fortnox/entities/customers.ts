import { entity, readable } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapCustomer, RawCustomer } from '../map/customer.ts'
import { mark } from '../map/mark.ts'
import type { Position } from '../walk.ts'
import { activeParts, isInactive } from './active.ts'
import { type Numbered, numbered } from './numbered.ts'

const listed: Numbered = {
  resource: 'customers',
  parts: activeParts,
  fingerprint: (row, part) =>
    [
      isInactive(row, part),
      mark(row, { texts: ['Name', 'Email', 'Address1', 'Address2', 'ZipCode', 'City', 'OrganisationNumber'] }),
    ].join('|'),
}

export const customers = entity<'customers', Client, RawCustomer, Position, Facts>({
  name: 'customers',
  label: 'Customers',
  import: {
    ...numbered(listed),
    raw: readable(RawCustomer),
    map: mapCustomer,
  },
})
