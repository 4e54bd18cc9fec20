import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import { type ListSource, listRecords } from '../records/list.ts'
import { originColumns, storeZone } from '../records/origin.ts'
import type { Run, RunQuery } from './api/runs.ts'
import { toPlain } from './plain.ts'

const same = ['entity', 'kind', 'cause', 'state', 'attempt', 'pages', 'read', 'created', 'updated', 'unchanged']
const more = ['deleted', 'rejected', 'requests', 'remaining', 'since', 'until', 'problem', 'notices']

const source: ListSource = {
  table: 'runs',
  columns: {
    ...Object.fromEntries([...same, ...more].map(name => [name, `t.${name}`])),
    connectionId: 't.connection_id',
    ...originColumns,
    timeZone: storeZone,
    fromDate: 't.from_date',
    toDate: 't.to_date',
    requestedBy: 't.requested_by',
    queuedAt: 't.queued_at',
    startedAt: 't.started_at',
    endedAt: 't.ended_at',
    progressedAt: 't.progressed_at',
    cancelRequestedAt: 't.cancel_requested_at',
    approvedAt: 't.approved_at',
    answerSeconds: 't.answer_seconds',
    waitSeconds: 't.wait_seconds',
  },
  order: { column: 'queued_at', direction: 'desc', type: 'timestamptz' },
  filters: {
    id: 't.id = ?::uuid',
    connectionId: 't.connection_id = ?::uuid',
    entity: 't.entity = ?',
    state: 't.state = ?',
    startedFrom: 't.started_at >= ?::timestamptz',
    startedBefore: 't.started_at < ?::timestamptz',
  },
}

/** The latest first, a page at a time. */
export async function listRuns(db: Database, { limit, after, ...filters }: RunQuery) {
  return toPlain(await listRecords(db.pool, source, { filters, limit, after })) as { items: Run[]; next: string | null }
}

/** @throws Problem not_found */
export async function readRun(client: Pick<Client, 'query'>, id: string): Promise<Run> {
  const { items } = await listRecords(client as Database['pool'], source, { filters: { id }, limit: 1 })
  if (items[0] === undefined) throw new Problem('not_found', 'There is no such run.')
  return toPlain(items[0]) as Run
}
