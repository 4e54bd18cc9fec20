import { randomUUID } from 'node:crypto'
import type { Client } from '../db.ts'
import { Problem } from '../errors.ts'
import type { Queue } from '../queue.ts'
import { tellInstant } from '../sdk/tell-instant.ts'
import type { RunKind } from './states.ts'

export type { RunKind } from './states.ts'

export type RunCause = 'schedule' | 'manual' | 'import_now' | 'order_start' | 'caught_up' | 'daily_reconcile'

export interface RunRequest {
  readonly connectionId: string
  readonly entity: string
  readonly kind: RunKind
  readonly cause: RunCause
  readonly requestedBy?: string
  readonly fromDate?: Date
  readonly toDate?: Date
}

export interface Refusal {
  readonly reason: string
  /** The run in the way, where it is one. */
  readonly runId?: string
}

export type Requested = { readonly runId: string } | { readonly refused: Refusal }

/**
 * Puts a run in the caller's transaction, with its place in the queue. Refused, nothing is put: the connection is
 * paused or waits for a person, the entity cannot be read, or a run of the same connection and entity has not ended.
 * Throws Problem: not_found.
 */
export async function requestRun({ queue }: { queue: Queue }, client: Client, request: RunRequest): Promise<Requested> {
  const reason = await findObstacle(client, request)
  if (reason !== null) return { refused: { reason } }
  const runId = randomUUID()
  const { connectionId, entity, kind, cause, requestedBy, fromDate, toDate } = request
  if (!(await queue.enqueueRun(client, { runId, connectionId, entity })))
    return { refused: await findInTheWay(client, request) }
  await client.query(
    `insert into runs (id, connection_id, entity, kind, cause, requested_by, from_date, to_date)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [runId, connectionId, entity, kind, cause, requestedBy ?? null, fromDate ?? null, toDate ?? null],
  )
  return { runId }
}

interface Obstacles {
  readonly pausedAt: Date | null
  readonly attention: { readonly message?: string } | null
  readonly unreadableBecause: string | null
}

async function findObstacle(client: Client, { connectionId, entity }: RunRequest): Promise<string | null> {
  const found = await client.query<Obstacles>(
    `select c.paused_at as "pausedAt", c.attention, s.unreadable_because as "unreadableBecause"
     from connections c left join schedules s on s.connection_id = c.id and s.entity = $2
     where c.id = $1 and c.deleted_at is null`,
    [connectionId, entity],
  )
  if (!found.rows[0]) throw new Problem('not_found', 'There is no such connection.')
  return describeObstacle(found.rows[0])
}

/** Why a connection's runs do not start, or null. */
export function describeObstacle({ pausedAt, attention, unreadableBecause }: Obstacles): string | null {
  if (pausedAt !== null)
    return `The connection has been paused since ${tellInstant(pausedAt)}. Resume it to import again.`
  if (attention !== null) return `The connection waits for a person: ${attention.message ?? 'its last run failed.'}`
  if (unreadableBecause !== null) return `It cannot be read: ${unreadableBecause}`
  return null
}

export interface InTheWay {
  readonly id: string
  readonly state: 'queued' | 'running' | 'waiting'
  readonly startedAt: Date | null
}

async function findInTheWay(client: Client, { connectionId, entity }: RunRequest): Promise<Refusal> {
  const found = await client.query<InTheWay>(
    `select id, state, started_at as "startedAt" from runs
     where connection_id = $1 and entity = $2 and state in ('queued', 'running', 'waiting')
     order by queued_at desc limit 1`,
    [connectionId, entity],
  )
  const run = found.rows[0]
  return run ? { reason: describeInTheWay(run), runId: run.id } : { reason: describeInTheWay(undefined) }
}

export function describeInTheWay(run: InTheWay | undefined): string {
  switch (run?.state) {
    case 'queued':
      return 'The last run still waits for its turn.'
    case 'waiting':
      return 'The last run met a failure and waits to be tried again.'
    case 'running':
      return `The last run, started at ${tellInstant(run.startedAt)}, is still going.`
    case undefined:
      return 'The last run is just ending.'
  }
}
