import type pg from 'pg'
import type { Log } from '../log.ts'

const PAUSE_MS = 5 * 60_000

// The thresholds of PostgreSQL's own autovacuum, which needs processes that PGlite does not have.
const DUE = `SELECT format('%I.%I', s.schemaname, s.relname) AS table
  FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
  WHERE s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
     OR s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
     OR s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)`

/** Keeps the embedded database small and its query plans right. Gives back the function that stops it. */
export function startVacuuming(pool: pg.Pool, log: Log): () => void {
  let stopped = false
  let timer: NodeJS.Timeout
  const round = async () => {
    await vacuumDue(pool, () => stopped).catch(error => log.warn({ err: error }, 'vacuum failed'))
    if (!stopped) plan()
  }
  const plan = () => {
    timer = setTimeout(() => void round(), PAUSE_MS)
    timer.unref()
  }
  plan()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

/** Vacuums the tables that changed enough, one statement each, and gives back their names. */
export async function vacuumDue(pool: pg.Pool, isStopped: () => boolean = () => false): Promise<string[]> {
  const { rows } = await pool.query<{ table: string }>(DUE)
  for (const { table } of rows) {
    if (isStopped()) break
    await pool.query(`VACUUM (ANALYZE) ${table}`)
  }
  return rows.map(row => row.table)
}
