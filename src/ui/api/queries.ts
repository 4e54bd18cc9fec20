import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError, get } from './client.ts'
import type {
  Alert,
  Connection,
  ConnectionDetail,
  ConnectionStatus,
  Connector,
  List,
  Me,
  Page,
  PracticeList,
  Role,
  Run,
  Setup,
  StatusPage,
} from './types.ts'

const retries = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) =>
        count < retries && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
})

/** Null: nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await get<Me>('/me', {}, signal)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  staleTime: 0,
  queryFn: ({ signal }) => get<Setup>('/setup', {}, signal),
})

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await get<List<Connector>>('/connectors', {}, signal)).items,
})

/** All of them, for lists and filters; `nextRunAt` moves on by itself, so they are asked again. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => get<Page<Connection>>('/connections', { limit: 200 }, signal),
})

/** The first by name of those that have the words in it. */
export const connectionChoicesQuery = (words: string) =>
  queryOptions({
    queryKey: ['connections', 'choices', words],
    queryFn: ({ signal }) => get<Page<Connection>>('/connections', { q: words, limit: 20 }, signal),
  })

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => get<ConnectionDetail>(`/connections/${id}`, {}, signal),
  })

/** What is complete, since when, and what is missing. */
export const statusQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'status'],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => get<ConnectionStatus>(`/connections/${id}/status`, {}, signal),
  })

export const allStatusQuery = queryOptions({
  queryKey: ['connections', 'status'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => get<StatusPage>('/status', { limit: 200 }, signal),
})

/** For admins only. */
export const practiceQuery = queryOptions({
  queryKey: ['practice-stores'],
  queryFn: ({ signal }) => get<PracticeList>('/practice-stores', {}, signal),
})

/** What is wrong now. */
export const openAlertsQuery = queryOptions({
  queryKey: ['alerts'],
  refetchInterval: 30_000,
  queryFn: ({ signal }) => get<Page<Alert>>('/alerts', { open: 'true', limit: 50 }, signal),
})

export const runQuery = (id: string) =>
  queryOptions({ queryKey: ['runs', id], queryFn: ({ signal }) => get<Run>(`/runs/${id}`, {}, signal) })

const order: readonly Role[] = ['viewer', 'support', 'admin']

export function useMe(): Me | null {
  return useQuery(meQuery).data ?? null
}

/** Whether whoever is signed in has at least this role. The API refuses all the same. */
export function useMay(least: Role): boolean {
  const me = useMe()
  return me !== null && order.indexOf(me.role) >= order.indexOf(least)
}
