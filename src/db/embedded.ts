import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { StartError } from '../errors.ts'
import type { Log } from '../log.ts'
import { databaseIn, makeDataFolder } from './folder.ts'
import { lockFolder } from './lock.ts'
import { PGliteStream, SharedSession } from './pglite-stream.ts'
import type { ThreadAnswer, ThreadRequest } from './pglite-thread.ts'

// Longer than any statement should take, shorter than people wait.
const MAX_TURN_WAIT_MS = 60_000
const PG_VERSION = '18'
const REOPEN_PAUSE_MS = 2_000
// No statement takes as long: PGlite may spin after a failure of its own, and can be ended as safely as by kill -9.
const MAX_STATEMENT_MS = 10 * 60_000

export interface EmbeddedDatabase {
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** PostgreSQL in this process, with its files in `databaseIn(dataDir)`. One process at a time: throws StartError for a second. */
export async function openEmbedded(dataDir: string, log: Log): Promise<EmbeddedDatabase> {
  makeDataFolder(dataDir)
  checkVersion(dataDir)
  const lock = await lockFolder(dataDir)
  const keeper = new ThreadKeeper(databaseIn(dataDir), log)
  try {
    await keeper.open()
  } catch (error) {
    await lock.unlock()
    throw new StartError(`The embedded database in ${dataDir} cannot be opened: ${(error as Error).message}`, {
      cause: error,
    })
  }
  const stream = () => new PGliteStream(keeper.session)
  // The types want a socket; node-postgres asks for no more than PGliteStream has.
  const options = { stream, user: 'postgres', ssl: false, max: 10, connectionTimeoutMillis: MAX_TURN_WAIT_MS }
  const pool = new pg.Pool(options as unknown as pg.PoolConfig)
  return {
    pool,
    async close() {
      await keeper.close()
      await lock.unlock()
    },
  }
}

function checkVersion(dataDir: string): void {
  const file = path.join(databaseIn(dataDir), 'PG_VERSION')
  const version = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : PG_VERSION
  if (version === PG_VERSION) return
  throw new StartError(
    `The data folder ${dataDir} was made by PostgreSQL ${version}, and this Koppla has ${PG_VERSION}; start the Koppla that made it.`,
  )
}

/** Keeps one thread running. One that is lost takes open transactions with it; the next query opens another. */
class ThreadKeeper {
  readonly session = new SharedSession(batch => this.#exchange(batch), MAX_TURN_WAIT_MS)
  readonly #folder: string
  readonly #log: Log
  #thread: Promise<DatabaseThread> | undefined
  #closed = false

  constructor(folder: string, log: Log) {
    this.#folder = folder
    this.#log = log
  }

  open(): Promise<DatabaseThread> {
    if (this.#closed) throw new Error('The embedded database is closed.')
    if (!this.#thread) {
      this.#thread = startThread(this.#folder, error => this.#lose(error))
      this.#thread.catch(() => this.#forget(this.#thread))
    }
    return this.#thread
  }

  async #exchange(batch: Buffer): Promise<Buffer> {
    const thread = await this.open()
    return thread.exchange(batch)
  }

  #lose(error: Error): void {
    this.#log.error({ err: error }, 'the embedded database stopped; it will be opened again')
    this.session.fail(error)
    this.#forget(this.#thread)
  }

  /** After a pause, in which whoever asks is told what happened rather than kept waiting. */
  #forget(lost: Promise<DatabaseThread> | undefined): void {
    const pause = setTimeout(() => {
      if (this.#thread === lost) this.#thread = undefined
    }, REOPEN_PAUSE_MS)
    pause.unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    const thread = await this.#thread?.catch(() => undefined)
    await thread?.close()
  }
}

interface DatabaseThread {
  exchange(batch: Buffer): Promise<Buffer>
  close(): Promise<void>
}

type Waiter = { resolve: (answer: ThreadAnswer) => void; reject: (error: Error) => void }

/** Answers come in the order of the questions. `onLost` is called once, when the thread ends without being asked to. */
async function startThread(folder: string, onLost: (error: Error) => void): Promise<DatabaseThread> {
  const worker = new Worker(new URL('./pglite-thread.ts', import.meta.url), { workerData: { folder } })
  const waiters: Waiter[] = []
  let lost: Error | undefined
  let ready = false
  const next = () => new Promise<ThreadAnswer>((resolve, reject) => waiters.push({ resolve, reject }))
  const ask = async (request: ThreadRequest): Promise<ThreadAnswer> => {
    if (lost) throw lost
    const watchdog = setTimeout(() => void worker.terminate(), MAX_STATEMENT_MS)
    worker.postMessage(request)
    return next().finally(() => clearTimeout(watchdog))
  }
  const lose = (reason: string) => {
    if (lost) return
    lost = new Error(`The embedded database stopped: ${reason}`)
    for (const waiter of waiters.splice(0)) waiter.reject(lost)
    if (ready) onLost(lost)
  }
  worker.on('message', (answer: ThreadAnswer) => waiters.shift()?.resolve(answer))
  worker.on('error', error => lose(error instanceof Error ? error.message : String(error)))
  worker.on('exit', code => lose(`its thread ended with code ${code}`))
  await next()
  ready = true
  return {
    async exchange(batch) {
      const answer = await ask({ batch })
      if (!('answer' in answer)) throw new Error('The embedded database is closed.')
      return Buffer.from(answer.answer.buffer, answer.answer.byteOffset, answer.answer.byteLength)
    },
    async close() {
      if (lost) return
      const closing = ask({})
      lost = new Error('The embedded database is closed.')
      await closing.catch(() => {})
      await worker.terminate()
    },
  }
}
