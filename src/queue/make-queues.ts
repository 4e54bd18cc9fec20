import type { ConstructorOptions, Db, PgBoss } from 'pg-boss'
import type { Client, Database } from '../db.ts'
import { ATTEMPTS, HEARTBEAT_SECONDS } from './orphans.ts'

export const RUNS = 'runs'
export const DEAD = 'runs-dead'
export const MESSAGES = 'messages'

const MONITOR_SECONDS = 5
// A run goes on from its checkpoint, so nothing is lost when it is taken from a handler after a day.
const LONGEST_SECONDS = 24 * 60 * 60
const FIRST_RETRY_SECONDS = 15
const LONGEST_RETRY_SECONDS = 15 * 60
// A run that waits (for its store's Retry-After, say) must outlive the wait. What is done needs no keeping: the queue's look
// after itself reads the whole table, which must not hold the runs of a day where there are millions.
const KEEP_WAITING_SECONDS = 365 * 24 * 60 * 60
const KEEP_DONE_SECONDS = 10 * 60

/** Tried for about four days. */
const messageOptions = {
  policy: 'standard',
  retryLimit: 100,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 60 * 60,
} as const

/** The queue's statements, in the client's transaction. */
export const inside = (client: Pick<Client, 'query'>): Db => ({
  executeSql: (text, values) => client.query(text, values),
})

export function bossOptions(db: Database): ConstructorOptions {
  return {
    db: inside(db.pool),
    backend: db.embedded ? 'pglite' : 'postgres',
    schedule: false,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
    maintenanceIntervalSeconds: 5 * 60,
    monitorVacuum: !db.embedded,
  }
}

export async function makeQueues(boss: PgBoss): Promise<void> {
  const kept = { retentionSeconds: KEEP_WAITING_SECONDS, deleteAfterSeconds: KEEP_DONE_SECONDS }
  const retry = {
    retryLimit: ATTEMPTS - 1,
    retryDelay: FIRST_RETRY_SECONDS,
    retryBackoff: true,
    retryDelayMax: LONGEST_RETRY_SECONDS,
  }
  const dead = { ...kept, ...retry, retryLimit: 1_000_000 }
  const runs = { ...kept, ...retry, expireInSeconds: LONGEST_SECONDS, heartbeatSeconds: HEARTBEAT_SECONDS }
  await makeQueue(boss, DEAD, { ...dead, policy: 'standard' })
  await makeQueue(boss, MESSAGES, { ...kept, ...messageOptions, heartbeatSeconds: HEARTBEAT_SECONDS })
  await makeQueue(boss, RUNS, { ...runs, policy: 'exclusive', deadLetter: DEAD })
  // pg-boss reads a queue's settings when it first needs them, which must not be beside an open transaction.
  for (const name of [RUNS, MESSAGES]) await boss.findJobs(name, { key: '' })
}

/** A queue that exists takes the settings of this version; its policy cannot change. */
async function makeQueue(boss: PgBoss, name: string, options: Parameters<PgBoss['createQueue']>[1]): Promise<void> {
  await boss.createQueue(name, options)
  const { policy: _, ...rest } = options ?? {}
  await boss.updateQueue(name, rest)
}
