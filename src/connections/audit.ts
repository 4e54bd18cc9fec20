import type { Client } from '../db.ts'

/** Who asks for a change: a key by its name, or a part of Koppla. */
export interface Actor {
  readonly name: string
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

/** Writes one change to the audit log, in the transaction that makes it. */
export async function recordChange(client: Pick<Client, 'query'>, actor: Actor, change: Change): Promise<void> {
  await client.query('INSERT INTO audit_entries (actor, action, target, detail, address) VALUES ($1, $2, $3, $4, $5)', [
    actor.name,
    change.action,
    change.target ?? null,
    JSON.stringify(change.detail ?? {}),
    actor.address ?? null,
  ])
}
