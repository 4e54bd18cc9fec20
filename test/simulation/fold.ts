// A reader of the feed who knows nothing but the feed: what it makes of the events, against what is stored.
import type { Database } from '../../src/db.ts'
import type { FeedEvent } from '../../src/events/feed.ts'

export const tables = {
  orders: 'orders',
  products: 'products',
  customers: 'customers',
  invoices: 'invoices',
  shipments: 'shipments',
  stock: 'stock_levels',
  accounts: 'accounts',
  vouchers: 'vouchers',
}

/** `here` or `gone`, by `entity id`. */
export type States = ReadonlyMap<string, string>

const transitions: Readonly<Record<string, string>> = {
  ' created': 'here',
  ' deleted': 'gone',
  'here updated': 'here',
  'here deleted': 'gone',
  'gone restored': 'here',
  'gone updated': 'gone',
}

type Told = Pick<FeedEvent, 'position' | 'entity' | 'externalId' | 'change'>

/** The events of one connection, in order. Broken: what a reader was told that cannot have happened. */
export function foldFeed(events: readonly Told[]): { readonly broken: readonly string[]; readonly states: States } {
  const broken: string[] = []
  const states = new Map<string, string>()
  for (const { entity, externalId, change, position } of events) {
    const key = `${entity} ${externalId}`
    const next = transitions[`${states.get(key) ?? ''} ${change}`]
    if (next === undefined) broken.push(`event ${position}: ${key} is ${states.get(key) ?? 'unknown'} and is ${change}`)
    states.set(key, next ?? 'here')
  }
  return { broken, states }
}

export async function readStates(db: Database, connectionId: string): Promise<States> {
  const selects = Object.entries(tables).map(
    ([entity, table]) =>
      `SELECT '${entity} ' || external_id AS key, CASE WHEN deleted_at IS NULL THEN 'here' ELSE 'gone' END AS state
       FROM ${table} WHERE connection_id = $1`,
  )
  const { rows } = await db.pool.query<{ key: string; state: string }>(selects.join(' UNION ALL '), [connectionId])
  return new Map(rows.map(row => [row.key, row.state]))
}

export function compareStates(stored: States, told: States): string[] {
  const wrong = [...new Set([...stored.keys(), ...told.keys()])].filter(key => stored.get(key) !== told.get(key))
  return wrong.map(key => `${key} is ${stored.get(key)}, and the feed says ${told.get(key)}`)
}
