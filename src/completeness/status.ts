import { noSuchConnection } from '../connections/refusals.ts'
import type { Database } from '../db.ts'
import { isKept } from '../records/kept.ts'
import { type ListSource, listRecords } from '../records/list.ts'
import type { Registry } from '../sdk/index.ts'
import { type EntityStatus, readEntities } from './entities.ts'
import { type FreshnessState, freshnessSql, freshnessStates, freshnessTables } from './freshness.ts'
import { sumUp } from './trust.ts'

export interface ConnectionStatus {
  readonly connectionId: string
  readonly connectionName: string
  readonly externalSystem: string
  /** The state of its entities that a person should know first. */
  readonly freshness: FreshnessState
  /** Nothing is missing of any entity whose schedule is on. */
  readonly complete: boolean
  readonly orderStart: string
  /** Of the store. */
  readonly timeZone: string | null
  readonly entities: readonly EntityStatus[]
}

export interface Summary {
  /** How many entities are in each state, of all connections. */
  readonly entities: Readonly<Record<FreshnessState, number>>
  readonly openRejections: number
}

export interface StatusQuery {
  readonly limit: number
  readonly after?: string | undefined
  readonly q?: string | undefined
  readonly externalSystem?: string | undefined
  readonly freshness?: FreshnessState | undefined
}

interface Reading {
  readonly db: Database
  readonly registry: Registry
}

const source: ListSource = {
  table: 'connections',
  columns: {
    connectionId: 't.id',
    connectionName: 't.name',
    externalSystem: 't.system',
    orderStart: 't.order_start::text',
    timeZone: "t.facts->>'timeZone'",
  },
  connectionId: 't.id',
  order: { column: 'name', direction: 'asc', type: 'text' },
  filters: {
    id: 't.id = ?::uuid',
    q: 'position(lower(?) in lower(t.name)) > 0',
    externalSystem: 't.system = ?',
    freshness: `t.id IN (SELECT s.connection_id FROM ${freshnessTables} WHERE ${freshnessSql} = ?)`,
  },
}

/** By name, a page at a time. No store is asked. */
export async function listStatus(
  context: Reading,
  { limit, after, ...filters }: StatusQuery,
): Promise<{ items: ConnectionStatus[]; next: string | null }> {
  const page = await listRecords(context.db.pool, source, { filters, limit, after })
  return { items: await addEntities(context, page.items as unknown as Row[]), next: page.next }
}

/** @throws Problem not_found */
export async function readStatus(context: Reading, id: string): Promise<ConnectionStatus> {
  const { items } = await listRecords(context.db.pool, source, { filters: { id }, limit: 1 })
  const [status] = await addEntities(context, items as unknown as Row[])
  if (status === undefined) throw noSuchConnection()
  return status
}

/** Of all connections. */
export async function summarise({ pool }: Pick<Database, 'pool'>): Promise<Summary> {
  const { rows } = await pool.query<{ state: FreshnessState | null; n: number }>(
    `SELECT state, count(*)::int AS n FROM (SELECT ${freshnessSql} AS state FROM ${freshnessTables}) f GROUP BY state
     UNION ALL SELECT NULL, count(*)::int FROM rejections t WHERE state = 'open' AND ${isKept()}`,
  )
  const counted = new Map(rows.map(({ state, n }) => [state, n]))
  const entities = Object.fromEntries(freshnessStates.map(state => [state, counted.get(state) ?? 0]))
  return { entities: entities as Summary['entities'], openRejections: counted.get(null) ?? 0 }
}

type Row = Omit<ConnectionStatus, 'freshness' | 'complete' | 'entities'>

async function addEntities(context: Reading, rows: readonly Row[]): Promise<ConnectionStatus[]> {
  const entities = await readEntities(context, rows)
  return rows.map(({ connectionId, connectionName, externalSystem, orderStart, timeZone }) => {
    const own = entities.get(connectionId) ?? []
    const row = { connectionId, connectionName, externalSystem, orderStart, timeZone }
    const { freshness, complete } = sumUp(own)
    return { ...row, freshness, complete, entities: own }
  })
}
