import { type Database, logFailure } from '../db.ts'
import type { Log } from '../log.ts'

/** A process whose heart has been still for so long is taken for dead. It beats every half of that. */
export const HEARTBEAT_SECONDS = 10
const LOOK_MS = 2_000
/** After so many without progress a run is dead. */
export const ATTEMPTS = 6
/** A run may be what ends its processes: after so many without progress it rests before each attempt, and is then given up. */
const DEATHS_AT_ONCE = 2
const REST_SECONDS = 30

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
        `${takeBack} AND heartbeat_on < now() - make_interval(secs => $2) AND retry_count < retry_limit - $3`,
        [name, HEARTBEAT_SECONDS, ATTEMPTS - 1 - DEATHS_AT_ONCE],
      )
      await db.pool.query(shortenRest, [name, REST_SECONDS])
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

// The queue itself lets a run rest twice as long after each death, as after an error: a quarter of an hour in the end, in
// which its place is taken and no schedule gets on.
const shortenRest = `UPDATE pgboss.job SET start_after = now() + make_interval(secs => $2)
  WHERE name = $1 AND state = 'retry' AND policy = 'exclusive' AND start_after > now() + make_interval(secs => $2)
    AND output #>> '{value,message}' = 'job heartbeat timeout'`

/** One that a process has taken. */
interface Attempt {
  readonly id: string
  readonly retryCount: number
}

/**
 * Told at the beginning of an attempt how far the run has come: where that is further than at the beginning of the one
 * before, what ended that one was not the run, and its attempts are counted from here again.
 */
export async function countFromHere({ db, name }: Pick<Runs, 'db' | 'name'>, attempt: Attempt, progress: number) {
  await db.pool.query(
    `UPDATE pgboss.job SET data = data || jsonb_build_object('progress', $4::int),
       retry_limit = CASE WHEN (data ->> 'progress')::int < $4 THEN retry_count + $5 ELSE retry_limit END
     WHERE name = $1 AND id = $2 AND state = 'active' AND retry_count = $3`,
    [name, attempt.id, attempt.retryCount, progress, ATTEMPTS - 1],
  )
}
