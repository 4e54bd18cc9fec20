// For commands that open the database themselves, whether a server runs or not.
import type { Command } from 'commander'
import type { Config } from '../config.ts'
import { readKey } from '../connections/key-file.ts'
import { silentLog } from '../log.ts'
import { exitCodes } from './exit-codes.ts'
import { createOutput, type Output } from './output.ts'
import { showError } from './session.ts'

/** Shows what the work shows, or its error as people read it, and sets the exit code. */
export const openOutput = (program: Command) => async (work: (output: Output) => Promise<void>) => {
  const output = createOutput({ json: program.opts()['json'] === true })
  const done = work(output).then(() => exitCodes.ok)
  process.exitCode = await done.catch(error => showError(output, error))
}

export const placeOf = ({ databaseUrl: url, dataDir: dir }: Config) => ({ url, dir, log: silentLog, connections: 2 })

/** The ids of those that are given. */
export const keysOf = (config: Config): string[] =>
  [readKey(config, silentLog), ...config.retiredKeys].flatMap(one => one?.id ?? [])
