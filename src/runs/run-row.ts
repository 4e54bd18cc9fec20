import type { PoolClient } from 'pg'
import type { Database } from '../db.ts'
import { forgetWindow } from './aftermath.ts'
import { type Asked, addAsked, askedValues } from './asked.ts'
import type { Run } from './context.ts'
import type { RunProblem } from './problems.ts'
import { isEnded, type RunState, statesBefore } from './states.ts'

/** A run taken up, with what it last failed of. */
export interface Taken {
  readonly run: Run
  readonly triesBefore: number
  readonly pagesBefore: number
}

interface Row extends Omit<Run, 'approvedDeletions'> {
  readonly state: RunState
  readonly problem: RunProblem | null
  readonly approved: boolean
  readonly cancelled: boolean
  readonly pages: number
}

/** Whether the queue still wants it from whoever asks. */
export type IsHeld = (client: PoolClient) => Promise<boolean>

/**
 * Sets a run going. Null when there is nothing to do: it has ended, waits for a person, was cancelled before, or was given
 * to another. Whoever is given it later takes it later, as the row is locked first: else one that stood still would take it
 * from the one that has it, and nobody would go on with it where that one ends.
 */
export async function takeRun(db: Database, runId: string, isHeld: IsHeld): Promise<Taken | null> {
  return db.transaction(async client => {
    const row = await lockRun(client, runId)
    if (row === undefined || !statesBefore('running').includes(row.state) || !(await isHeld(client))) return null
    if (row.cancelled) {
      await forgetWindow(client, runId)
      await client.query(`UPDATE runs SET state = 'cancelled', ended_at = now() WHERE id = $1`, [runId])
      return null
    }
    await client.query(
      `UPDATE runs SET state = 'running', attempt = attempt + 1, started_at = coalesce(started_at, now()),
         progressed_at = now(), problem = CASE WHEN approved_at IS NOT NULL THEN problem END WHERE id = $1`,
      [runId],
    )
    const { state: _, problem, approved, cancelled: __, pages, ...run } = row
    const approvedDeletions = approved ? (problem?.count ?? 0) : 0
    return {
      run: { ...run, attempt: run.attempt + 1, approvedDeletions },
      triesBefore: problem?.tries ?? 0,
      pagesBefore: pages,
    }
  })
}

async function lockRun(client: PoolClient, runId: string): Promise<Row | undefined> {
  const { rows } = await client.query<Row>(
    `SELECT id, connection_id AS "connectionId", entity, kind, cause, from_date AS "fromDate", to_date AS "toDate", attempt, state,
       problem, pages, approved_at IS NOT NULL AS approved, cancel_requested_at IS NOT NULL AS cancelled
     FROM runs WHERE id = $1 FOR UPDATE`,
    [runId],
  )
  return rows[0]
}

/** What a run has got done by now, by the names that traces have for it. */
const countsForTrace = ['read', 'created', 'updated', 'deleted', 'unchanged', 'rejected']
  .map(one => `${one} AS "koppla.records.${one}"`)
  .join(', ')

/** Leaves the running state, while the run is still this process's. Gives what it has got done; null when another has taken it. */
export async function leaveRunning(
  client: PoolClient,
  { id, attempt }: Run,
  { state, problem, asked }: { state: RunState; problem: RunProblem | null; asked: Asked },
): Promise<Readonly<Record<string, number>> | null> {
  const { rows } = await client.query<Record<string, number>>(
    `UPDATE runs SET state = $3, problem = $4::jsonb, ended_at = CASE WHEN $5 THEN now() END, progressed_at = now(),
       ${addAsked(6)}
     WHERE id = $1 AND attempt = $2 AND state = 'running' RETURNING ${countsForTrace}`,
    [id, attempt, state, problem === null ? null : JSON.stringify(problem), isEnded(state), ...askedValues(asked)],
  )
  return rows[0] ?? null
}
