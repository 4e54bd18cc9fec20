import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { Vault } from '../connections/secrets.ts'
import type { Database } from '../db.ts'
import { versionOf } from './sign-in.ts'

/** After a change of keys: second factors that a retired key encrypted get the new one, and it can be thrown away. */
export async function encryptAnew(db: Database, { keyId, signInKeys }: Vault): Promise<void> {
  const keys = new Map(signInKeys.map(one => [versionOf(one.keyId), one.secret]))
  const key = { keys, currentVersion: versionOf(keyId) }
  const renew = async (data: string) => symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) })
  const { rows } = await db.pool.query<{ id: string; secret: string; codes: string }>(
    'SELECT id, secret, backup_codes AS codes FROM two_factors WHERE NOT starts_with(secret, $1)',
    [`$ba$${key.currentVersion}$`],
  )
  for (const { id, secret, codes } of rows) {
    await db.pool.query('UPDATE two_factors SET secret = $2, backup_codes = $3 WHERE id = $1 AND secret = $4', [
      id,
      await renew(secret),
      await renew(codes),
      secret,
    ])
  }
}
