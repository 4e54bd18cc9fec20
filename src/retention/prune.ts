import type { Retention } from '../config/retention.ts'
import { pruneAudit } from '../connections/audit-chain.ts'
import { pruneAuthorizations } from '../connections/authorize.ts'
import type { Database } from '../db.ts'
import { pruneEvents } from '../events/feed.ts'

/** How many rows a statement looks at: nobody waits long for it, and no transaction grows large. */
const BATCH_ROWS = 1_000
const dayMs = 86_400_000

/** How a table is gone through, once: each batch begins behind the last row of the one before. `$1` is the instant. */
interface Walk {
  readonly table: string
  /** The columns that order its rows by an index, with their types and what is before all of them. */
  readonly order: ReadonlyArray<readonly [column: string, type: string, start: string]>
  /** Which rows are gone through, and which of these may go. */
  readonly among: string
  readonly mayGo: string
}

const nobody = '00000000-0000-0000-0000-000000000000'

const runs: Walk = {
  table: 'runs',
  order: [
    ['ended_at', 'timestamptz', '-infinity'],
    ['id', 'uuid', nobody],
  ],
  among: 'ended_at < $1',
  // What a connection's page and its completeness tell of is told by the last one.
  mayGo: `old.state <> 'needs_approval' AND EXISTS (SELECT FROM runs newer WHERE newer.connection_id = old.connection_id
    AND newer.entity = old.entity AND newer.kind = old.kind AND newer.state = old.state AND newer.queued_at > old.queued_at)`,
}

const raw: Walk = {
  table: 'raw_payloads',
  order: [
    ['connection_id', 'uuid', nobody],
    ['entity', 'text', ''],
    ['external_id', 'text', ''],
  ],
  among: 'true',
  mayGo: 'old.fetched_at < $1',
}

/** They hold a record as the store gave it. What waits for a person stays. */
const settledRejections: Walk = {
  table: 'rejections',
  order: [['id', 'uuid', nobody]],
  among: `state <> 'open'`,
  mayGo: 'old.last_seen_at < $1',
}

/** Takes away what is older than it is kept for, a batch at a time, until nothing is left or the signal. */
export async function pruneOld(db: Database, keep: Retention, now: Date, signal?: AbortSignal): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  if (keep.events !== null) await pruneEvents(db, before(keep.events), signal)
  if (keep.runs !== null) await walk(db, runs, before(keep.runs), signal)
  if (keep.raw !== null) for (const one of [raw, settledRejections]) await walk(db, one, before(keep.raw), signal)
  if (keep.audit !== null) await pruneAudit(db, before(keep.audit), signal)
  await pruneAuthorizations(db, now)
}

async function walk({ pool }: Database, { table, order, among, mayGo }: Walk, before: Date, signal?: AbortSignal) {
  const columns = order.map(([column]) => column).join(', ')
  const places = order.map(([, type], at) => `($2::text[])[${at + 1}]::${type}`).join(', ')
  const statement = `WITH batch AS (
      SELECT ctid AS row, *, row_number() OVER (ORDER BY ${columns}) AS nth FROM ${table}
      WHERE ${among} AND (${columns}) > (${places}) ORDER BY ${columns} LIMIT ${BATCH_ROWS}),
    gone AS (DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT old.row FROM batch old WHERE ${mayGo})))
    SELECT ARRAY[${order.map(([column]) => `${column}::text`).join(', ')}] AS place FROM batch WHERE nth = ${BATCH_ROWS}`
  let place: readonly string[] | undefined = order.map(([, , start]) => start)
  while (place !== undefined && !signal?.aborted) {
    const { rows }: { rows: Array<{ place: readonly string[] }> } = await pool.query(statement, [before, place])
    place = rows[0]?.place
  }
}
