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
  for (const row of rows) {
    const { keyId, sealed } = vault.seal(vault.open(row, row.id), row.id)
    await client.query('UPDATE connections SET credential_key_id = $2, credential_sealed = $3 WHERE id = $1', [
      ...[row.id, keyId, sealed],
    ])
  }
}

/** A process that knew only the old key may have kept something until it ended: without that key it is of no use to anybody. */
async function sealShared(client: Client, vault: Vault): Promise<void> {
  const { rows } = await client.query<Row & { credentialVersion: number }>(
    `SELECT connection_id AS id, credential_version AS "credentialVersion", key_id AS "keyId", sealed FROM shared_secrets
     WHERE key_id <> $1 FOR UPDATE`,
    [vault.keyId],
  )
  for (const row of rows) {
    const anew = trySeal(vault, row)
    await client.query(
      'UPDATE shared_secrets SET key_id = $3, sealed = $4 WHERE connection_id = $1 AND credential_version = $2',
      [row.id, row.credentialVersion, anew?.keyId ?? null, anew?.sealed ?? null],
    )
  }
}

function trySeal(vault: Vault, row: Row): Sealed | undefined {
  const owner = sharedOwner(row.id)
  try {
    return vault.seal(vault.open(row, owner), owner)
  } catch {
    return undefined
  }
}
