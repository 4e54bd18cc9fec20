import type { Client, Database } from '../db.ts'
import type { Sealed } from './secrets.ts'

/** Which credential of which connection. */
export interface Owner {
  readonly id: string
  readonly credentialVersion: number
  /** When a text ends unless it is renewed; the connector knows. */
  readonly endsAt?: ((text: string) => Date | null) | undefined
}

/** Sealed for another owner than the credential is, so that neither opens in the other's place. */
export const sharedOwner = (connectionId: string): string => `${connectionId} shared`

export interface SharedRow {
  /** Moves with every text. */
  readonly version: string
  /** Null: nothing was kept yet. */
  readonly sealed: Sealed | null
}

type Stored = { readonly version: string; readonly keyId: string | null; readonly sealed: Buffer | null }

const columns = 'version, key_id AS "keyId", sealed'
const own = 'connection_id = $1 AND credential_version = $2'

const toRow = ({ version, keyId, sealed }: Stored): SharedRow => ({
  version,
  sealed: keyId === null || sealed === null ? null : { keyId, sealed },
})

export async function readShared(db: Database, { id, credentialVersion }: Owner): Promise<SharedRow | null> {
  const { rows } = await db.pool.query<Stored>(`SELECT ${columns} FROM shared_secrets WHERE ${own}`, [
    ...[id, credentialVersion],
  ])
  return rows[0] ? toRow(rows[0]) : null
}

/** A lease that ends too far away is of a clock that was set back. */
const take = `
  INSERT INTO shared_secrets AS s (connection_id, credential_version, holder, held_until)
  SELECT id, credential_version, $3::uuid, clock_timestamp() + $4 * interval '1 millisecond' FROM connections
    WHERE id = $1 AND credential_version = $2 AND deleted_at IS NULL
  ON CONFLICT (connection_id, credential_version)
    DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
    WHERE s.held_until IS NULL OR s.held_until < clock_timestamp()
      OR s.held_until > clock_timestamp() + 2 * $4 * interval '1 millisecond'
  RETURNING ${columns}`

export interface Lease {
  readonly holder: string
  readonly leaseMs: number
}

/** In one statement. `held`: by another; `gone`: the connection has another credential by now, or is deleted. */
export async function takeLease(
  db: Database,
  { id, credentialVersion }: Owner,
  { holder, leaseMs }: Lease,
): Promise<SharedRow | 'held' | 'gone'> {
  const { rows } = await db.pool.query<Stored>(take, [id, credentialVersion, holder, leaseMs])
  if (rows[0]) return toRow(rows[0])
  const { rowCount } = await db.pool.query(
    'SELECT FROM connections WHERE id = $1 AND credential_version = $2 AND deleted_at IS NULL',
    [id, credentialVersion],
  )
  return rowCount === 0 ? 'gone' : 'held'
}

/** For one who still works on it. */
export async function keepLease(
  db: Database,
  { id, credentialVersion }: Owner,
  { holder, leaseMs }: Lease,
): Promise<void> {
  await db.pool.query(
    `UPDATE shared_secrets SET held_until = clock_timestamp() + $4 * interval '1 millisecond' WHERE ${own} AND holder = $3`,
    [id, credentialVersion, holder, leaseMs],
  )
}

export async function giveBackLease(db: Database, { id, credentialVersion }: Owner, holder: string): Promise<void> {
  await db.pool.query(`UPDATE shared_secrets SET holder = NULL, held_until = NULL WHERE ${own} AND holder = $3`, [
    ...[id, credentialVersion, holder],
  ])
}

export interface NewShared {
  readonly sealed: Sealed
  readonly endsAt: Date | null
}

/** What the credential that the connection has now begins with. */
export async function insertShared(client: Client, id: string, { sealed, endsAt }: NewShared): Promise<void> {
  await client.query(
    `INSERT INTO shared_secrets (connection_id, credential_version, key_id, sealed, ends_at)
     SELECT id, credential_version, $2, $3, $4 FROM connections WHERE id = $1`,
    [id, sealed.keyId, sealed.sealed, endsAt],
  )
}

/** And gives the lease back. False: another has stored a text since that version, or the row is gone. */
export async function writeShared(
  db: Database,
  { id, credentialVersion }: Owner,
  { version, sealed, endsAt }: { readonly version: string } & NewShared,
): Promise<boolean> {
  const { rowCount } = await db.pool.query(
    `UPDATE shared_secrets SET version = version + 1, key_id = $4, sealed = $5, ends_at = $6, holder = NULL, held_until = NULL
     WHERE ${own} AND version = $3`,
    [id, credentialVersion, version, sealed.keyId, sealed.sealed, endsAt],
  )
  return rowCount === 1
}
