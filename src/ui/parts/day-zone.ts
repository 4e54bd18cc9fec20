import { useQuery } from '@tanstack/react-query'
import { connectionChoicesQuery, connectionQuery } from '../api/queries.ts'
import { browserZone } from './formats.ts'

/**
 * The zone that the days of a list are meant in: that of the chosen store, or of all stores where they have but one; else that
 * of whoever looks. Undefined: not known yet.
 */
export function useDayZone(connectionId: string | undefined): string | undefined {
  const chosen = useQuery({
    ...connectionQuery(connectionId ?? ''),
    enabled: connectionId !== undefined,
    refetchInterval: false,
  })
  const all = useQuery(connectionChoicesQuery(''))
  const asked = connectionId === undefined ? all : chosen
  if (asked.isError) return browserZone()
  if (connectionId !== undefined) return chosen.data?.store.timeZone
  if (all.data === undefined) return undefined
  const [zone = browserZone(), ...more] = new Set(all.data.items.map(({ store }) => store.timeZone))
  return all.data.next === null && more.length === 0 ? zone : browserZone()
}
