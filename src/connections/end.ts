import type { Client, Database } from '../db.ts'
import type { Queue } from '../queue.ts'
import { expectAgain } from '../schedules/late.ts'
import { type Actor, recordChange } from './audit.ts'
import { noSuchConnection } from './refusals.ts'

export interface Ending {
  readonly db: Database
  readonly queue: Queue
}

/** Ends its runs, which go on from where they were when it is resumed, and lets none start. Again: changes nothing. */
export function pauseConnection({ db, queue }: Ending, id: string, actor: Actor): Promise<void> {
  return db.transaction(async client => {
    await lockWriters(client, id)
    if ((await lockConnection(client, id)).pausedAt !== null) return
    await client.query('UPDATE connections SET paused_at = now(), updated_at = now() WHERE id = $1', [id])
    await endRuns(client, queue, id)
    await recordChange(client, actor, { action: 'connection.paused', target: id })
  })
}

export function resumeConnection({ db }: Pick<Ending, 'db'>, id: string, actor: Actor): Promise<void> {
  return db.transaction(async client => {
    await expectAgain(client, id, new Date())
    if ((await lockConnection(client, id)).pausedAt === null) return
    await client.query('UPDATE connections SET paused_at = NULL, updated_at = now() WHERE id = $1', [id])
    await recordChange(client, actor, { action: 'connection.resumed', target: id })
  })
}

/** In the order in which ticks and runs take their locks, the connection last: else both would wait for each other. */
export async function lockWriters(client: Client, id: string): Promise<void> {
  for (const table of ['schedules', 'checkpoints', 'runs'])
    await client.query(
      `SELECT FROM ${table} WHERE connection_id = $1 ${table === 'runs' ? 'AND ended_at IS NULL' : ''} FOR UPDATE`,
      [id],
    )
}

/** @throws Problem not_found */
export async function lockConnection(client: Client, id: string): Promise<{ name: string; pausedAt: Date | null }> {
  const { rows } = await client.query<{ name: string; pausedAt: Date | null }>(
    'SELECT name, paused_at AS "pausedAt" FROM connections WHERE id = $1 AND deleted_at IS NULL FOR UPDATE',
    [id],
  )
  if (rows[0] === undefined) throw noSuchConnection()
  return rows[0]
}

/** Those that wait end at once, those under way after the page in hand. */
export async function endRuns(client: Client, queue: Queue, id: string): Promise<void> {
  const { rows } = await client.query<{ entity: string }>(
    `UPDATE runs SET state = 'cancelled', ended_at = now()
     WHERE connection_id = $1 AND state IN ('queued', 'waiting') RETURNING entity`,
    [id],
  )
  for (const { entity } of rows) await queue.withdrawRun(client, id, entity)
  await client.query(
    `UPDATE runs SET cancel_requested_at = coalesce(cancel_requested_at, now())
     WHERE connection_id = $1 AND state = 'running'`,
    [id],
  )
}
