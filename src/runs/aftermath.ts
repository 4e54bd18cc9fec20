import type { PoolClient } from 'pg'
import type { Run } from './context.ts'
import type { RunProblem } from './problems.ts'
import type { RunState } from './states.ts'

/** What the end of a run says about its connection and its schedule. */
export async function noteAftermath(
  client: PoolClient,
  run: Run,
  { state, problem }: { state: RunState; problem: RunProblem | null },
): Promise<void> {
  if (state === 'succeeded') await clearMarks(client, run)
  if (state === 'failed' && problem?.kind !== 'superseded') await countFailure(client, run)
  if (state === 'failed' && problem?.kind === 'auth') await askForAttention(client, run, problem)
  if (state === 'failed' && problem?.kind === 'permission') await closeSchedule(client, run, problem)
  if (state === 'cancelled' || state === 'failed') await forgetWindow(client, run.id)
}

/** How many runs of the same entity have failed since the last that succeeded. */
export async function countFailure(client: PoolClient, run: Owned): Promise<void> {
  await client.query('UPDATE checkpoints SET failures = failures + 1 WHERE connection_id = $1 AND entity = $2', [
    run.connectionId,
    run.entity,
  ])
}

type Owned = Pick<Run, 'connectionId' | 'entity'>

/** The first lock of every transaction of a run: one that ends it takes no lock before it either. */
export async function lockCheckpoint(client: PoolClient, run: Owned): Promise<void> {
  await client.query('SELECT FROM checkpoints WHERE connection_id = $1 AND entity = $2 FOR UPDATE', [
    run.connectionId,
    run.entity,
  ])
}

/** The store answered: its credential is accepted, and this entity can be read. */
async function clearMarks(client: PoolClient, run: Run): Promise<void> {
  await client.query('UPDATE checkpoints SET failures = 0 WHERE connection_id = $1 AND entity = $2 AND failures > 0', [
    run.connectionId,
    run.entity,
  ])
  await client.query(`UPDATE connections SET attention = NULL WHERE id = $1 AND attention->>'kind' = 'auth'`, [
    run.connectionId,
  ])
  await client.query(
    `UPDATE schedules SET unreadable_because = NULL
     WHERE connection_id = $1 AND entity = $2 AND unreadable_because IS NOT NULL`,
    [run.connectionId, run.entity],
  )
}

async function askForAttention(client: PoolClient, run: Run, { kind, message, remedy }: RunProblem): Promise<void> {
  await client.query(
    `UPDATE connections SET attention = $2::jsonb || jsonb_build_object('at', now())
     WHERE id = $1 AND deleted_at IS NULL`,
    [run.connectionId, JSON.stringify({ kind, message, remedy })],
  )
}

async function closeSchedule(client: PoolClient, run: Run, { message, remedy }: RunProblem): Promise<void> {
  await client.query('UPDATE schedules SET unreadable_because = $3 WHERE connection_id = $1 AND entity = $2', [
    run.connectionId,
    run.entity,
    `${message} ${remedy}`,
  ])
}

/**
 * A half-read window that is this run's alone: no other finishes it. An incremental one is anyone's, and how far a backfill
 * was to reach is made up for by the next.
 */
export async function forgetWindow(client: PoolClient, runId: string): Promise<void> {
  await client.query(`DELETE FROM windows WHERE run_id = $1 AND purpose NOT IN ('incremental', 'backfill')`, [runId])
}
