import { listStatus, readStatus, summarise } from '../../completeness/status.ts'
import { IdParams } from '../api/common.ts'
import { ConnectionStatus, StatusPage, StatusQuery } from '../api/status.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes } from '../server.ts'

const config = { role: 'viewer' } as const

export const addStatusRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/status',
    {
      config,
      schema: {
        summary: 'How fresh and how complete each entity of each connection is, by name',
        description: 'No store is asked: what is told was learnt by runs and reconciles.',
        querystring: StatusQuery,
        response: { 200: StatusPage },
      },
    },
    async request => {
      const options = seenBy(request)
      const [page, summary] = await Promise.all([listStatus(options, request.query), summarise(options.db)])
      return toPlain({ ...page, summary })
    },
  )
  app.get(
    '/connections/:id/status',
    {
      config,
      schema: {
        summary: 'How fresh and how complete its entities are',
        params: IdParams,
        response: { 200: ConnectionStatus },
      },
    },
    async request => toPlain(await readStatus(seenBy(request), request.params.id)),
  )
}
