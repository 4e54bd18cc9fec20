import type { Client, Database } from '../db.ts'
import type { Sealed, Vault } from './secrets.ts'
import { sharedOwner } from './shared-row.ts'

type Row = Sealed & { readonly id: string }

/** After a change of keys: what retired keys sealed is sealed under the new one, and they can be thrown away. */
export async function sealAnew(db: Database, vault: Vault): Promise<void> {
  await db.transaction(async client => {
    await sealCredentials(client, vault)
    await sealShared(client, vault)
  })
}

/** A page of a run holds its connection's key in place until it commits: neither waits for the other. */
async function sealCredentials(client: Client, vault: Vault): Promise<void> {
  const { rows } = await client.query<Row>(
    `SELECT id, credential_key_id AS "keyId", credential_sealed AS sealed FROM connections
     WHERE credential_key_id <> $1 AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
    [vault.keyId],
  )
  const sealed = rows.map(row => vault.seal(vault.open(row, row.id), row.id).sealed)
  await client.query(
    `UPDATE connections SET credential_key_id = $1, credential_sealed = one.sealed
     FROM unnest($2::uuid[], $3::bytea[]) AS one(id, sealed) WHERE connections.id = one.id`,
    [vault.keyId, rows.map(({ id }) => id), sealed],
  )
}

/** A process that knew only the old key may have kept something until it ended: without that key it is of no use to anybody. */
async function sealShared(client: Client, vault: Vault): Promise<void> {
  const { rows } = await client.query<Row & { credentialVersion: number }>(
    `SELECT connection_id AS id, credential_version AS "credentialVersion", key_id AS "keyId", sealed FROM shared_secrets
     WHERE key_id <> $1 FOR UPDATE`,
    [vault.keyId],
  )
  const anew = rows.map(row => trySeal(vault, row))
  await client.query(
    `UPDATE shared_secrets AS kept SET key_id = one.key_id, sealed = one.sealed
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bytea[]) AS one(id, version, key_id, sealed)
     WHERE kept.connection_id = one.id AND kept.credential_version = one.version`,
    [
      rows.map(({ id }) => id),
      rows.map(({ credentialVersion }) => credentialVersion),
      anew.map(one => one?.keyId ?? null),
      anew.map(one => one?.sealed ?? null),
    ],
  )
}

function trySeal(vault: Vault, row: Row): Sealed | undefined {
  const owner = sharedOwner(row.id)
  try {
    return vault.seal(vault.open(row, owner), owner)
  } catch {
    return undefined
  }
}
