import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { openEmbedded } from './db/embedded.ts'
import { databaseIn } from './db/folder.ts'
import { migrate, refusePending } from './db/migrate.ts'
import { watchConnections } from './db/outage.ts'
import { describeServer, openServerPool } from './db/server.ts'
import { isLost } from './db/sqlstate.ts'
import { startVacuuming } from './db/vacuum.ts'
import { StartError } from './errors.ts'
import { PrismaClient } from './generated/prisma/client.ts'
import type { Log } from './log.ts'

export { seenByGroup, wholeOf } from './db/company-group.ts'
export { logFailure } from './db/outage.ts'
export { isDataError, isDeadlock, isLost } from './db/sqlstate.ts'
export * from './generated/prisma/client.ts'
export type Client = pg.PoolClient

const TRANSACTION_MS = 15_000

export interface DatabaseOptions {
  /** A PostgreSQL server. Absent: the embedded database in `dir`. */
  readonly url?: string | undefined
  readonly dir: string
  readonly connections?: number
  readonly log: Log
  /** Refuses what would have to be made first; `openDatabase`, what would have to be brought up to date too. */
  readonly asFound?: boolean
}

export interface Database {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** For what is done for nobody in particular. */
  readonly log: Log
  /** One process, one session: a query beside an open transaction waits until that has ended. */
  readonly embedded: boolean
  /** Set where it is one company group's part of the database: all of it. */
  readonly whole?: Database
  /**
   * BEGIN, `work`, COMMIT; or ROLLBACK and the error. `work` must use the client it is given for every query,
   * and must wait for nothing but the database.
   */
  transaction<T>(work: (client: Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface OpenPool {
  readonly pool: pg.Pool
  readonly embedded: boolean
  readonly close: () => Promise<void>
}

/** Opens the database as it is, whatever version it is of. Throws StartError with what to do when it cannot. */
export async function openPool(options: DatabaseOptions): Promise<OpenPool> {
  if (options.asFound && !options.url) refuseNothing(options.dir)
  const { pool, close } = options.url ? openServer(options) : await openEmbedded(options.dir, options.log)
  watchConnections(pool, options.log)
  const release = async () => {
    await drain(pool)
    await pool.end()
    await close()
  }
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    await release()
    throw explain(error, options.url)
  }
  return { pool, embedded: !options.url, close: release }
}

/** Opens the database, migrated. Throws StartError with what to do when it cannot. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { pool, embedded, close } = await openPool(options)
  try {
    if (options.asFound) await refusePending(pool)
    await migrate(pool)
  } catch (error) {
    await close()
    throw explain(error, options.url)
  }
  const adapter = new PrismaPg(pool)
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: TRANSACTION_MS, timeout: TRANSACTION_MS },
  })
  const stopVacuuming = embedded ? startVacuuming(pool, options.log) : () => {}
  return {
    pool,
    prisma,
    log: options.log,
    embedded,
    transaction: work => runTransaction(pool, work),
    async close() {
      stopVacuuming()
      await prisma.$disconnect()
      await close()
    },
  }
}

function refuseNothing(dir: string): void {
  if (existsSync(databaseIn(dir))) return
  throw new StartError(
    `There is no Koppla in ${dir}. Set KOPPLA_DATA to its data folder, or DATABASE_URL to its server, as where it runs; or start a new one: koppla start`,
  )
}

/** A pool that is ended never answers whoever still waits for a connection. */
async function drain(pool: pg.Pool): Promise<void> {
  const deadline = Date.now() + TRANSACTION_MS
  do await delay(1)
  while (pool.waitingCount > 0 && Date.now() < deadline)
}

function openServer({ url = '', connections = 10 }: DatabaseOptions) {
  return { pool: openServerPool(url, connections), close: async () => {} }
}

function explain(error: unknown, url: string | undefined): unknown {
  if (!url || error instanceof StartError) return error
  const reason = (error as Error).message || String(error)
  const what = isLost(error) ? 'cannot be reached' : 'cannot be used'
  return new StartError(
    `The database ${describeServer(url)} ${what}: ${reason.replace(/\.$/, '')}. See that it runs and that DATABASE_URL is right.`,
    { cause: error },
  )
}

async function runTransaction<T>(pool: pg.Pool, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    const { command } = await client.query('COMMIT')
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, not with an error.
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back: a statement in it had failed.')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(failure => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}
