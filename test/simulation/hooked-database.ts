// The real database, whose every statement of a simulated process goes through the turnstile, and may be lost on the way.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Duplex } from 'node:stream'
import type pg from 'pg'
import type { Client, Database } from '../../src/db.ts'
import type { Actor, Turnstile } from './turnstile.ts'

/** What may befall a statement: the connection is lost before or after it, the disk is full, its process is killed. */
export type DatabaseFault = 'lost' | 'lost_after' | 'disk_full' | 'kill' | 'kill_after'

export interface Hooks {
  readonly turnstile: Turnstile
  readonly kill: (who: Actor) => void
  /** The fault for this statement, if there is to be one. Null for none. */
  readonly takeFault: (who: Actor, text: string) => DatabaseFault | null
}

const current = new AsyncLocalStorage<{ readonly who: Actor; readonly hooks: Hooks }>()

/** Does the work as that process: what it says to the database is under the simulation's control. */
export const actAs = <T>(who: Actor, hooks: Hooks, work: () => Promise<T>): Promise<T> =>
  current.run({ who, hooks }, work)

/** From now on. What no simulated process says (the queue's upkeep, the checks) goes through as ever. */
export function hookDatabase(db: Database): void {
  const pool = db.pool
  const connect = pool.connect.bind(pool) as () => Promise<Client>
  const query = pool.query.bind(pool) as (...said: unknown[]) => Promise<pg.QueryResult>
  const hooked = {
    query: (...said: unknown[]) => (current.getStore() ? queryAlone(connect, said) : query(...said)),
    connect: (...told: unknown[]) => {
      const store = current.getStore()
      if (store === undefined || told.length > 0) return (connect as (...told: unknown[]) => unknown)(...told)
      return hookClient(connect, store)
    },
  }
  Object.assign(pool, hooked)
}

/** A statement of its own, on a connection of its own. */
async function queryAlone(connect: () => Promise<Client>, said: unknown[]): Promise<pg.QueryResult> {
  const client = await hookClient(connect, current.getStore()!)
  let broken: Error | undefined
  try {
    return await (client.query as (...said: unknown[]) => Promise<pg.QueryResult>)(...said)
  } catch (error) {
    if (/terminated|killed/i.test((error as Error).message)) broken = error as Error
    throw error
  } finally {
    client.release(broken)
  }
}

const pids = new WeakMap<object, number>()
export const pidOf = (session: object): number | undefined => pids.get(session)

/** The connection is only taken from the pool when its first statement may pass. */
async function hookClient(connect: () => Promise<Client>, { who, hooks }: { who: Actor; hooks: Hooks }) {
  const session = {}
  let real: Client | undefined
  let released = false
  const letGo = () => give(new Error('The process was killed.'))
  function give(broken?: Error | boolean): void {
    who.holds.delete(letGo)
    hooks.turnstile.giveBack(session)
    if (!released) real?.release(broken)
    released = true
  }
  async function open(): Promise<Client> {
    if (released) throw new Error('Connection terminated: the process was killed.')
    if (real) return real
    real = await current.exit(connect)
    pids.set(session, (real as unknown as { processID: number }).processID)
    hooks.turnstile.hold(session)
    who.holds.add(letGo)
    return real
  }
  async function say(...said: unknown[]): Promise<pg.QueryResult> {
    const text = typeof said[0] === 'string' ? said[0] : (said[0] as { text: string }).text
    await hooks.turnstile.enter({ who, kind: 'database', session, text })
    try {
      const told = text === 'BEGIN' ? [signed(who)] : said
      return await befall(await open(), told, hooks.takeFault(who, text))
    } finally {
      hooks.turnstile.leave(session)
    }
  }
  async function befall(client: Client, said: unknown[], fault: DatabaseFault | null): Promise<pg.QueryResult> {
    const query = client.query.bind(client) as (...said: unknown[]) => Promise<pg.QueryResult>
    if (fault === 'kill') return die()
    if (fault === 'lost') cut(client)
    if (fault === 'disk_full') return await query(diskFull)
    const result = await query(...said)
    if (fault === 'kill_after') return die()
    if (fault !== 'lost_after') return result
    cut(client)
    throw new Error('Connection terminated unexpectedly')
  }
  /** Nothing of what was said or answered reaches anybody. */
  async function die(): Promise<never> {
    hooks.kill(who)
    await hooks.turnstile.enter({ who, kind: 'database', session, text: 'dead' })
    throw new Error('The dead do nothing.')
  }
  return { query: say, release: give } as unknown as Client
}

/** In its transactions each process says its name, for the witness to write down. */
const signed = ({ name }: Actor) => `BEGIN; SET LOCAL simulated.who = '${name}'`

const cut = (client: Client) => (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy()

const diskFull = `DO $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`
