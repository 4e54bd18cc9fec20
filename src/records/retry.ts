import type { Client, Database } from '../db.ts'
import { appendEvents } from '../events/outbox.ts'
import { ConnectorError, type Entity } from '../sdk/index.ts'
import { normalise } from './normalise.ts'
import { type OpenConnection, type OpenedConnection, tellSafely } from './opened.ts'
import { supersedeRejections } from './rejections.ts'
import { storeBatch } from './store.ts'

/** What became of one retried rejection. */
export interface Retried {
  readonly id: string
  /**
   * gone: the store has no such record any more. unknown: it has no id by which it could be read again.
   * superseded: what came later was stored already. missing: there is no such rejection.
   */
  readonly outcome: 'stored' | 'rejected' | 'gone' | 'unknown' | 'superseded' | 'missing'
  readonly reason: string | null
}

interface Open {
  readonly id: string
  readonly connectionId: string
  readonly entity: string
  readonly externalId: string | null
  readonly state: string
}

/** What was asked for again at once, and stored in one transaction. */
export interface RetriedBatch {
  readonly connectionId: string
  readonly entity: string
  readonly externalIds: readonly string[]
}

interface Retrying {
  readonly db: Database
  readonly open: OpenConnection
  /** Last in the transaction that stores a batch. */
  readonly record: (client: Client, batch: RetriedBatch) => Promise<void>
}

const fetchAtOnce = 100

/**
 * Reads rejected records again from their stores and stores what now fits. A run may be going on meanwhile: what it
 * stored is never replaced by a version with an older modified time.
 * @throws ConnectorError when a store cannot be read.
 */
export async function retryRejections(deps: Retrying, ids: readonly string[], signal: AbortSignal): Promise<Retried[]> {
  const { rows } = await deps.db.pool.query<Open>(
    `SELECT id, connection_id AS "connectionId", entity, external_id AS "externalId", state FROM rejections
     WHERE id = ANY ($1) ORDER BY connection_id, entity, id`,
    [ids],
  )
  const found = new Set(rows.map(row => row.id))
  const retried = [...new Set(ids)].filter(id => !found.has(id)).map(id => tell({ id }, 'missing'))
  const readable: Open[] = []
  for (const row of rows) {
    if (row.state === 'superseded') retried.push(tell(row, 'superseded'))
    else if (row.externalId === null) retried.push(tell(row, 'unknown', withoutId))
    else readable.push(row)
  }
  for (const group of Map.groupBy(readable, row => row.connectionId).values()) {
    const opened = await deps.open(group[0]!.connectionId, signal)
    try {
      for (const batch of cut(group)) retried.push(...(await retryBatch(deps, opened, batch)))
    } catch (error) {
      throw tellSafely(opened, error)
    } finally {
      await opened.close?.()
    }
  }
  return retried
}

/** Nobody could say which record it would be: reading all of them again finds it, but does not lead back to this rejection. */
const withoutId =
  'It does not tell its id, so it cannot be asked for by itself. Mend the record in the store, then start a reconcile: that reads it if it can be read. Dismiss this rejection afterwards.'

/** Batches of one entity each. */
function cut(rows: readonly Open[]): Open[][] {
  return [...Map.groupBy(rows, row => row.entity).values()].flatMap(group =>
    Array.from({ length: Math.ceil(group.length / fetchAtOnce) }, (_, at) =>
      group.slice(at * fetchAtOnce, (at + 1) * fetchAtOnce),
    ),
  )
}

async function retryBatch(
  { db, record }: Retrying,
  opened: OpenedConnection,
  rows: readonly Open[],
): Promise<Retried[]> {
  const entity = findEntity(opened, rows[0]!.entity)
  const externalIds = rows.map(row => row.externalId!)
  const raws = await entity.import!.fetch(opened.client, externalIds)
  const batch = normalise(entity, opened.connection.facts, raws)
  const stored = new Set(batch.records.map(one => one.externalId))
  const target = { connectionId: opened.connection.id, entity, runId: null, keepNewer: true }
  const reasons = await db.transaction(async client => {
    const { rejections, changes } = await storeBatch(client, target, batch)
    const reasons = new Map(rejections.map(one => [one.key, one.reason]))
    const gone = externalIds.filter(id => !stored.has(id) && !reasons.has(id))
    await supersedeRejections(client, target, gone)
    await appendEvents(client, changes)
    await record(client, { connectionId: target.connectionId, entity: entity.name, externalIds })
    return reasons
  })
  return rows.map(row => {
    const reason = reasons.get(row.externalId!)
    return reason ? tell(row, 'rejected', reason) : tell(row, stored.has(row.externalId!) ? 'stored' : 'gone')
  })
}

function findEntity({ connector }: OpenedConnection, name: string): Entity {
  const entity = connector.entities.find(one => one.name === name)
  if (entity?.import) return entity
  throw new ConnectorError('contract', `${connector.name} no longer imports ${name}.`, {
    remedy: 'Dismiss these rejections: this version of Koppla cannot read them.',
  })
}

const tell = ({ id }: Pick<Open, 'id'>, outcome: Retried['outcome'], reason: string | null = null): Retried => ({
  id,
  outcome,
  reason,
})
