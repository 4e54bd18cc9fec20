import { type Database, logFailure } from '../db.ts'
import type { Log } from '../log.ts'

/** A process whose heart has been still for so long is taken for dead. It beats every half of that. */
export const HEARTBEAT_SECONDS = 10
const LOOK_MS = 2_000
/** A run may be what ends its processes: after so many the queue itself lets it rest, longer each time, and gives it up. */
const DEATHS_AT_ONCE = 2

interface Runs {
  readonly db: Database
  readonly log: Log
  /** The queue that they are in. */
  readonly name: string
}

/** One process has the embedded database, and it has begun nothing yet: what is active was left by one that died. */
export async function takeBackAll({ db, name }: Pick<Runs, 'db' | 'name'>): Promise<void> {
  await db.pool.query(`${takeBack} AND retry_count < retry_limit`, [name])
}

/** Lets others have at once what a process left that died. Returns what ends the watch. */
export function watchHearts({ db, log, name }: Runs): () => void {
  const look = async () => {
    try {
      const { rowCount } = await db.pool.query(
        `${takeBack} AND heartbeat_on < now() - make_interval(secs => $2) AND retry_count < least(retry_limit, $3)`,
        [name, HEARTBEAT_SECONDS, DEATHS_AT_ONCE],
      )
      if (rowCount)
        log.warn({ runs: rowCount }, 'nothing is heard of the process that ran them; others take its runs over')
    } catch (error) {
      logFailure(log, error, 'nobody could look whether the processes live; it is looked again')
    }
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  return () => clearInterval(timer)
}

// The policy is said for the index of what has not ended.
const takeBack = `UPDATE pgboss.job SET state = 'retry', start_after = now(), heartbeat_on = NULL
  WHERE name = $1 AND state = 'active' AND policy = 'exclusive'`
