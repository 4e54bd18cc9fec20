import { z } from 'zod'
import { runLookup } from '../../lookups/lookup.ts'
import { IdParams } from '../api/common.ts'
import { lookupAnswer } from '../api/lookups.ts'
import type { AddRoutes } from '../server.ts'
import { leavingSignal } from '../server-sent.ts'

const params = IdParams.extend({ name: z.string().describe('One that `GET /connectors` names for the entity.') })

export const addLookupRoutes: AddRoutes = (app, { seenBy, registry }) => {
  for (const entity of ['orders', 'invoices', 'products', 'customers', 'accounts', 'vouchers'] as const)
    app.get(
      `/${entity}/:id/lookups/:name`,
      {
        exposeHeadRoute: false,
        config: { role: 'support' },
        schema: {
          summary: 'A question that the store is asked now',
          params,
          response: { 200: lookupAnswer(registry, entity) },
        },
      },
      async (request, reply) => ({
        answer: await runLookup(seenBy(request), { entity, ...request.params, signal: leavingSignal(reply) }),
        askedAt: new Date().toISOString(),
      }),
    )
}
