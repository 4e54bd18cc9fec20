import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Database } from '../db.ts'
import { ConnectorError, type Shared } from '../sdk/index.ts'
import type { Vault } from './secrets.ts'
import {
  giveBackLease,
  keepLease,
  type Owner,
  readShared,
  type SharedRow,
  sharedOwner,
  takeLease,
  writeShared,
} from './shared-row.ts'

export interface Sharing {
  readonly db: Database
  readonly vault: Vault
  /** How long one that died keeps the others waiting. */
  readonly leaseMs?: number
}

/** So often others look whether it is their turn. */
const lookMs = 200
/** The text is made and must not be lost, as what it was made of may be of no use any more. */
const mostWrites = 10

/** What the processes of one connection share; see `Shared`. */
export function shareSecret({ db, vault, leaseMs = 10_000 }: Sharing, owner: Owner, signal: AbortSignal): Shared {
  const open = (row: SharedRow | null): string | null =>
    row?.sealed ? vault.open(row.sealed, sharedOwner(owner.id)) : null
  const read = async (): Promise<string | null> => open(await readShared(db, owner))

  /** False: another has stored its own. */
  async function write(version: string, text: string): Promise<boolean> {
    const sealed = vault.seal(text, sharedOwner(owner.id))
    const endsAt = owner.endsAt?.(text) ?? null
    for (let tries = 1; ; tries++) {
      try {
        return (await writeShared(db, owner, { version, sealed, endsAt })) || (await read()) === text
      } catch (error) {
        if (tries === mostWrites) throw error
        await sleep(lookMs * tries)
      }
    }
  }

  async function renew(make: (kept: string | null) => Promise<string>): Promise<string> {
    const lease = { holder: randomUUID(), leaseMs }
    const taken = await awaitTurn(() => takeLease(db, owner, lease), signal)
    const beat = setInterval(() => void keepLease(db, owner, lease).catch(() => {}), leaseMs / 3)
    try {
      const kept = open(taken)
      const made = await make(kept)
      if (made === kept || (await write(taken.version, made))) return made
      return (await read()) ?? fail(replaced())
    } catch (error) {
      const now = await readShared(db, owner).catch(() => null)
      if (now !== null && now.version !== taken.version) return open(now) ?? fail(error)
      throw error
    } finally {
      clearInterval(beat)
      await giveBackLease(db, owner, lease.holder).catch(() => {})
    }
  }

  return { read, renew }
}

async function awaitTurn(take: () => Promise<SharedRow | 'held' | 'gone'>, signal: AbortSignal): Promise<SharedRow> {
  for (;;) {
    signal.throwIfAborted()
    const taken = await take()
    if (taken === 'gone') throw replaced()
    if (taken !== 'held') return taken
    await sleep(lookMs * (0.5 + Math.random()), undefined, { signal }).catch(() => {})
  }
}

function fail(error: unknown): never {
  throw error
}

const replaced = () =>
  new ConnectorError('transient', 'The credential of this connection was replaced meanwhile.', {
    ...{ code: 'credential_replaced', remedy: 'Nothing needs to be done: the next try uses the new one.' },
  })

/** With its credential. */
export async function forgetShared(client: Client, connectionId: string): Promise<void> {
  await client.query('DELETE FROM shared_secrets WHERE connection_id = $1', [connectionId])
}
