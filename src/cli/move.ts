import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { type Config, readConfigWith } from '../config.ts'
import { keyFileIn } from '../connections/key-file.ts'
import { databaseIn } from '../db/folder.ts'
import { countOf, tellContents } from './backup.ts'
import { mark, type Output, show } from './output.ts'
import { keysOf, openOutput, placeOf } from './own-database.ts'
import { UsageError } from './session.ts'

export function addMove(program: Command): void {
  const run = openOutput(program)
  program
    .command('move')
    .description('move the database of the data folder to the PostgreSQL server of DATABASE_URL')
    .option('--replace', 'in place of what is there, which is lost')
    .action((given: { replace?: boolean }) => run(output => move(output, given, program.version() ?? '')))
}

async function move(output: Output, { replace = false }: { replace?: boolean }, version: string): Promise<void> {
  const config = readPlaces()
  const { moveDatabase } = await import('../backup/move.ts')
  const place = { ...placeOf(config), url: config.databaseUrl }
  const now = () => new Date()
  const moved = await moveDatabase({ place, keyIds: keysOf(config), replace, version, now })
  const { host, pathname } = new URL(config.databaseUrl)
  const server = `${host}${pathname}`
  show(output, { server, kept: moved.kept, ...tellContents(moved.contents), requeuedRuns: moved.requeued }, () =>
    [
      `${mark('passed')} ${countOf(moved.contents)} are on ${server} now.`,
      `Start with DATABASE_URL and ${config.keyFile === undefined ? 'the same key' : `KOPPLA_KEY_FILE=${config.keyFile}`} from now on; everybody signs in again.`,
      ...(moved.requeued > 0 ? [`Runs that were under way go on then: ${moved.requeued}.`] : []),
      `What was here is kept as ${moved.kept}: remove it once you have seen that all is there.`,
    ].join('\n'),
  )
}

type Places = Config & { readonly databaseUrl: string }

/** The key is the data folder's own, unless another is given. */
function readPlaces(): Places {
  const here = readConfigWith({ DATABASE_URL: '', KOPPLA_ROLE: '' })
  if (!existsSync(databaseIn(here.dataDir)))
    throw new UsageError(
      `There is no embedded database in ${here.dataDir}: set KOPPLA_DATA to the data folder of the Koppla that is to move.`,
    )
  const config = readConfigWith(here.key === undefined ? { KOPPLA_KEY_FILE: keyFileIn(here.dataDir) } : {})
  const { databaseUrl } = config
  if (databaseUrl === undefined)
    throw new UsageError('Say where to: DATABASE_URL=postgresql://user:password@host:5432/database koppla move')
  return { ...config, databaseUrl }
}
