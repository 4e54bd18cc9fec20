import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { SealingKey } from '../config/sealing-key.ts'
import type { Config } from '../config.ts'
import { StartError } from '../errors.ts'
import type { Log } from '../log.ts'

export const keyFileIn = (dataDir: string): string => path.join(dataDir, 'koppla.key')

/** Where the key in use is kept; undefined where it was given itself. */
export const keyFileOf = ({
  key,
  keyFile,
  dataDir,
}: Pick<Config, 'key' | 'keyFile' | 'dataDir'>): string | undefined =>
  key === undefined ? keyFileIn(dataDir) : keyFile

/** The key in use: the one that is given, else the data folder's own; undefined when there is none. */
export const readKey = ({ key, dataDir }: Pick<Config, 'key' | 'dataDir'>, log: Log): SealingKey | undefined =>
  key ?? readKeyFile(dataDir, log)

/** The key that the embedded database's first start made; undefined when there is none. */
function readKeyFile(dataDir: string, log: Log): SealingKey | undefined {
  const file = keyFileIn(dataDir)
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StartError(`The sealing key ${file} cannot be read: ${(error as Error).message}.`)
  }
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 32) throw new StartError(`The sealing key ${file} is damaged: put it back from the backup.`)
  const open = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
  if (open) log.warn({ file }, 'the sealing key can be read by other users of this machine: chmod 600 it')
  return toKey(bytes)
}

/**
 * Makes the key and its file, for its owner alone, and on disk before anything is sealed with it. It gets its name when it
 * is whole: a process that is killed here leaves no half of a key that would pass for a damaged one.
 */
export function writeKeyFile(dataDir: string): SealingKey {
  const bytes = randomBytes(32)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const making = `${keyFileIn(dataDir)}.new`
  rmSync(making, { force: true })
  const file = openSync(making, 'wx', 0o600)
  writeSync(file, `${bytes.toString('base64')}\n`)
  fsyncSync(file)
  closeSync(file)
  renameSync(making, keyFileIn(dataDir))
  return toKey(bytes)
}

const toKey = (bytes: Buffer): SealingKey => ({
  id: createHash('sha256').update('koppla key id').update(bytes).digest('hex').slice(0, 8),
  bytes,
})
