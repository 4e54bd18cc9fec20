import { queryOptions } from '@tanstack/react-query'
import { get } from '../../../api/client.ts'
import { queryClient } from '../../../api/queries.ts'
import type { List, User } from '../../../api/types.ts'

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => get<List<User>>('/users', {}, signal),
})

export const refreshUsers = () => queryClient.invalidateQueries(usersQuery)
