import type pg from 'pg'
import type { Log } from '../log.ts'
import { isLost } from './sqlstate.ts'

/** Tells once that the database is away, and once that it is back, however many connections and attempts that concerns. */
export function watchConnections(pool: pg.Pool, log: Log): void {
  let lostAt: number | undefined
  const lose = (error: Error) => {
    if (lostAt !== undefined) return
    lostAt = Date.now()
    log.warn({ err: error }, 'the connection to the database was lost; whoever needs it tries again')
  }
  pool.on('error', lose)
  pool.on('connect', client => {
    // Lost between two statements of a transaction it is nobody's yet: the next statement fails, not the process.
    client.on('error', lose)
    if (lostAt === undefined) return
    log.info({ afterMs: Date.now() - lostAt }, 'the database answers again')
    lostAt = undefined
  })
}

/** Logs what failed and is tried again, unless it failed because the database is away: that is told once. */
export function logFailure(log: Log, error: unknown, what: string): void {
  log[isLost(error) ? 'debug' : 'error']({ err: error }, what)
}
