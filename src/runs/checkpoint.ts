import type { PoolClient } from 'pg'
import type { Database } from '../db.ts'
import { CancelledError } from '../sdk/index.ts'
import type { RunContext } from './context.ts'
import type { Mark } from './window.ts'

/** The checkpoint of one entity of one connection, held by a run. */
export interface Held {
  readonly connectionId: string
  readonly entity: string
  readonly epoch: string
}

/** Another run holds the checkpoint now: this one must not write any more. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError'
  constructor({ entity }: Held) {
    super(`Another run has taken over the import of ${entity}.`)
  }
}

interface Row {
  readonly watermark: Date | null
  readonly ourTime: Date | null
  readonly clockDifferenceMs: string | null
}

/** Takes the checkpoint: from here on, whoever held it before cannot write. */
export async function takeCheckpoint(db: Database, connectionId: string, entity: string): Promise<Held> {
  const { rows } = await db.pool.query<Pick<Held, 'epoch'>>(
    `INSERT INTO checkpoints AS c (connection_id, entity, epoch) VALUES ($1, $2, 1)
     ON CONFLICT (connection_id, entity) DO UPDATE SET epoch = c.epoch + 1, updated_at = now() RETURNING epoch`,
    [connectionId, entity],
  )
  return { connectionId, entity, epoch: rows[0]!.epoch }
}

/**
 * The first statement of every transaction of a run: locks the checkpoint and then the run's row until COMMIT, and tells
 * the watermark.
 * @throws SupersededError when another run has taken the checkpoint, or the run has ended or is another process's;
 *   CancelledError when its connection was deleted, and it too.
 */
export async function holdCheckpoint(
  client: PoolClient,
  { held, run }: Pick<RunContext, 'held' | 'run'>,
): Promise<Mark | null> {
  const { rows } = await client.query<Row>(
    `WITH held AS (
       UPDATE checkpoints SET updated_at = now() WHERE connection_id = $1 AND entity = $2 AND epoch = $3
       RETURNING watermark, our_time AS "ourTime", clock_difference_ms AS "clockDifferenceMs")
     SELECT held.* FROM held, runs r WHERE r.id = $4 AND r.attempt = $5 AND r.state = 'running' FOR NO KEY UPDATE OF r`,
    [held.connectionId, held.entity, held.epoch, run.id, run.attempt],
  )
  const row = rows[0]
  if (row === undefined) throw (await isDeleted(client, run.id)) ? new CancelledError() : new SupersededError(held)
  if (row.watermark === null || row.ourTime === null) return null
  return { watermark: row.watermark, ourTime: row.ourTime, clockDifferenceMs: Number(row.clockDifferenceMs ?? 0) }
}

async function isDeleted(client: PoolClient, runId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM runs WHERE id = $1', [runId])
  return rowCount === 0
}

/** In a transaction that holds it. */
export async function moveWatermark(client: PoolClient, held: Held, mark: Mark | null): Promise<void> {
  await client.query(
    `UPDATE checkpoints SET watermark = $3, our_time = $4, clock_difference_ms = $5 WHERE connection_id = $1 AND entity = $2`,
    [
      held.connectionId,
      held.entity,
      mark?.watermark ?? null,
      mark?.ourTime ?? null,
      mark === null ? null : Math.round(mark.clockDifferenceMs),
    ],
  )
}
