import { QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError, get } from './client.ts'
import type {
  Alert,
  Books,
  Connection,
  ConnectionDetail,
  ConnectionStatus,
  Connector,
  List,
  Me,
  Overview,
  Page,
  PracticeList,
  Role,
  Run,
  Setup,
} from './types.ts'

const retries = 2

/** Koppla may be on this machine or next to it: it is asked even where the browser believes itself off the network. */
const networkMode = 'always'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode,
      staleTime: 5_000,
      retry: (count, error) =>
        count < retries && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
    mutations: { networkMode },
  },
})

/** Whose page it is; their session may have ended while something was half filled in. */
export type SignedIn = Me & { readonly ended?: boolean }

/** Null: nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: async ({ signal, client }): Promise<SignedIn | null> => {
    try {
      return await get<Me>('/me', {}, signal)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return client.getQueryData<SignedIn>(['me']) ?? null
      throw error
    }
  },
})

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  staleTime: 0,
  queryFn: ({ signal }) => get<Setup>('/setup', {}, signal),
})

/** Which of them are connected changes with the connections. */
export const connectorsQuery = queryOptions({
  queryKey: ['connections', 'connectors'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await get<List<Connector>>('/connectors', {}, signal)).items,
})

/** After any change of one: all that is known of connections is asked again. */
export const refreshConnections = () => queryClient.invalidateQueries({ queryKey: ['connections'] })

/** What is worst of all connections; `nextRunAt` moves on by itself, so it is asked again. */
export const overviewQuery = queryOptions({
  queryKey: ['connections', 'overview'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => get<Overview>('/overview', {}, signal),
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

/** What people are alerted of and has not ended. */
export const alertsQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'alerts'],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => get<List<Alert>>('/alerts', { connectionId: id, open: 'true' }, signal),
  })

/** The financial years whose books are here. */
export const booksQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', id, 'books'],
    queryFn: ({ signal }) => get<Books>(`/connections/${id}/books`, {}, signal),
  })

/** For admins only. */
export const practiceQuery = queryOptions({
  queryKey: ['practice-stores'],
  queryFn: ({ signal }) => get<PracticeList>('/practice-stores', {}, signal),
})

export const runQuery = (id: string) =>
  queryOptions({ queryKey: ['runs', id], queryFn: ({ signal }) => get<Run>(`/runs/${id}`, {}, signal) })

const order: readonly Role[] = ['viewer', 'support', 'admin']

export function useMe(): SignedIn | null {
  return useQuery(meQuery).data ?? null
}

/** Whether whoever is signed in has at least this role. The API refuses all the same. */
export function useMay(least: Role): boolean {
  const me = useMe()
  return me !== null && order.indexOf(me.role) >= order.indexOf(least)
}
