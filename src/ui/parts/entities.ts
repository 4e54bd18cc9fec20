import { useQuery } from '@tanstack/react-query'
import { connectionQuery, connectorsQuery } from '../api/queries.ts'
import type { EntityName } from '../api/types.ts'

/** What is imported, in the order in which it is told. Each has a list; true: each of its records has a page, too. */
const all = {
  orders: true,
  invoices: true,
  products: true,
  customers: true,
  shipments: false,
  stock: false,
  accounts: false,
  vouchers: true,
} as const satisfies Record<EntityName, boolean>

export type PagedEntity = { [Name in EntityName]: (typeof all)[Name] extends true ? Name : never }[EntityName]

export const entities = Object.keys(all) as EntityName[]
export const isEntity = (name: string): name is EntityName => name in all
export const hasPage = (name: string): name is PagedEntity => isEntity(name) && all[name]

/** What can be here: of one connection, else of all systems that there is a connection to. Undefined: not known yet. */
export function useEntities(connectionId?: string): readonly EntityName[] | undefined {
  const connection = useQuery({ ...connectionQuery(connectionId ?? ''), enabled: connectionId !== undefined }).data
  const connectors = useQuery(connectorsQuery).data
  const names =
    connectionId === undefined
      ? connectors?.filter(one => one.connected).flatMap(one => one.entities.map(({ name }) => name))
      : connection?.entities.map(({ entity }) => entity)
  return names && entities.filter(one => names.includes(one))
}
