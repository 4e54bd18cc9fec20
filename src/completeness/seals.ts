import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import { isKept } from '../records/kept.ts'
import { type ListSource, listRecords, selectSql } from '../records/list.ts'
import type { Line, StatusLine } from './compare.ts'
import type { Difference } from './differences.ts'
import type { SealSpan } from './span.ts'

export interface NewSeal {
  readonly connectionId: string
  readonly span: SealSpan
  readonly timeZone: string
  readonly askedAt: Date
  readonly comparedAt: Date
  readonly askedBy: string
  readonly completeUntil: Date | null
  readonly storeCount: number
  readonly ourCount: number
  readonly hidden: number
  readonly totals: readonly Line[]
  readonly statuses: readonly StatusLine[]
  readonly differences: readonly Difference[]
}

export interface SealBrief extends Omit<NewSeal, 'span' | 'differences'> {
  readonly id: string
  /** As it was asked for. */
  readonly span: string
  readonly from: Date
  readonly before: Date
  readonly equal: boolean
  readonly differenceCount: number
}

export interface Seal extends SealBrief {
  /** The first thousand. */
  readonly differences: readonly Difference[]
}

const mostDifferences = 1_000

export async function storeSeal(client: Pick<Client, 'query'>, seal: NewSeal): Promise<string> {
  const { span, totals, statuses, differences } = seal
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO seals (connection_id, span, from_at, before_at, time_zone, asked_at, compared_at, asked_by, complete_until,
       equal, store_count, our_count, hidden, totals, statuses, difference_count, differences)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id`,
    [
      ...[seal.connectionId, span.span, span.from, span.before, seal.timeZone, seal.askedAt, seal.comparedAt],
      ...[seal.askedBy, seal.completeUntil, differences.length === 0, seal.storeCount, seal.ourCount, seal.hidden],
      ...[JSON.stringify(totals), JSON.stringify(statuses), differences.length],
      JSON.stringify(differences.slice(0, mostDifferences)),
    ],
  )
  return rows[0]!.id
}

const columns = {
  connectionId: 't.connection_id',
  span: 't.span',
  from: 't.from_at',
  before: 't.before_at',
  timeZone: 't.time_zone',
  askedAt: 't.asked_at',
  comparedAt: 't.compared_at',
  askedBy: 't.asked_by',
  completeUntil: 't.complete_until',
  equal: 't.equal',
  storeCount: 't.store_count',
  ourCount: 't.our_count',
  hidden: 't.hidden',
  totals: 't.totals',
  statuses: 't.statuses',
  differenceCount: 't.difference_count',
}

const source: ListSource = {
  table: 'seals',
  columns,
  order: { column: 'asked_at', direction: 'desc', type: 'timestamptz' },
  filters: { connectionId: 't.connection_id = ?::uuid', span: 't.span = ?', equal: 't.equal = ?::boolean' },
}

export interface SealQuery {
  readonly connectionId: string
  readonly limit: number
  readonly after?: string | undefined
  readonly span?: string | undefined
  readonly equal?: boolean | undefined
}

/** Newest first, a page at a time. */
export async function listSeals(
  { pool }: Database,
  { limit, after, ...filters }: SealQuery,
): Promise<{ items: SealBrief[]; next: string | null }> {
  const page = await listRecords(pool, source, { filters, limit, after })
  return { items: page.items as unknown as SealBrief[], next: page.next }
}

/** @throws Problem not_found */
export async function readSeal({ pool }: Database, connectionId: string, id: string): Promise<Seal> {
  const { rows } = await pool.query<Seal>(
    `SELECT t.id, t.differences, ${selectSql(source)} FROM seals t WHERE t.connection_id = $1 AND t.id = $2 AND ${isKept()}`,
    [connectionId, id],
  )
  if (rows[0] === undefined) throw new Problem('not_found', 'There is no such seal.')
  return rows[0]
}
