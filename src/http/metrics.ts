import { Counter, Gauge, Registry } from 'prom-client'
import { type Freshness, freshnessStates, readFreshness } from '../completeness/freshness.ts'
import type { Database } from '../db.ts'
import { isKept } from '../records/kept.ts'

/** Entities with lines of their own; beyond that only sums, and `koppla_entities_left_out` says of how many. */
const mostEntities = 5_000

/**
 * What can be measured now, in Prometheus' text form. All comes from the database, so every process that serves answers the
 * same, and one of them is asked. A registry for each answer: what is gone (a deleted connection) leaves no line behind.
 */
export async function measure(db: Database, most = mostEntities): Promise<{ contentType: string; text: string }> {
  const registry = new Registry()
  const freshness = await readFreshness(db)
  measureFreshness(registry, freshness)
  measureEntities(registry, freshness, most)
  await measureRuns(registry, db)
  await measureRequests(registry, db, most)
  await measureRecords(registry, db)
  return { contentType: registry.contentType, text: await registry.metrics() }
}

const gauge = (registry: Registry, name: string, help: string, labelNames: string[] = []) =>
  new Gauge({ name: `koppla_${name}`, help, labelNames, registers: [registry] })

function measureFreshness(registry: Registry, all: readonly Freshness[]): void {
  const states = gauge(registry, 'entities', 'Entities of connections by freshness.', ['entity', 'freshness'])
  for (const entity of new Set(all.map(one => one.entity)))
    for (const state of freshnessStates) states.set({ entity, freshness: state }, 0)
  for (const { entity, state } of all) states.inc({ entity, freshness: state })
}

/** What each entity that is switched on tells of itself; null: nothing yet. */
const ofEntities: ReadonlyArray<readonly [name: string, help: string, of: (one: Freshness) => number | null]> = [
  [
    'fresh',
    'Whether what is switched on is fresh (1), or never, late, stalled … (0).',
    ({ state }) => (state === 'fresh' ? 1 : 0),
  ],
  ['lag_seconds', 'Seconds since the moment up to which everything is here.', ({ readAt }) => age(readAt)],
  ['failures', 'Runs that failed since the last that succeeded.', ({ failures }) => failures],
  [
    'complete_since_timestamp_seconds',
    'Since when everything is here; 0: since the beginning.',
    ({ completeUntil, completeSince }) => (completeUntil === null ? null : (seconds(completeSince) ?? 0)),
  ],
  ['last_reconcile_timestamp_seconds', 'When all was last compared with the store.', one => seconds(one.countedAt)],
  ['store_records', 'Records in the store at the last reconcile.', ({ storeCount }) => storeCount],
  ['our_records', 'Records here at the last reconcile, deleted ones left out.', ({ ourCount }) => ourCount],
]

const seconds = (at: Date | null): number | null => (at === null ? null : at.getTime() / 1_000)
const age = (at: Date | null): number | null => (at === null ? null : (Date.now() - at.getTime()) / 1_000)

function measureEntities(registry: Registry, all: readonly Freshness[], most: number): void {
  const expected = all.filter(({ state }) => state !== 'inactive' && state !== 'paused')
  for (const [name, help, of] of ofEntities) {
    const gauged = gauge(registry, name, help, ['connection', 'entity'])
    for (const one of expected.slice(0, most)) {
      const value = of(one)
      if (value !== null) gauged.set({ connection: one.connectionName, entity: one.entity }, value)
    }
  }
  const leftOut = gauge(registry, 'entities_left_out', `Entities without lines of their own: beyond the first ${most}.`)
  leftOut.set(Math.max(0, expected.length - most))
}

const openStates = ['queued', 'running', 'waiting', 'needs_approval'] as const
const endedStates = ['succeeded', 'failed', 'cancelled', 'skipped'] as const

async function measureRuns(registry: Registry, { pool }: Database): Promise<void> {
  const runs = gauge(registry, 'runs', 'Runs that have not ended, by state.', ['state'])
  const ended = gauge(registry, 'runs_last_hour', 'Ended runs that were due in the last hour, by state.', ['state'])
  const queueAge = gauge(
    registry,
    'queue_age_seconds',
    'How long the run has waited that has waited longest for a worker.',
  )
  for (const state of openStates) runs.set({ state }, 0)
  for (const state of endedStates) ended.set({ state }, 0)
  const { rows } = await pool.query<{ state: string; open: boolean; n: number; age: number }>(
    `SELECT state, true AS open, count(*)::int AS n, extract(epoch FROM now() - min(queued_at))::float8 AS age
     FROM runs t WHERE state = ANY ($1) AND ${isKept()} GROUP BY state
     UNION ALL SELECT state, false, count(*)::int, 0 FROM runs t
     WHERE state = ANY ($2) AND queued_at > now() - interval '1 h' AND ${isKept()} GROUP BY state`,
    [openStates, endedStates],
  )
  for (const { state, open, n } of rows) (open ? runs : ended).set({ state }, n)
  queueAge.set(Math.max(0, rows.find(({ state }) => state === 'queued')?.age ?? 0))
}

/** What runs asked of stores. No counters that only grow: runs are not kept for ever, and their sum falls as they go. */
const ofRequests = [
  ['store_requests_last_hour', 'Requests to stores, each attempt one,'],
  ['store_answer_seconds_last_hour', 'Seconds that stores took to answer these, or until no answer came,'],
  [
    'store_wait_seconds_last_hour',
    'Seconds that these waited for their turn at the pace of the connection, or to ask again,',
  ],
] as const

/** Connections without lines of their own are one with an empty name for each system, so that sums are whole. */
async function measureRequests(registry: Registry, { pool }: Database, most: number): Promise<void> {
  const which = 'by runs that did something in the last hour, each from its beginning.'
  const gauges = ofRequests.map(([name, help]) => gauge(registry, name, `${help} ${which}`, ['system', 'connection']))
  const { rows } = await pool.query<{ system: string; connection: string; asked: readonly number[] }>(
    `SELECT c.system, c.name AS connection,
       ARRAY[sum(t.requests), sum(t.answer_seconds), sum(t.wait_seconds)]::float8[] AS asked
     FROM runs t JOIN connections c ON c.id = t.connection_id
     WHERE (t.state = ANY ($1) OR t.ended_at > now() - interval '1 h') AND t.progressed_at > now() - interval '1 h'
       AND ${isKept()} GROUP BY c.id, c.system, c.name ORDER BY c.name`,
    [openStates],
  )
  for (const [at, { system, connection, asked }] of rows.entries())
    for (const [i, sum] of asked.entries()) gauges[i]!.inc({ system, connection: at < most ? connection : '' }, sum)
}

async function measureRecords(registry: Registry, { pool, whole }: Database): Promise<void> {
  const rejections = gauge(registry, 'rejections_open', 'Records set aside, by entity.', ['entity'])
  const { rows } = await pool.query<{ entity: string; n: number }>(
    `SELECT entity, count(*)::int AS n FROM rejections t WHERE state = 'open' AND ${isKept()} GROUP BY entity`,
  )
  for (const { entity, n } of rows) rejections.set({ entity }, n)
  // Those of one company group are not counted.
  if (whole !== undefined) return
  const counter = await pool.query<{ n: string }>('SELECT coalesce(max(position), 0) AS n FROM event_counters')
  const help = 'Records that were imported, changed or marked deleted, ever.'
  const changes = new Counter({ name: 'koppla_changes_total', help, registers: [registry] })
  changes.inc(Number(counter.rows[0]!.n))
}
