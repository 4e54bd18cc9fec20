import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { commandLine } from '../connections/audit.ts'
import { silentLog } from '../log.ts'
import { mark, type Output, show } from './output.ts'
import { openOutput, placeOf } from './own-database.ts'
import { UsageError } from './session.ts'

/** It opens the database itself: the new key is this process's, and no server is told of it. */
export function addRotate(keys: Command, program: Command): void {
  const run = openOutput(program)
  keys
    .command('rotate')
    .description(
      'seal all that is sealed under KOPPLA_KEY instead, with KOPPLA_KEYS_RETIRED to open it; imports may go on',
    )
    .action(() => run(rotate))
}

async function rotate(output: Output): Promise<void> {
  const config = readConfig()
  const { key } = config
  if (key === undefined)
    throw new UsageError(
      'Give the new key as KOPPLA_KEY or KOPPLA_KEY_FILE, and the one in use in KOPPLA_KEYS_RETIRED.',
    )
  const [{ openDatabase }, { openVault }, { encryptAnew }] = await Promise.all([
    import('../db.ts'),
    import('../connections/secrets.ts'),
    import('../http/encrypt-anew.ts'),
  ])
  const db = await openDatabase(placeOf(config))
  try {
    const { rows } = await db.pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM connections WHERE credential_key_id <> $1 AND deleted_at IS NULL',
      [key.id],
    )
    const sealedAnew = rows[0]!.n
    await encryptAnew(db, await openVault({ config, db, log: silentLog, actor: commandLine() }))
    show(
      output,
      { keyId: key.id, sealedAnew },
      () => `${mark('passed')} Sealed under the key ${key.id}: ${sealedAnew} credentials.`,
    )
  } finally {
    await db.close()
  }
}
