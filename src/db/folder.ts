import fs from 'node:fs'
import path from 'node:path'
import { StartError } from '../errors.ts'

/** Where in it the embedded database has its files. */
export const databaseIn = (folder: string): string => path.join(folder, 'pg')

/** Makes the folder where it is not there yet, for this user alone. Throws StartError when it cannot be used. */
export function makeDataFolder(folder: string, user = process.getuid?.()): void {
  try {
    makeFolder(folder)
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK)
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be used: ${explain(error)}. Choose a folder that this user may write to with KOPPLA_DATA.`,
      { cause: error },
    )
  }
  const owner = fs.statSync(folder).uid
  if (user === 0 && owner !== 0)
    throw new StartError(
      `The data folder ${folder} is user ${owner}'s, who could not open it any more after root has. Run this as that user: sudo -u '#${owner}' …`,
    )
}

/** One folder after the other: Node's own `recursive` never ends below /proc, which lets nobody make anything. */
function makeFolder(folder: string): void {
  const there = fs.statSync(folder, { throwIfNoEntry: false })
  if (there?.isDirectory()) return
  if (there) throw new Error(`${folder} is a file`)
  makeFolder(path.dirname(folder))
  try {
    fs.mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function explain(error: unknown): string {
  const { code = '', path: at, message } = error as NodeJS.ErrnoException
  const reason = reasons[code]
  return reason === undefined ? message : `${reason} (${at})`
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'a file is in the way',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
}
