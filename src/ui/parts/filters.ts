import { useSearch } from '@tanstack/react-router'
import type { Search } from '../app/router.tsx'
import { useGo } from './go.tsx'

/** The filters of a list, kept in the address bar so that a view can be sent to somebody. */
export function useFilters(path: string) {
  const filters = useSearch({ strict: false }) as Search
  const go = useGo()
  return {
    filters,
    setFilter: (change: Search) => go(path, { ...filters, ...change }, true),
    clear: () => go(path, {}, true),
  }
}
