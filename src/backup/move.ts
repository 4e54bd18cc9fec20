import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { keyFileIn } from '../connections/key-file.ts'
import { databaseIn } from '../db/folder.ts'
import { type DatabaseOptions, type OpenPool, openPool } from '../db.ts'
import type { Contents } from './format.ts'
import { BackupRefusal } from './refusal.ts'
import { bringUpToDate } from './requeue.ts'
import { refuseUsed, restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

export interface Moving {
  /** A data folder, and the server that all of it moves to. */
  readonly place: DatabaseOptions & { readonly url: string }
  /** Of the sealing keys that the server's Koppla will have. */
  readonly keyIds: readonly string[]
  readonly replace: boolean
  /** Of this Koppla. */
  readonly version: string
  readonly now: () => Date
}

export interface Moved {
  readonly contents: Contents
  /** Runs that go on there. */
  readonly requeued: number
  /** Where the old database is from now on: whoever starts without the server does not go on with it unawares. */
  readonly kept: string
}

/**
 * Moves an embedded database to a PostgreSQL server, by a backup that is gone afterwards: all of it or, when anything is
 * wrong, nothing.
 * @throws BackupRefusal
 */
export async function moveDatabase({ place, ...moving }: Moving): Promise<Moved> {
  const old = databaseIn(place.dir)
  const from = await openPool({ ...place, url: undefined })
  const carried = await carry(from, { place, ...moving }).finally(from.close)
  const kept = `${old}.moved-${moving.now().toISOString().replace(/\W/g, '')}`
  await rename(old, kept)
  return { ...carried, kept }
}

/** Leaves the old database open: nobody can start on it meanwhile. */
async function carry(from: OpenPool, { place, keyIds, replace, version, now }: Moving) {
  const file = path.join(place.dir, 'move.backup')
  const to = await openPool(place)
  try {
    await refuseUsed(to.pool, replace)
    await rm(file, { force: true })
    const { head } = await writeBackup({ pool: from.pool, file, version, now })
    if (head.keyId !== null && !keyIds.includes(head.keyId)) throw lacksKey(head.keyId, place.dir)
    const contents = await restoreBackup({ pool: to.pool, file, replace })
    return { contents, requeued: await bringUpToDate(place, { action: 'database.moved' }) }
  } finally {
    await to.close()
    await rm(file, { force: true })
  }
}

const lacksKey = (keyId: string, dir: string) =>
  new BackupRefusal(
    `The credentials here are sealed with the key ${keyId}, and another is given. Nothing was changed.`,
    {
      remedy: `Set KOPPLA_KEY_FILE=${keyFileIn(dir)}, or KOPPLA_KEY to the key that is in use.`,
    },
  )
