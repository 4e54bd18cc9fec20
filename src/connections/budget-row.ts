import type { Database } from '../db.ts'
import type { RateLimit } from '../sdk/index.ts'
import type { Demands } from '../sdk/rate-limit.ts'
import { type Share, type Taken, takeShare } from './shares.ts'

/** What a process tells of one connection. */
export interface Asking {
  readonly connectionId: string
  readonly rate: RateLimit
  readonly demands: Demands
  /** What it may use while it asks. */
  readonly keeps: { readonly slots: number; readonly requests: number }
  /** The concurrency that its own answers have taught it, and what all had agreed on when it asked last. */
  readonly concurrency: number
  readonly agreed: number
  /** What is left of a pause that the store asked it for; 0: none, or the others know. */
  readonly pauseMs: number
}

export interface Granted {
  readonly slots: Taken
  readonly requests: Taken
  /** Others use the budget, or wait for some of it. */
  readonly shared: boolean
  readonly concurrency: number
  /** From now on, whoever was asked for it; 0 or less: none. */
  readonly pauseMs: number
}

/** `gone`: there is no such row. `missed`: somebody else wrote it at the same moment; ask again. */
export type Answer = Granted | 'gone' | 'missed'

interface Holder {
  readonly slots: Share
  readonly requests: Share
  /** Milliseconds of the database's clock. */
  readonly until: number
}

type Holders = Readonly<Record<string, Holder>>

interface Row {
  readonly id: string
  readonly version: string
  readonly concurrency: number | null
  readonly pausedUntil: number | null
  readonly holders: Holders
  readonly now: number
}

/** How long what was granted holds, from before it was asked for. */
export const leaseMs = 5_000
/** Who has nothing has nothing to lose: one that does not come back soon makes nobody wait for it. */
const waitMs = 2_000

const read = `
  SELECT connection_id AS id, version, concurrency, holders, extract(epoch FROM paused_until)::float8 * 1000 AS "pausedUntil",
    extract(epoch FROM clock_timestamp())::float8 * 1000 AS now
  FROM request_budgets WHERE connection_id = ANY($1)`

/** Waits for no lock and leaves none: a row that another process writes at this moment is missed. */
const write = `
  WITH next AS (
    SELECT * FROM jsonb_to_recordset($1)
      AS n(id uuid, version bigint, concurrency int, "pausedUntil" float8, holders jsonb)),
  mine AS MATERIALIZED (
    SELECT b.connection_id AS id FROM request_budgets b JOIN next n ON n.id = b.connection_id AND n.version = b.version
    FOR UPDATE OF b SKIP LOCKED)
  UPDATE request_budgets b SET version = b.version + 1, concurrency = n.concurrency, holders = n.holders,
    paused_until = to_timestamp(n."pausedUntil" / 1000)
  FROM next n JOIN mine USING (id) WHERE b.connection_id = n.id AND b.version = n.version
  RETURNING b.connection_id AS id`

/**
 * Takes and gives back, in two statements for any number of connections and without a transaction: what was read is
 * written only where nobody has written since. In doubt (an error), what was kept is still had.
 */
export async function askBudgets(db: Database, process: string, asking: readonly Asking[]): Promise<Answer[]> {
  const found = await db.pool.query<Row>(read, [asking.map(({ connectionId }) => connectionId)])
  const rows = new Map(found.rows.map(row => [row.id, row]))
  const settled = asking.map(one => {
    const row = rows.get(one.connectionId)
    return row && settle(row, process, one)
  })
  const next = settled.flatMap(one => one?.next ?? [])
  const written = next.length === 0 ? [] : (await db.pool.query<{ id: string }>(write, [JSON.stringify(next)])).rows
  const ids = new Set(written.map(({ id }) => id))
  return settled.map(one => {
    if (one === undefined) return 'gone'
    return ids.has(one.next.id) ? one.granted : 'missed'
  })
}

/** Makes the row where it is missing. False: there is no such connection. */
export async function makeBudget(db: Database, connectionId: string): Promise<boolean> {
  const make =
    'INSERT INTO request_budgets SELECT id FROM connections WHERE id = $1 AND deleted_at IS NULL ON CONFLICT DO NOTHING'
  await db.pool.query(make, [connectionId])
  const { rowCount } = await db.pool.query('SELECT 1 FROM request_budgets WHERE connection_id = $1', [connectionId])
  return rowCount === 1
}

function settle(row: Row, process: string, asking: Asking): { next: Omit<Row, 'now'>; granted: Granted } {
  const { now } = row
  const spanMs = (asking.rate.perSeconds ?? 0) * 1_000
  const alive = Object.entries(row.holders).flatMap(([id, holder]) => {
    const rest = restOf(holder, now, spanMs)
    return rest === undefined ? [] : ([[id, rest]] as const)
  })
  const others = alive.flatMap(([id, holder]) => (id === process ? [] : [holder]))
  const before = alive.find(([id]) => id === process)?.[1]
  const concurrency = agree(asking, row.concurrency, others.length === 0)
  const share = (kind: 'slots' | 'requests', total: number) => {
    const { wanted: wants } = asking.demands[kind]
    const sharing = { total, others: others.map(one => one[kind]), now }
    return takeShare(sharing, before?.[kind], { keeps: asking.keeps[kind], wants: total === 0 ? 0 : wants })
  }
  const slots = share('slots', concurrency)
  const requests = share('requests', asking.rate.requests ?? 0)
  const until = now + (slots.has + requests.has > 0 ? leaseMs : waitMs)
  const mine = isNothing(slots) && isNothing(requests) ? [] : [[process, { slots, requests, until }] as const]
  const holders = Object.fromEntries([...alive.filter(([id]) => id !== process), ...mine])
  const pausedUntil = Math.max(row.pausedUntil ?? 0, asking.pauseMs > 0 ? now + asking.pauseMs : 0) || null
  return {
    next: { id: row.id, version: row.version, concurrency, pausedUntil, holders },
    granted: { slots, requests, concurrency, shared: others.length > 0, pauseMs: (pausedUntil ?? 0) - now },
  }
}

const isNothing = ({ has, wants }: Share): boolean => has === 0 && wants === 0

/** What a process sent up to its end counts for a span longer. An end too far away is of a clock that was set back. */
function restOf(holder: Holder, now: number, spanMs: number): Holder | undefined {
  if (holder.until > now + 2 * leaseMs) return undefined
  if (holder.until > now) return holder
  const { has, since } = holder.requests
  if (has === 0 || holder.until + spanMs <= now) return undefined
  return { slots: { has: 0, wants: 0, since }, requests: { has, wants: 0, since }, until: holder.until }
}

/** Who is alone knows best. Else the lower counts, and whoever has seen the store recover says so. */
function agree({ rate, concurrency, agreed }: Asking, told: number | null, alone: boolean): number {
  if (alone || told === null) return concurrency
  const others = Math.min(told, rate.concurrency)
  if (concurrency === agreed) return others
  return concurrency < agreed || others < agreed ? Math.min(others, concurrency) : concurrency
}
