import { Overview } from '../api/overview.ts'
import { readOverview } from '../overview.ts'
import type { AddRoutes } from '../server.ts'

export const addOverviewRoutes: AddRoutes = (app, { seenBy }) => {
  app.get(
    '/overview',
    {
      config: { role: 'viewer' },
      schema: {
        summary: 'What a person should look at first, of all connections',
        description: 'Counts are of all connections; of the connections themselves the first are told.',
        response: { 200: Overview },
      },
    },
    request => readOverview(seenBy(request)),
  )
}
