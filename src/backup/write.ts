import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { readKeyId } from '../connections/secrets.ts'
import { migrationsTable, readBegun, readMigrations } from '../db/migrate.ts'
import { fetchAhead } from '../runs/ahead.ts'
import { type Contents, type End, formatVersion, type Head } from './format.ts'
import { BackupRefusal } from './refusal.ts'
import { listTables, momentary, ourTables, plainForms, quote, type Table } from './tables.ts'

export interface Writing {
  readonly pool: Pick<pg.Pool, 'connect'>
  readonly file: string
  /** Of this Koppla. */
  readonly version: string
  readonly now: () => Date
}

/**
 * Writes all that the database holds at one moment into one file, which has its name when it is whole. Imports may go on.
 * The sealing key is not in it.
 * @throws BackupRefusal
 */
export async function writeBackup({ pool, file, version, now }: Writing): Promise<Contents> {
  if (existsSync(file))
    throw new BackupRefusal(`There is a file ${file} already.`, { remedy: 'Choose another name, or move it away.' })
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query(plainForms)
    const { head, tables } = await describe(client, { version, now })
    const rows: Record<string, number> = {}
    await writeWhole(file, tell(client, { head, tables, rows }))
    return { head, rows }
  } finally {
    await client.query('ROLLBACK').catch(error => (broken = error))
    client.release(broken)
  }
}

async function describe(client: pg.ClientBase, { version, now }: Pick<Writing, 'version' | 'now'>) {
  const ours = await readMigrations()
  const kept = ourTables(ours).filter(name => !momentary.includes(name))
  const tables = await listTables(client, kept)
  const migrations = tables.some(({ name }) => name === migrationsTable) ? await readApplied(client) : []
  if (migrations.length === 0)
    throw new BackupRefusal('There is nothing to back up: Koppla has not been started on this database yet.', {
      remedy: 'See that KOPPLA_DATA or DATABASE_URL are those of the Koppla that you mean.',
    })
  if (migrations.some(applied => !ours.some(({ name }) => name === applied)))
    throw new BackupRefusal('This database is one of a newer Koppla.', { remedy: 'Make the backup with that version.' })
  const named = tables.map(({ name, columns }) => ({ name, columns: columns.map(column => column.name) }))
  const keyId = (await readKeyId(client)) ?? null
  const made = { madeBy: version, madeAt: now().toISOString() }
  const head: Head = { koppla: 'backup', version: formatVersion, ...made, keyId, migrations, tables: named }
  return { head, tables }
}

async function readApplied(client: pg.ClientBase): Promise<string[]> {
  const begun = await readBegun(client)
  return begun.filter(({ finished }) => finished).map(({ name }) => name)
}

/** For its owner alone, and on the disk before it has its name: half of a backup never passes for one. */
async function writeWhole(file: string, lines: AsyncIterable<string>): Promise<void> {
  const making = `${file}.part`
  try {
    await pipeline(lines, createGzip(), createWriteStream(making, { mode: 0o600, flush: true }))
    await rename(making, file)
  } catch (error) {
    await rm(making, { force: true })
    throw error
  }
}

interface Told {
  readonly head: Head
  readonly tables: readonly Table[]
  /** Filled as they are told. */
  readonly rows: Record<string, number>
}

async function* tell(client: pg.ClientBase, { head, tables, rows }: Told): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const say = (text: string) => {
    hash.update(text)
    return text
  }
  yield say(`${JSON.stringify(head)}\n`)
  for (const table of tables) {
    yield say(`${JSON.stringify([table.name])}\n`)
    rows[table.name] = 0
    for await (const batch of fetchAhead(readRows(client, table))) {
      rows[table.name]! += batch.length
      yield say(batch.map(row => `${row}\n`).join(''))
    }
  }
  const end: End = { rows, sha256: hash.digest('hex') }
  yield `${JSON.stringify(['end', end])}\n`
}

const batchCharacters = 2 ** 20
const mostRows = 5_000

/** As many at once as make about a megabyte, whatever a row is long. */
async function* readRows(client: pg.ClientBase, { name, columns }: Table): AsyncGenerator<string[]> {
  const texts = columns.map(column => `${quote(column.name)}::text`).join(', ')
  await client.query(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT row_to_json(one)::text AS row FROM (SELECT ${texts} FROM ${quote(name)}) one`,
  )
  let count = 10
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${count} FROM rows`)
    if (rows.length === 0) break
    yield rows.map(({ row }) => row)
    const characters = rows.reduce((sum, { row }) => sum + row.length, 0)
    count = Math.max(1, Math.min(mostRows, Math.floor((batchCharacters / characters) * rows.length)))
  }
  await client.query('CLOSE rows')
}
