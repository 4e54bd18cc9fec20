import { userInfo } from 'node:os'
import type { Client, Database } from '../db.ts'
import { appendEntry } from './audit-chain.ts'

/** How somebody asks for a change: signed in, with an API key, by a command on this machine; or it is a part of Koppla. */
export const ways = ['person', 'key', 'command_line', 'koppla'] as const

/** Who asks for a change. A key may be named like anybody: what it is and its id tell them apart. */
export interface Actor {
  readonly name: string
  /** Default: koppla. */
  readonly via?: (typeof ways)[number]
  /** Of the person or the key; of the command line, the system's user. */
  readonly id?: string
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
    actor.via ?? 'koppla',
    actor.id ?? null,
  ])
  if (rowCount !== 1) throw new Error('The audit log has lost its head: the row of audit_heads is not there.')
}

/** Whoever runs a command on this machine. */
export const commandLine = (): Actor => ({ name: 'command line', via: 'command_line', id: readUserName() })

/** In a container, the user may have no name. */
function readUserName(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.()}`
  }
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
