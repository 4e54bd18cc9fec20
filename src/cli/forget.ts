import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { commandLine } from '../connections/audit.ts'
import { keyFileIn, readKey, writeKeyFile } from '../connections/key-file.ts'
import { silentLog } from '../log.ts'
import { mark, type Output, show } from './output.ts'
import { keysOf, openOutput, placeOf } from './own-database.ts'

/** It opens the database itself: while the key in use is lost, no server starts. */
export function addForget(keys: Command, program: Command): void {
  const run = openOutput(program)
  keys
    .command('forget')
    .description('go on without a sealing key that is lost: all credentials must be entered again, the rest stays')
    .argument('<id>', 'of the lost key, as Koppla tells it when it does not start')
    .action((id: string) => run(output => forget(output, id)))
}

async function forget(output: Output, lost: string): Promise<void> {
  const config = readConfig()
  const [{ openDatabase }, { forgetKey }] = await Promise.all([
    import('../db.ts'),
    import('../connections/forget-key.ts'),
  ])
  const db = await openDatabase({ ...placeOf(config), asFound: true })
  try {
    const key = () => readKey(config, silentLog) ?? writeKeyFile(config.dataDir)
    const { keyId, connections } = await forgetKey(db, { lost, given: keysOf(config), key, actor: commandLine() })
    show(output, { lost, keyId, connections }, () =>
      [
        `${mark('passed')} The key is ${keyId} from now on${config.key === undefined ? `: ${keyFileIn(config.dataDir)}` : ''}.`,
        `Enter the credentials of ${connections} connections again; until then nothing is imported through them.`,
        'People sign in again, and add their authenticator apps again.',
      ].join('\n'),
    )
  } finally {
    await db.close()
  }
}
