import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Contents } from '../backup/format.ts'
import { type Config, readConfig } from '../config.ts'
import { keyFileIn } from '../connections/key-file.ts'
import { mark, type Output, show } from './output.ts'
import { keysOf, openOutput, placeOf } from './own-database.ts'

/** They open the database themselves, as it is: neither goes through a server, and a backup brings nothing up to date. */
export function addBackup(program: Command): void {
  const run = openOutput(program)
  program
    .command('backup')
    .description('write all of the database into one file; the sealing key is not in it')
    .argument('<file>', 'a new file')
    .action((file: string) => run(output => backUp(output, file, program.version() ?? '')))
  program
    .command('restore')
    .description('put a backup into the database, or the data folder: all of it or nothing')
    .argument('<file>', 'one that koppla backup made')
    .option('--replace', 'in place of what is there, which is lost')
    .action((file: string, { replace = false }: { replace?: boolean }) => run(output => restore(output, file, replace)))
}

/** Loaded only here: other commands start sooner without. */
const databaseOf = () => import('../db.ts')

async function backUp(output: Output, file: string, version: string): Promise<void> {
  const config = readConfig()
  const [{ openPool }, { writeBackup }] = await Promise.all([databaseOf(), import('../backup/write.ts')])
  const opened = await openPool({ ...placeOf(config), asFound: true })
  try {
    const contents = await writeBackup({ pool: opened.pool, file, version, now: () => new Date() })
    const { size } = await stat(file)
    show(output, { file, bytes: size, ...tellContents(contents) }, () =>
      [`${mark('passed')} ${file}: ${countOf(contents)}, ${(size / 1e6).toFixed(1)} MB.`, keepKey(config)].join('\n'),
    )
  } finally {
    await opened.close()
  }
}

async function restore(output: Output, file: string, replace: boolean): Promise<void> {
  const config = readConfig()
  const [{ openPool }, { restoreBackup }, { bringUpToDate }] = await Promise.all([
    databaseOf(),
    import('../backup/restore.ts'),
    import('../backup/requeue.ts'),
  ])
  const opened = await openPool(placeOf(config))
  const contents = await restoreBackup({ pool: opened.pool, file, replace }).finally(() => opened.close())
  const { madeAt, madeBy, keyId } = contents.head
  const change = { action: 'database.restored', detail: { madeAt, madeBy } }
  const requeued = await bringUpToDate(placeOf(config), change)
  const hasKey = keyId === null || keysOf(config).includes(keyId)
  show(output, { ...tellContents(contents), hasKey, requeuedRuns: requeued }, () =>
    [
      `${mark('passed')} ${countOf(contents)} are restored, as they were on ${madeAt} (Koppla ${madeBy}).`,
      'Everybody signs in again. Keys and people are those of then: revoke again what was revoked since.',
      ...(requeued > 0 ? [`Runs that were under way go on with the next start: ${requeued}.`] : []),
      ...(hasKey ? [] : [`${mark('warning')} ${findKey(config, keyId)}`]),
    ].join('\n'),
  )
}

export const tellContents = ({ head: { tables: _, koppla: __, ...head }, rows }: Contents) => ({ ...head, rows })

export function countOf({ rows }: Contents): string {
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0)
  return `${all.toLocaleString('en')} rows of ${Object.keys(rows).length} tables`
}

const keepKey = ({ key, dataDir }: Config) =>
  key === undefined
    ? `The sealing key is not in it: keep a copy of ${keyFileIn(dataDir)} somewhere else. Without it credentials must be entered again.`
    : 'The sealing key is not in it: keep what KOPPLA_KEY is somewhere else. Without it credentials must be entered again.'

const findKey = ({ databaseUrl, dataDir }: Config, keyId: string | null) =>
  databaseUrl === undefined
    ? `Its credentials are sealed with the key ${keyId}, which is not here: put its koppla.key at ${keyFileIn(dataDir)} before you start.`
    : `Its credentials are sealed with the key ${keyId}, which is not here: give it as KOPPLA_KEY or KOPPLA_KEY_FILE when you start.`
