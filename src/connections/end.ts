import type { Client, Database } from '../db.ts'
import { Problem } from '../errors.ts'
import type { Queue } from '../queue.ts'
import { countAll } from '../sdk/count.ts'
import { type Actor, recordChange } from './audit.ts'
import { noSuchConnection } from './refusals.ts'

export interface Ending {
  readonly db: Database
  readonly queue: Queue
}

/** Ends its runs, which go on from where they were when it is resumed, and lets none start. Again: changes nothing. */
export function pauseConnection({ db, queue }: Ending, id: string, actor: Actor): Promise<void> {
  return db.transaction(async client => {
    if ((await lockConnection(client, id)).pausedAt !== null) return
    await client.query('UPDATE connections SET paused_at = now(), updated_at = now() WHERE id = $1', [id])
    await endRuns(client, queue, id)
    await recordChange(client, actor, { action: 'connection.paused', target: id })
  })
}

export function resumeConnection({ db }: Pick<Ending, 'db'>, id: string, actor: Actor): Promise<void> {
  return db.transaction(async client => {
    if ((await lockConnection(client, id)).pausedAt === null) return
    await client.query('UPDATE connections SET paused_at = NULL, updated_at = now() WHERE id = $1', [id])
    await recordChange(client, actor, { action: 'connection.resumed', target: id })
  })
}

/** How many of what goes with a connection. */
export type Loss = Readonly<Record<(typeof lost)[number], number>>
const lost = ['orders', 'products', 'customers', 'shipments', 'stock', 'rejections', 'runs', 'schedules'] as const

/**
 * Deletes a connection and all that was imported through it. The other system is left as it is.
 * @throws Problem not_found; invalid with what would go, when the name given is not its own
 */
export function deleteConnection(
  { db, queue }: Ending,
  id: string,
  { name, actor }: { name: string | undefined; actor: Actor },
): Promise<Loss> {
  return db.transaction(async client => {
    const stored = await lockConnection(client, id)
    const loss = await countLoss(client, id)
    if (name !== stored.name) throw unconfirmed(stored.name, loss)
    await endRuns(client, queue, id)
    await client.query('DELETE FROM connections WHERE id = $1', [id])
    await recordChange(client, actor, { action: 'connection.deleted', target: id, detail: { name, deleted: loss } })
    return loss
  })
}

async function lockConnection(client: Client, id: string): Promise<{ name: string; pausedAt: Date | null }> {
  const { rows } = await client.query<{ name: string; pausedAt: Date | null }>(
    'SELECT name, paused_at AS "pausedAt" FROM connections WHERE id = $1 FOR UPDATE',
    [id],
  )
  if (rows[0] === undefined) throw noSuchConnection()
  return rows[0]
}

/** Those that wait end at once, those under way after the page in hand. */
async function endRuns(client: Client, queue: Queue, id: string): Promise<void> {
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

async function countLoss(client: Client, id: string): Promise<Loss> {
  const table = (name: string) => (name === 'stock' ? 'stock_levels' : name)
  const counts = lost.map(name => `(SELECT count(*)::int FROM ${table(name)} WHERE connection_id = $1) AS ${name}`)
  const { rows } = await client.query<Loss>(`SELECT ${counts.join(', ')}`, [id])
  return rows[0]!
}

function unconfirmed(name: string, loss: Loss): Problem {
  const message = `To delete this connection, give its name, “${name}”.`
  return new Problem('invalid', `${message} With it go ${countAll(loss)}.`, {
    fields: [{ path: 'name', message }],
    more: { code: 'unconfirmed', goes: loss },
  })
}
