import { type Actor, recordChange } from '../connections/audit.ts'
import { type Opening, openConnection } from '../connections/open.ts'
import { Problem } from '../errors.ts'
import { type OpenedConnection, tellSafely } from '../records/opened.ts'
import type { Entity, Summarise } from '../sdk/index.ts'
import { askStore } from './ask-store.ts'
import { compareOrders } from './compare.ts'
import { type Difference, explain } from './differences.ts'
import { readOurOrders, readSetAside } from './our-orders.ts'
import { storeSeal } from './seals.ts'
import { type AskedSpan, readSpan, type SealSpan } from './span.ts'

export interface Sealing extends Opening {
  /** The wait for turns at the store included. Default 120,000. */
  readonly sealTimeLimitMs?: number
}

export interface SealRequest {
  readonly connectionId: string
  readonly asked: AskedSpan
  readonly actor: Actor
  /** Aborted when whoever asked has left. */
  readonly signal: AbortSignal
}

/**
 * Asks the store now for the orders that were created in a span, at the pace of its connection and with few fields, and
 * compares them with ours: what is told is how both were while it was asked. Returns the id of the seal, which is kept.
 * @throws Problem not_found, invalid, conflict (codes `no_seal`, `too_many`); unavailable when the time is up;
 *   ConnectorError when the store fails
 */
export async function makeSeal(context: Sealing, { connectionId, asked, actor, signal }: SealRequest): Promise<string> {
  const timeUp = AbortSignal.timeout(context.sealTimeLimitMs ?? 120_000)
  const opened = await openConnection(context, connectionId, AbortSignal.any([signal, timeUp]))
  try {
    const { orderStart, facts } = opened.connection
    const span = readSpan(asked, { orderStart, timeZone: facts.timeZone })
    return await compareSpan(context, opened, { span, actor })
  } catch (error) {
    if (timeUp.aborted && !signal.aborted) throw tookTooLong(opened)
    throw tellSafely(opened, error)
  } finally {
    await opened.close?.()
  }
}

async function compareSpan(
  { db }: Opening,
  opened: OpenedConnection,
  { span, actor }: { span: SealSpan; actor: Actor },
): Promise<string> {
  const { id: connectionId, facts } = opened.connection
  const askedAt = new Date()
  const store = await askStore(opened, findSummarise(opened), span)
  const externalIds = store.orders.map(one => one.externalId)
  const comparedAt = new Date()
  const ours = await readOurOrders(db, { connectionId, span, externalIds })
  const { found, totals, statuses } = compareOrders(store.orders, ours)
  const missing = found.flatMap(one => (one.kind === 'missing_here' ? one.store!.externalId : []))
  const setAside = await readSetAside(db, connectionId, missing)
  const completeUntil = await readCompleteUntil(db, connectionId)
  const differences: Difference[] = found.map(one => explain(one, { completeUntil, setAside }))
  const seal = {
    ...{ connectionId, span, timeZone: facts.timeZone, askedAt, comparedAt, askedBy: actor.name, completeUntil },
    ...{ storeCount: externalIds.length, ourCount: ours.filter(one => one.counts).length, hidden: store.hidden },
    ...{ totals, statuses, differences },
  }
  return await db.transaction(async client => {
    const sealId = await storeSeal(client, seal)
    const detail = { sealId, span: span.span }
    await recordChange(client, actor, { action: 'seal.made', target: connectionId, detail })
    return sealId
  })
}

function findSummarise({ connector }: OpenedConnection): Summarise<unknown> {
  const entities: readonly Entity[] = connector.entities
  const summarise = entities.find(({ name }) => name === 'orders')?.summarise
  if (summarise !== undefined) return summarise
  throw new Problem('conflict', `${connector.name} cannot be asked for a seal.`, {
    remedy: 'Look at the status of the connection: it tells what its last reconcile found.',
    more: { code: 'no_seal' },
  })
}

async function readCompleteUntil({ pool }: Opening['db'], connectionId: string): Promise<Date | null> {
  const { rows } = await pool.query<{ at: Date | null }>(
    `SELECT watermark AS at FROM checkpoints WHERE connection_id = $1 AND entity = 'orders'`,
    [connectionId],
  )
  return rows[0]?.at ?? null
}

const tookTooLong = ({ connection }: OpenedConnection) =>
  new Problem('unavailable', `${connection.name} was not done telling its orders in time.`, {
    remedy: 'Ask for a shorter span, or at a quiet hour: the store may be slow, or busy with an import.',
    more: { code: 'seal_timeout' },
  })
