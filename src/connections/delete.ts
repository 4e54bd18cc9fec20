import type { Client } from '../db.ts'
import { Problem } from '../errors.ts'
import { countAll } from '../sdk/count.ts'
import { type Actor, recordChange } from './audit.ts'
import { type Ending, endRuns, lockConnection, lockWriters } from './end.ts'
import { forgetShared } from './shared-secret.ts'

/** How many of what goes with a connection. */
export type Loss = Readonly<Record<(typeof lost)[number], number>>
const lost = [
  'orders',
  'invoices',
  'products',
  'customers',
  'shipments',
  'stock',
  'accounts',
  'vouchers',
  'rejections',
  'runs',
  'schedules',
] as const

/**
 * Deletes a connection and all that was imported through it: nobody sees any of it from now on, its name and its store can be
 * connected anew, and its credential is gone. The records themselves are cleared away afterwards (`clear.ts`). The other
 * system is left as it is.
 * @throws Problem not_found; invalid with what would go, when the name given is not its own
 */
export function deleteConnection(
  { db, queue }: Ending,
  id: string,
  { name, actor }: { name: string | undefined; actor: Actor },
): Promise<Loss> {
  return db.transaction(async client => {
    await lockWriters(client, id)
    const stored = await lockConnection(client, id)
    const loss = await countLoss(client, id)
    if (name !== stored.name) throw unconfirmed(stored.name, loss)
    await endRuns(client, queue, id)
    await stopWriters(client, id)
    await hide(client, id)
    await recordChange(client, actor, { action: 'connection.deleted', target: id, detail: { name, deleted: loss } })
    return loss
  })
}

/** Each page moves its run and its checkpoint: without them a run under way can store nothing more. */
async function stopWriters(client: Client, id: string): Promise<void> {
  await client.query(`DELETE FROM runs WHERE connection_id = $1 AND ended_at IS NULL`, [id])
  await client.query('DELETE FROM checkpoints WHERE connection_id = $1', [id])
  await client.query('DELETE FROM schedules WHERE connection_id = $1', [id])
}

async function hide(client: Client, id: string): Promise<void> {
  await client.query(
    `UPDATE connections SET deleted_at = now(), name = id::text, identity = id::text, credential_sealed = '',
       credential_version = credential_version + 1, credential_shown = '{}', facts = '{}', report = '[]', attention = NULL, warehouse_id = NULL, company_group_id = NULL
     WHERE id = $1`,
    [id],
  )
  await forgetShared(client, id)
}

async function countLoss(client: Client, id: string): Promise<Loss> {
  const table = (name: string) => (name === 'stock' ? 'stock_levels' : name)
  const counts = lost.map(name => `(SELECT count(*)::int FROM ${table(name)} WHERE connection_id = $1) AS ${name}`)
  const { rows } = await client.query<Loss>(`SELECT ${counts.join(', ')}`, [id])
  return rows[0]!
}

function unconfirmed(name: string, loss: Loss): Problem {
  const message = `To delete this connection, give its name, “${name}”.`
  const told = Object.entries(loss).filter(([name, number]) => number > 0 || name === 'orders')
  return new Problem('invalid', `${message} With it go ${countAll(Object.fromEntries(told))}.`, {
    fields: [{ path: 'name', message }],
    more: { code: 'unconfirmed', goes: loss },
  })
}
