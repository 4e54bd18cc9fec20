import type { SealingKey } from '../config/sealing-key.ts'
import type { Database } from '../db.ts'
import { StartError } from '../errors.ts'
import { type Actor, recordChange } from './audit.ts'
import { credentialLost } from './open.ts'
import { createVault, readKeyId, setKeyId } from './secrets.ts'

export interface Forgetting {
  /** The id of the key that is lost, as a person has typed it. */
  readonly lost: string
  /** Of all that are given: none of these is lost. */
  readonly given: readonly string[]
  /** What seals from now on; asked for when it is known to be needed. */
  readonly key: () => SealingKey
  readonly actor: Actor
}

export interface Forgotten {
  /** Of the key that seals from now on. */
  readonly keyId: string
  /** How many wait for their credential. */
  readonly connections: number
}

/**
 * Gives up what a lost sealing key has sealed: every credential must be entered again, people sign in again, and add their
 * authenticator apps again. All else stays.
 * @throws StartError where another key is in use than the one that is said to be lost, or that one is not lost
 */
export async function forgetKey(db: Database, { lost, given, key: askForKey, actor }: Forgetting): Promise<Forgotten> {
  const inUse = await readKeyId(db.pool)
  if (inUse !== lost) throw new StartError(`What is sealed here is sealed with the key ${inUse}, not with ${lost}.`)
  if (given.includes(lost)) throw new StartError(`The key ${lost} is not lost: it is given here. Nothing was changed.`)
  const key = askForKey()
  const vault = createVault(key)
  return db.transaction(async client => {
    if (!(await setKeyId(client, key.id, lost))) throw new StartError('Another process has just replaced the key.')
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM connections WHERE deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE',
    )
    const { message, remedy } = credentialLost()
    await client.query(
      `UPDATE connections SET credential_key_id = $1, credential_sealed = one.sealed, credential_version = credential_version + 1,
         attention = jsonb_build_object('kind', 'auth', 'message', $4::text, 'remedy', $5::text, 'at', now())
       FROM unnest($2::uuid[], $3::bytea[]) AS one(id, sealed) WHERE connections.id = one.id`,
      [key.id, rows.map(({ id }) => id), rows.map(({ id }) => vault.seal('null', id).sealed), message, remedy],
    )
    await client.query('DELETE FROM shared_secrets')
    await client.query('DELETE FROM two_factors')
    await client.query('UPDATE users SET two_factor_enabled = false WHERE two_factor_enabled')
    await client.query('DELETE FROM sessions')
    const detail = { lost, key: key.id, connections: rows.length }
    await recordChange(client, actor, { action: 'sealing key.forgotten', detail })
    return { keyId: key.id, connections: rows.length }
  })
}
