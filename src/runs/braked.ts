import type { Database } from '../db.ts'
import { isKept } from '../records/kept.ts'
import { type Labelled, labelRecords } from '../records/labels.ts'
import { listMissing, type Owner, type Swept } from '../records/marks.ts'
import type { EntityName } from '../sdk/index.ts'
import type { RunProblem } from './problems.ts'

/** A run that waits for a person, since it would mark much as deleted. */
export interface BrakedRun {
  readonly runId: string
  readonly connectionId: string
  readonly connectionName: string
  readonly entity: EntityName
  readonly kind: string
  readonly since: Date
  /** How many would be marked deleted, of how many. */
  readonly missing: number
  readonly all: number | null
  readonly message: string
  readonly remedy: string
  /** Some of them. */
  readonly sample: readonly Labelled[]
}

interface Row extends Omit<BrakedRun, 'missing' | 'all' | 'message' | 'remedy' | 'sample'> {
  readonly problem: RunProblem | null
}

/** Those that have waited longest first. */
export async function listBraked({ pool }: Database, only: { runId?: string | undefined } = {}): Promise<BrakedRun[]> {
  const { rows } = await pool.query<Row>(
    `SELECT t.id AS "runId", t.connection_id AS "connectionId", c.name AS "connectionName", t.entity, t.kind, t.problem,
       coalesce(t.progressed_at, t.queued_at) AS since
     FROM runs t JOIN connections c ON c.id = t.connection_id
     WHERE t.state = 'needs_approval' AND ${isKept()} AND ($1::uuid IS NULL OR t.id = $1) ORDER BY since, t.id LIMIT 200`,
    [only.runId ?? null],
  )
  return Promise.all(rows.map(row => describeBraked(pool, row)))
}

async function describeBraked(pool: Database['pool'], { problem, ...run }: Row): Promise<BrakedRun> {
  const owner = { connectionId: run.connectionId, entity: { name: run.entity } }
  return {
    ...run,
    missing: problem?.count ?? 0,
    all: problem?.all ?? null,
    message: problem?.message ?? '',
    remedy: problem?.remedy ?? '',
    sample: await labelRecords(pool, owner, problem?.sample ?? []),
  }
}

interface Asking {
  readonly after?: string | undefined
  readonly limit: number
}

/** All that such a run would mark deleted, by external id; nothing where it waits for nobody. `next`: give it as `after`. */
export async function listWouldDelete({ pool }: Database, runId: string, { after = '', limit }: Asking) {
  const { rows } = await pool.query<Swept & { connectionId: string; entity: EntityName }>(
    `SELECT t.connection_id AS "connectionId", t.entity, w.id AS "windowId", w.created_from AS "createdFrom",
       w.opened_at AS "openedAt"
     FROM runs t JOIN windows w ON w.run_id = t.id AND w.swept_at IS NOT NULL
     WHERE t.id = $1 AND t.state = 'needs_approval'`,
    [runId],
  )
  const [swept] = rows
  if (swept === undefined) return { items: [], next: null }
  const owner: Owner = { connectionId: swept.connectionId, entity: { name: swept.entity } }
  const ids = await listMissing(pool, owner, { swept, after, limit })
  return { items: await labelRecords(pool, owner, ids), next: ids.length === limit ? ids.at(-1)! : null }
}
