import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { logFailure } from '../../db.ts'
import type { AddRoutes } from '../server.ts'

/** For whatever watches the process: alive, and able to serve. Neither needs a key, and neither tells anything else. */
export const addHealthRoutes: AddRoutes = (app, { seenBy, log, readyTimeLimitMs = 5_000 }) => {
  const schema = { hide: true }
  app.get('/healthz', { schema }, () => ({ status: 'alive' }))
  app.get('/readyz', { schema }, async (request, reply) => {
    try {
      await askDatabase(seenBy(request).db.pool, readyTimeLimitMs)
      return { status: 'ready' }
    } catch (error) {
      logFailure(log, error, 'the database does not answer')
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
}

/** Who watches gives up after some seconds, so a database that never answers is told before. @throws when the time is up */
async function askDatabase(pool: pg.Pool, limitMs: number): Promise<void> {
  // A connection that does not answer is given up; the race is for the wait until there is one.
  const question = { text: 'SELECT 1', query_timeout: limitMs }
  const timer = new AbortController()
  const timeUp = delay(limitMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`The database has not answered for ${limitMs} ms.`)
  })
  await Promise.race([pool.query(question), timeUp]).finally(() => timer.abort())
}
