// What is in the tables when the server has stopped.
import { type Database, openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { compareStates, foldFeed, readStates, tables } from '../simulation/fold.ts'
import type { Scene } from './scene.ts'

export async function judgeBooks(scene: Scene): Promise<string[]> {
  const db = await openDatabase({ ...scene.database, log: silentLog })
  try {
    return [...(await judgeRuns(db)), ...(await judgeFeed(db, scene)), ...(await judgeIndexes(db))]
  } finally {
    await db.close()
  }
}

const oddities = {
  'a run has not ended': `SELECT entity || ' ' || state AS words FROM runs WHERE state IN ('queued', 'running', 'waiting')`,
  'a run has a place in the queue for ever': `SELECT data ->> 'entity' || ' ' || state AS words FROM pgboss.job
     WHERE name IN ('runs', 'runs-dead') AND state IN ('created', 'retry', 'active')`,
  'a window is still open': `SELECT w.entity || ' ' || purpose || ' of a run that has ' || r.state AS words
     FROM windows w LEFT JOIN runs r ON r.id = w.run_id`,
  'there is no watermark': `SELECT s.entity AS words FROM schedules s LEFT JOIN checkpoints c USING (connection_id, entity)
     WHERE c.watermark IS NULL`,
}

async function judgeRuns(db: Database): Promise<string[]> {
  const broken: string[] = []
  for (const [what, sql] of Object.entries(oddities)) {
    const { rows } = await db.pool.query<{ words: string }>(sql)
    broken.push(...rows.map(({ words }) => `${what}: ${words}`))
  }
  return broken
}

/** Whoever read along, through all kills, knows exactly what is there. */
async function judgeFeed(db: Database, { erp, shops }: Scene): Promise<string[]> {
  const broken = [...erp.broken]
  const { rows } = await db.pool.query<{ count: number; newest: number }>(
    `SELECT (SELECT count(*)::int FROM events) AS count, (SELECT max(position)::int FROM event_counters) AS newest`,
  )
  const { count, newest } = rows[0]!
  const read = erp.heard.length
  if (count !== newest || read !== newest)
    broken.push(`of ${newest} events ${count} are stored and ${read} were read along`)
  for (const { connectionId, name } of shops) {
    const { broken: odd, states } = foldFeed(erp.heard.filter(event => event.connectionId === connectionId))
    const wrong = compareStates(await readStates(db, connectionId), states)
    broken.push(...[...odd, ...wrong].map(words => `${name}: ${words}`))
  }
  return broken
}

/** Made anew, an index that was torn does not accept its own table. */
async function judgeIndexes(db: Database): Promise<string[]> {
  const broken: string[] = []
  for (const table of [...Object.values(tables), 'events', 'runs', 'windows', 'checkpoints', 'pgboss.job'])
    await db.pool.query(`REINDEX TABLE ${table}`).catch(error => broken.push(`${table} is torn: ${error.message}`))
  return broken
}
