import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/db.ts'
import type { OpenedConnection } from '../../src/records/opened.ts'
import { type AnyConnector, type Entity, StoreFacts } from '../../src/sdk/index.ts'
import { tinyOrders } from './tiny-orders.ts'
import { tinyCustomers, tinyShipments } from './tiny-people.ts'
import { storeTime, type TinyStore } from './tiny-shop.ts'

export { fingerprintOf, tinyOrders } from './tiny-orders.ts'
export { tinyCustomers, tinyShipments } from './tiny-people.ts'
export { createTinyStore, type TinyOrder, type TinyStore } from './tiny-shop.ts'

export const tinyFacts = StoreFacts.parse({
  identity: 'tiny',
  name: 'Tiny',
  url: 'https://tiny.example',
  timeZone: 'Europe/Stockholm',
  currency: 'SEK',
  country: 'SE',
  version: '1',
  pricesIncludeTax: false,
})

export function tinyConnector(entities: readonly Entity[] = [tinyOrders, tinyCustomers, tinyShipments]): AnyConnector {
  return {
    id: 'tiny',
    name: 'Tiny',
    apiVersion: '1',
    docsUrl: 'https://tiny.example',
    fields: {},
    facts: StoreFacts,
    rateLimit: { concurrency: 1 },
    client: () => undefined,
    checks: [],
    clock: async (store: TinyStore) => ({ at: store.skewMs === null ? null : storeTime(store) }),
    entities,
  }
}

/** The store as a run opens it. */
export function openTiny(
  store: TinyStore,
  connection: Partial<OpenedConnection['connection']> & { id: string },
): OpenedConnection {
  return {
    connection: { name: 'Tiny', orderStart: '2020-01-01', facts: tinyFacts, ...connection },
    connector: tinyConnector(),
    client: store,
  }
}

export async function saveTinyConnection(db: Database, name = randomUUID() as string): Promise<string> {
  const { rows } = await db.pool.query(
    `INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report,
       verified_at, order_start) VALUES ($1, 'tiny', $1, 'k', '', '{}', $2, '{}', now(), '2020-01-01') RETURNING id`,
    [name, JSON.stringify(tinyFacts)],
  )
  return rows[0].id
}
