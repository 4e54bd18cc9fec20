import { entity, readable, type Window } from '../../../src/sdk/index.ts'
import { type BulkList, inBulk } from '../bulk/query.ts'
import { readInBulk } from '../bulk/read.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mapCustomer, RawCustomer } from '../map/customer.ts'
import { completeEach, completeNested } from '../nested.ts'
import { connectionOf, type Nested, queriesOf } from '../queries.ts'
import { gidsOf, idOf, Position, readNamed } from '../walk.ts'
import { tellDestroyed } from './destroyed.ts'
import { sweepOf } from './sweep.ts'

const placeFields = 'id firstName lastName company address1 address2 city zip province countryCodeV2 phone'
const place = `fragment Place on MailingAddress { ${placeFields} }`
const addresses: Nested = {
  ...{ on: 'Customer', field: 'addressesV2', first: 10, type: 'MailingAddress' },
  ...{ nodes: '...Place', fragments: [place] },
}
const all = { list: 'customers', type: 'Customer', by: 'ID' } as const

/**
 * Their search knows whole days only. Sorted by the time of change it could not be begun anew in the middle of a day, so it is
 * walked by id, which goes on wherever it stopped.
 */
const whole = queriesOf({ ...all, fields: fieldsWith('...Place', connectionOf(addresses)), fragments: [place] })

const bulkAddresses = { ...addresses, nodes: placeFields }
const bulk: BulkList = {
  ...{ list: all.list, nested: [bulkAddresses] },
  fields: fieldsWith(placeFields, inBulk(bulkAddresses)),
}

function fieldsWith(place: string, addresses: string): string {
  return `
  id firstName lastName note state locale tags taxExempt createdAt updatedAt
  defaultEmailAddress { emailAddress marketingState }
  defaultPhoneNumber { phoneNumber }
  defaultAddress { ${place} }
  ${addresses}`
}

const marked = queriesOf({ ...all, fields: 'id createdAt updatedAt' })
export const customerQueries = { whole, marked, addresses, bulk }

const overlapSeconds = 600

type Marked = Pick<RawCustomer, 'id' | 'updatedAt'>
const fingerprint = ({ id, updatedAt }: Marked): string => `${id}|${updatedAt}`
const schema = RawCustomer.pick({ id: true, updatedAt: true })

/** Searched two days earlier than asked for; what did not change since is left out again. */
const searched = { queries: whole, searchEarlierMs: 2 * 86_400_000, bulk, overlapSeconds }

const complete = (client: Client, record: unknown) => completeNested(client, record, addresses)

export const customers = entity<'customers', Client, RawCustomer, Position, Facts>({
  name: 'customers',
  label: 'Customers',
  import: {
    incremental: true,
    overlapSeconds,
    startsAtOrderStart: false,
    raw: readable(RawCustomer),
    idOf,
    position: Position,
    pages: readPages,
    fetch: async (client, ids) =>
      completeEach(client, await readNamed(client, whole.named, gidsOf('Customer', ids)), complete),
    sweep: sweepOf({ of: { queries: marked }, schema, fingerprint }),
    fingerprint,
    map: mapCustomer,
  },
})

async function* readPages(client: Client, window: Window, from: Position | null) {
  if (from === null) yield* tellDestroyed(client, 'CUSTOMER', window)
  for await (const page of readInBulk(client, searched, window, from))
    yield { ...page, records: await completeEach(client, page.records, complete) }
}
