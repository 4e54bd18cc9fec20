import type { Test } from 'tap'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue, type Queue } from '../../src/queue.ts'
import { type TestDatabase, testOnDatabases } from './database.ts'

export interface Promised {
  readonly db: Database
  readonly queue: Queue
  readonly info: TestDatabase
}

export type Promises = Record<string, (t: Test, context: Promised) => Promise<unknown>>

/** Tests that share a database, emptied of connections and of what is queued before each: opening one costs a second. */
export async function testPromises(t: Test, name: string, promises: Promises): Promise<void> {
  await testOnDatabases(t, name, async (t, db, info) => {
    for (const [promise, keep] of Object.entries(promises)) {
      await t.test(promise, async t => {
        const queue = await openQueue(db, silentLog)
        t.teardown(() => queue.stop(2_000))
        await db.pool.query('delete from connections')
        await db.pool.query('delete from pgboss.job')
        await keep(t, { db, queue, info })
      })
    }
  })
}
