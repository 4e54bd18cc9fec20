// A witness in the database itself: which record each transaction changed, and which event it told. And a reader of the
// feed, as an ERP is one, who must never have read past an event that comes later.
import type { Database } from '../../src/db.ts'
import { type FeedEvent, readEvents } from '../../src/events/feed.ts'
import { compareStates, foldFeed, readStates } from './fold.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'

export interface Witness {
  /** The feed, as far as it goes now. */
  readonly read: () => Promise<void>
  /** What does not hold of the events. */
  readonly judge: (world: World) => Promise<string[]>
}

export async function openWitness(db: Database): Promise<Witness> {
  await db.pool.query(watch)
  const { rows } = await db.pool.query<{ position: string }>('SELECT position FROM event_counters')
  const start = Number(rows[0]?.position ?? 0)
  const heard: FeedEvent[] = []
  async function read(): Promise<void> {
    for (;;) {
      const page = await readEvents(db.pool, { after: heard.at(-1)?.position ?? start, limit: 500 })
      const last = heard.at(-1)?.position ?? start
      heard.push(...page.events.filter(event => event.position > last))
      if (page.events.length < 500) return
    }
  }
  return {
    read,
    async judge(world) {
      await read()
      return [...(await judgeTransactions(db)), ...(await judgeFeed(world, start, heard)), ...(await judgeMarks(world))]
    },
  }
}

/** Each change is told once by the very transaction that makes it, and nothing else is. */
async function judgeTransactions(db: Database): Promise<string[]> {
  const { rows } = await db.pool.query<{ words: string; changes: number; events: number }>(
    `SELECT concat_ws(' ', entity, external_id, change) AS words, coalesce(c.count, 0)::int AS changes, coalesce(e.count, 0)::int AS events
     FROM (SELECT xid, entity, external_id, change, count(*) FROM simulated_changes GROUP BY 1, 2, 3, 4) c
     FULL JOIN (SELECT xid, entity, external_id, change, count(*) FROM simulated_events GROUP BY 1, 2, 3, 4) e
       USING (xid, entity, external_id, change) WHERE c.count IS DISTINCT FROM e.count LIMIT 20`,
  )
  return rows.map(({ words, changes, events }) => `“${words}”: a transaction made ${changes} and told ${events}`)
}

/** In order and without a gap; whoever read along read the same; folded, it gives our records. */
async function judgeFeed(world: World, start: number, heard: readonly FeedEvent[]): Promise<string[]> {
  const broken: string[] = []
  const all: FeedEvent[] = []
  for (let after = start; ; after = all.at(-1)!.position) {
    const { events } = await readEvents(world.db.pool, { after, limit: 1_000 })
    all.push(...events)
    if (events.length < 1_000) break
  }
  const gap = all.findIndex((event, n) => event.position !== start + 1 + n)
  if (gap >= 0) broken.push(`the feed has ${all[gap]!.position} where ${start + 1 + gap} belongs`)
  const positions = new Set(heard.map(event => event.position))
  const unheard = all.filter(event => !positions.has(event.position))
  if (unheard.length > 0)
    broken.push(`${unheard.length} events came behind a reader, the first at ${unheard[0]!.position}`)
  return [...broken, ...judgeDeletions(world, all), ...(await judgeFold(world, all))]
}

/** Nothing is told to be deleted that was always there. */
function judgeDeletions({ connectionId, shop }: World, events: readonly FeedEvent[]): string[] {
  const told = events.filter(event => event.change === 'deleted' && event.connectionId === connectionId)
  return told
    .map(({ entity, externalId }) => `${entity} ${externalId}`)
    .filter(key => /^(orders|products) /.test(key) && !shop.books.gone.has(key))
    .map(key => `${key} is told to be deleted, and never was`)
}

async function judgeFold({ db, connectionId }: World, events: readonly FeedEvent[]): Promise<string[]> {
  const { broken, states } = foldFeed(events.filter(event => event.connectionId === connectionId))
  const stored = await readStates(db, connectionId)
  return [...broken, ...compareStates(stored, states)]
}

/** Every window is closed and every watermark stands where the last run set out. */
async function judgeMarks({ db, connectionId }: World): Promise<string[]> {
  const open = await db.pool.query(
    `SELECT entity || ' ' || purpose AS words FROM windows WHERE connection_id = $1 AND purpose IN ('incremental', 'reconcile')`,
    [connectionId],
  )
  const unmarked = await db.pool.query(
    `SELECT s.entity AS words FROM schedules s LEFT JOIN checkpoints c USING (connection_id, entity)
     WHERE connection_id = $1 AND c.watermark IS NULL`,
    [connectionId],
  )
  const going = await db.pool.query(
    `SELECT entity || ' ' || state AS words FROM runs WHERE connection_id = $1 AND state IN ('queued', 'running', 'waiting')`,
    [connectionId],
  )
  const lies = await db.pool.query('SELECT words FROM simulated_lies')
  return [
    ...lies.rows.map(row => row.words),
    ...open.rows.map(row => `the window ${row.words} is still open`),
    ...unmarked.rows.map(row => `${row.words} has no watermark`),
    ...going.rows.map(row => `a run goes on for ever: ${row.words}`),
  ]
}
