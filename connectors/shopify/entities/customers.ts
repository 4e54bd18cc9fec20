import { entity } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapCustomer, RawCustomer } from '../map/customer.ts'
import { completeNested } from '../nested.ts'
import { gid, idOf, Position, readNamed, walkWindow } from '../walk.ts'

const fragments = `
fragment Place on MailingAddress {
  id firstName lastName company address1 address2 city zip province countryCodeV2 phone
}
fragment Whole on Customer {
  id firstName lastName note state locale tags taxExempt createdAt updatedAt
  defaultEmailAddress { emailAddress marketingState }
  defaultPhoneNumber { phoneNumber }
  defaultAddress { ...Place }
  addressesV2(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...Place } }
}`

export const customerQueries = {
  page: `query Customers($first: Int!, $after: String, $query: String) {
  customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { ...Whole }
  }
}${fragments}`,
  named: `query NamedCustomers($ids: [ID!]!) { nodes(ids: $ids) { ...Whole } }${fragments}`,
  addresses: `query MoreAddresses($id: ID!, $after: String) {
  node(id: $id) {
    ... on Customer { addressesV2(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Place } } }
  }
}${fragments.slice(0, fragments.indexOf('fragment Whole'))}`,
}

const addresses = { field: 'addressesV2', query: customerQueries.addresses }

/** Its search matches whole days, so it is begun two days earlier; what did not change since is left out again. */
const walk = { query: customerQueries.page, list: 'customers', searchEarlierMs: 2 * 86_400_000 }

/** Reconciled by reading all. */
export const customers = entity<'customers', Client, RawCustomer, Position, Facts>({
  name: 'customers',
  label: 'Customers',
  import: {
    incremental: true,
    overlapSeconds: 600,
    startsAtOrderStart: false,
    raw: RawCustomer,
    idOf,
    position: Position,
    pages: async function* (client, window, from) {
      for await (const page of walkWindow(client, walk, window, from))
        yield { ...page, records: await completeAll(client, page.records) }
    },
    fetch: async (client, ids) =>
      completeAll(
        client,
        await readNamed(
          client,
          customerQueries.named,
          ids.map(id => gid('Customer', id)),
        ),
      ),
    map: mapCustomer,
  },
})

async function completeAll(client: Client, records: readonly unknown[]): Promise<unknown[]> {
  const whole: unknown[] = []
  for (const record of records) whole.push(await completeNested(client, record, addresses))
  return whole
}
