import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { hookDatabase } from './hooked-database.ts'
import type { Ground } from './world.ts'

/** A database whose simulated processes are under control, and the queue in it. */
export async function openGround(db: Database): Promise<Ground & { readonly close: () => Promise<void> }> {
  hookDatabase(db)
  const queue = await openQueue(db, silentLog)
  return { db, queue, close: () => queue.stop(1_000) }
}
