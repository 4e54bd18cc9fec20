import { measure } from '../metrics.ts'
import type { AddRoutes } from '../server.ts'

/** For Prometheus, with a key of a viewer or better; beside the API, since its form is not ours. */
export const addMetricsRoute: AddRoutes = (app, { seenBy }) => {
  app.get('/metrics', { config: { role: 'viewer' }, schema: { hide: true } }, async (request, reply) => {
    const { contentType, text } = await measure(seenBy(request).db)
    return reply.type(contentType).send(text)
  })
}
