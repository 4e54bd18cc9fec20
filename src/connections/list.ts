import type { Database } from '../db.ts'
import { instant } from '../records/instant-sql.ts'
import { type ListSource, listRecords } from '../records/list.ts'
import { cronWords, type Words } from '../schedules/words.ts'
import type { Registry, StoreFacts } from '../sdk/index.ts'
import type { Credential } from './credential.ts'
import type { CheckOutcome } from './outcome.ts'
import { noSuchConnection } from './refusals.ts'
import type { ConnectionState } from './states.ts'
import { needsAttentionSql, type Trouble, troubleSql } from './trouble.ts'

/** What a person must put right before runs go on. */
export interface Attention {
  readonly kind: string
  readonly message: string
  readonly remedy: string
  readonly at?: string
}

interface Named {
  readonly id: string
  readonly name: string
}

interface Row {
  readonly id: string
  readonly name: string
  readonly externalSystem: string
  readonly state: ConnectionState
  readonly attention: Attention | null
  /** Why a person should look at it. */
  readonly trouble: Trouble | null
  /** Secret fields by their ending. */
  readonly credential: Credential
  /** What verification found. */
  readonly store: StoreFacts
  /** A practice store, which Koppla itself runs. */
  readonly practice: boolean
  readonly orderStart: string
  readonly warehouse: Named | null
  readonly companyGroup: Named | null
  readonly verifiedAt: Date
  readonly pausedAt: Date | null
  readonly createdAt: Date
}

export interface LastRun {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly queuedAt: string
  readonly endedAt: string | null
  readonly problem: { readonly message: string } | null
}

export interface EntityState {
  readonly entity: string
  readonly label: string
  readonly active: boolean
  readonly cron: string
  readonly timeZone: string
  readonly words: Words
  readonly nextRunAt: Date | null
  readonly nextReconcileAt: Date | null
  /** Why its schedule cannot be activated. */
  readonly unreadableBecause: string | null
  readonly lastRun: LastRun | null
}

export interface ConnectionView extends Row {
  readonly entities: readonly EntityState[]
}

const stateSql = `CASE WHEN t.paused_at IS NOT NULL THEN 'paused'
  WHEN ${needsAttentionSql} THEN 'needs_attention' ELSE 'active' END`

const named = (table: string, column: string) =>
  `(SELECT json_build_object('id', n.id, 'name', n.name) FROM ${table} n WHERE n.id = t.${column})`

const source: ListSource = {
  table: 'connections',
  columns: {
    name: 't.name',
    externalSystem: 't.system',
    state: stateSql,
    attention: 't.attention',
    trouble: troubleSql,
    credential: 't.credential_shown',
    store: 't.facts',
    practice: 't.practice IS NOT NULL',
    orderStart: 't.order_start::text',
    warehouse: named('warehouses', 'warehouse_id'),
    companyGroup: named('company_groups', 'company_group_id'),
    verifiedAt: 't.verified_at',
    pausedAt: 't.paused_at',
    createdAt: 't.created_at',
  },
  connectionId: 't.id',
  order: { column: 'name', direction: 'asc', type: 'text' },
  filters: {
    id: 't.id = ?::uuid',
    name: 't.name = ?',
    q: 'position(lower(?) in lower(t.name)) > 0',
    externalSystem: 't.system = ?',
    state: `${stateSql} = ?`,
    troubled: `(${troubleSql} IS NOT NULL) = ?::boolean`,
    ids: 't.id = ANY (?::uuid[])',
  },
}

export interface Viewing {
  readonly db: Database
  readonly registry: Registry
}

export interface ConnectionQuery {
  readonly limit: number
  readonly after?: string | undefined
  readonly name?: string | undefined
  readonly q?: string | undefined
  readonly externalSystem?: string | undefined
  readonly state?: ConnectionState | undefined
  readonly troubled?: 'true' | 'false' | undefined
  readonly ids?: readonly string[] | undefined
}

/** By name, a page at a time. */
export async function listConnections(
  context: Viewing,
  { limit, after, ...filters }: ConnectionQuery,
): Promise<{ items: ConnectionView[]; next: string | null }> {
  const page = await listRecords(context.db.pool, source, { filters, limit, after })
  return { items: await addEntities(context, page.items as unknown as Row[]), next: page.next }
}

export interface ConnectionDetail extends ConnectionView {
  /** The last verification, check by check. */
  readonly report: readonly CheckOutcome[]
}

/** @throws Problem not_found */
export async function readConnection(context: Viewing, id: string): Promise<ConnectionDetail> {
  const { items } = await listRecords(context.db.pool, source, { filters: { id }, limit: 1 })
  const [view] = await addEntities(context, items as unknown as Row[])
  if (view === undefined) throw noSuchConnection()
  const { rows } = await context.db.pool.query<{ report: CheckOutcome[] }>(
    'SELECT report FROM connections WHERE id = $1',
    [id],
  )
  return { ...view, report: rows[0]?.report ?? [] }
}

type EntityRow = Omit<EntityState, 'label' | 'words'> & { readonly connectionId: string }

async function addEntities({ db, registry }: Viewing, rows: readonly Row[]): Promise<ConnectionView[]> {
  const found = await db.pool.query<EntityRow>(
    `SELECT s.connection_id AS "connectionId", s.entity, s.active, s.cron, s.time_zone AS "timeZone",
       s.next_run_at AS "nextRunAt", s.next_reconcile_at AS "nextReconcileAt", s.unreadable_because AS "unreadableBecause", r.run AS "lastRun"
     FROM schedules s LEFT JOIN LATERAL (
       SELECT json_build_object('id', id, 'kind', kind, 'state', state, 'queuedAt', ${instant('queued_at')}, 'endedAt', ${instant('ended_at')},
         'problem', problem) AS run
       FROM runs WHERE connection_id = s.connection_id AND entity = s.entity AND state <> 'skipped'
       ORDER BY queued_at DESC LIMIT 1) r ON true
     WHERE s.connection_id = ANY($1::uuid[])`,
    [rows.map(({ id }) => id)],
  )
  return rows.map(row => {
    const own = found.rows.filter(({ connectionId }) => connectionId === row.id)
    const known = registry.get(row.externalSystem)?.entities ?? []
    const place = (entity: string) => known.findIndex(({ name }) => name === entity)
    const entities = own
      .sort((a, b) => place(a.entity) - place(b.entity))
      .map(({ connectionId: _, ...one }) => ({
        ...one,
        label: known[place(one.entity)]?.label ?? one.entity,
        words: cronWords(one.cron),
      }))
    return { ...row, entities }
  })
}
