import { logFailure } from '../../db.ts'
import type { AddRoutes } from '../server.ts'

/** For whatever watches the process: alive, and able to serve. Neither needs a key, and neither tells anything else. */
export const addHealthRoutes: AddRoutes = (app, { seenBy, log }) => {
  const schema = { hide: true }
  app.get('/healthz', { schema }, () => ({ status: 'alive' }))
  app.get('/readyz', { schema }, async (request, reply) => {
    try {
      await seenBy(request).db.pool.query('SELECT 1')
      return { status: 'ready' }
    } catch (error) {
      logFailure(log, error, 'the database does not answer')
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
}
