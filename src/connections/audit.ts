import type { Client, Database } from '../db.ts'
import { appendEntry } from './audit-chain.ts'

/** Who asks for a change: a key by its name, or a part of Koppla. */
export interface Actor {
  readonly name: string
  /** Set for a person who signed in. */
  readonly userId?: string
  /** The address a request came from. */
  readonly address?: string
}

export interface Change {
  /** Dotted, the thing first: `connection.renamed`. */
  readonly action: string
  /** The id of what was changed. */
  readonly target?: string
  /** What was changed, without secrets. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Writes one change to the audit log, in the transaction that makes it. It should be the transaction's last statement: the
 * chain's head stays locked until COMMIT.
 * @throws Error when the chain has no head: nothing is changed without a trace
 */
export async function recordChange(client: Pick<Client, 'query'>, actor: Actor, change: Change): Promise<void> {
  const { rowCount } = await client.query(appendEntry, [
    actor.name,
    change.action,
    change.target ?? null,
    JSON.stringify(change.detail ?? {}),
    actor.address ?? null,
  ])
  if (rowCount !== 1) throw new Error('The audit log has lost its head: the row of audit_heads is not there.')
}

/** The database for one change that opens its own transaction: the change is written to the audit log within it. */
export function audited(db: Database, actor: Actor, change: Change): Database {
  const transaction: Database['transaction'] = work =>
    db.transaction(async client => {
      const result = await work(client)
      await recordChange(client, actor, change)
      return result
    })
  return { ...db, transaction }
}
