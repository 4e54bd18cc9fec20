// What tests of runs share: a saved connection to a tiny store, and runs on it.
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import type { OpenedConnection } from '../../src/records/opened.ts'
import { type ExecuteDeps, executeRun } from '../../src/runs/execute.ts'
import type { AnyConnector } from '../../src/sdk/index.ts'
import { openTiny, saveTinyConnection, type TinyStore } from './tiny-store.ts'

export interface RunOptions {
  readonly kind?: string
  readonly entity?: string
  /** Default manual: a person started it. */
  readonly cause?: string
  readonly fromDate?: Date
  readonly toDate?: Date
}

export async function requestTinyRun(db: Database, connectionId: string, options: RunOptions = {}): Promise<string> {
  const { rows } = await db.pool.query(
    `INSERT INTO runs (connection_id, entity, kind, from_date, to_date, cause) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [
      connectionId,
      options.entity ?? 'orders',
      options.kind ?? 'incremental',
      options.fromDate ?? null,
      options.toDate ?? null,
      options.cause ?? 'manual',
    ],
  )
  return rows[0].id
}

export interface TinyRig {
  readonly db: Database
  readonly store: TinyStore
  readonly connectionId: string
  connection: Partial<OpenedConnection['connection']>
  connector: AnyConnector | undefined
  now: () => Date
  deps(): ExecuteDeps
  /** Executes a new run to its end; gives its row. */
  run(options?: RunOptions): Promise<RunRow>
  execute(runId: string, signal?: AbortSignal): Promise<RunRow>
  row(runId: string): Promise<RunRow>
  events(): Promise<string[]>
}

export interface RunRow {
  id: string
  state: string
  pages: number
  read: number
  created: number
  updated: number
  unchanged: number
  deleted: number
  rejected: number
  remaining: number | null
  attempt: number
  since: Date | null
  until: Date | null
  problem: { kind: string; message: string; remedy: string; count?: number; tries?: number } | null
  notices: { message: string }[]
}

export async function rigTiny(db: Database, store: TinyStore): Promise<TinyRig> {
  const connectionId = await saveTinyConnection(db)
  const rig: TinyRig = {
    db,
    store,
    connectionId,
    connection: {},
    connector: undefined,
    now: () => new Date(),
    deps: () => ({
      db,
      log: silentLog,
      now: () => rig.now(),
      open: async () => {
        const opened = openTiny(store, { id: connectionId, ...rig.connection })
        return { ...opened, connector: rig.connector ?? opened.connector }
      },
    }),
    run: async options => rig.execute(await requestTinyRun(db, connectionId, options)),
    async execute(runId, signal = new AbortController().signal) {
      await executeRun(rig.deps(), runId, signal)
      return rig.row(runId)
    },
    async row(runId) {
      const { rows } = await db.pool.query('SELECT * FROM runs WHERE id = $1', [runId])
      return rows[0]
    },
    async events() {
      const { rows } = await db.pool.query(
        'SELECT external_id, change FROM events WHERE connection_id = $1 ORDER BY position',
        [connectionId],
      )
      return rows.map(row => `${row.external_id} ${row.change}`)
    },
  }
  return rig
}

/** Live records, as text that can be compared with `storeOrders`. */
export async function ourOrders({ db, connectionId }: TinyRig): Promise<string[]> {
  const { rows } = await db.pool.query(
    `SELECT external_id, external_status, total::float8, (SELECT count(*)::int FROM order_refunds r WHERE r.order_id = o.id) AS refunds
     FROM orders o WHERE connection_id = $1 AND deleted_at IS NULL ORDER BY external_id::int`,
    [connectionId],
  )
  return rows.map(row => [row.external_id, row.external_status, row.total, row.refunds].join(' '))
}

export function storeOrders({ store }: TinyRig): string[] {
  const live = [...store.orders.values()].filter(one => !one.trashed).sort((a, b) => a.id - b.id)
  return live.map(one => [one.id, one.status, Number(one.total), one.refunds?.length ?? 0].join(' '))
}
