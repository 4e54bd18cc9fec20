import type pg from 'pg'
import { groupViews } from '../db/group-views.ts'
import { type Migration, makeMigrationsTable, readMigrations } from '../db/migrate.ts'
import type { Contents, Head } from './format.ts'
import { checkBackup, ofNewer, readRows } from './read.ts'
import { BackupRefusal, damaged } from './refusal.ts'
import { listTables, ourTables, plainForms, quote, type Table } from './tables.ts'

export interface Restoring {
  readonly pool: Pick<pg.Pool, 'connect'>
  readonly file: string
  /** Whether what the database holds may go. */
  readonly replace: boolean
}

/**
 * Puts a backup into a database: all of it or, when anything is wrong, nothing. The database is then as it was when the
 * backup was made, of the version that it had; opening it brings it up to date. What was queued is not in a backup: see
 * `requeueRuns`.
 * @throws BackupRefusal
 */
export async function restoreBackup({ pool, file, replace }: Restoring): Promise<Contents> {
  const contents = await checkBackup(file)
  const ours = await readMigrations()
  const migrations = pickMigrations(contents.head, ours)
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(`BEGIN; ${plainForms}`)
    await refuseUsed(client, replace)
    await makeTables(client, ours, migrations)
    await load(client, file, contents)
    await client.query('COMMIT')
    return contents
  } catch (error) {
    await client.query('ROLLBACK').catch(failure => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

function pickMigrations({ migrations, madeBy }: Head, ours: readonly Migration[]): Migration[] {
  return migrations.map(name => {
    const found = ours.find(one => one.name === name)
    if (found === undefined) throw ofNewer(madeBy)
    return found
  })
}

/** @throws BackupRefusal for a database that a Koppla runs on, or that holds one which may not go */
export async function refuseUsed(client: Pick<pg.ClientBase, 'query'>, replace: boolean): Promise<void> {
  await refuseRunning(client)
  if (!replace) await refuseData(client)
}

/** A process that goes on would write into what is restored what it knew of what was there before. */
async function refuseRunning(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'koppla' AND pid <> pg_backend_pid()`,
  )
  if (rows[0]!.n === 0) return
  throw new BackupRefusal('Koppla runs on this database.', { remedy: 'Stop all its processes, then restore.' })
}

async function refuseData(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  for (const table of ['settings', 'connections', 'users', 'api_keys']) {
    const there = await client.query<{ has: boolean }>('SELECT to_regclass($1) IS NOT NULL AS has', [table])
    if (!there.rows[0]!.has) continue
    const { rows } = await client.query(`SELECT FROM ${table} LIMIT 1`)
    if (rows.length === 0) continue
    throw new BackupRefusal('This database holds a Koppla already: restoring would replace all of it.', {
      remedy: 'Restore into an empty database or data folder; or make a backup of this one first, then add --replace.',
    })
  }
}

/** Our tables, as the backup's version has them, and empty: what migrations put in is in the backup too. */
async function makeTables(
  client: pg.ClientBase,
  ours: readonly Migration[],
  wanted: readonly Migration[],
): Promise<void> {
  await client.query(`DROP SCHEMA IF EXISTS ${groupViews} CASCADE`)
  await client.query(`DROP TABLE IF EXISTS ${ourTables(ours).map(quote).join(', ')} CASCADE`)
  await client.query(makeMigrationsTable)
  for (const { sql } of wanted) await client.query(sql)
  const made = await listTables(client, ourTables(wanted))
  await client.query(`TRUNCATE ${made.map(({ name }) => quote(name)).join(', ')} CASCADE`)
  const { rows } = await client.query<{ has: boolean }>(`SELECT to_regclass('pgboss.job') IS NOT NULL AS has`)
  if (rows[0]!.has) await client.query('DELETE FROM pgboss.job')
}

const batchCharacters = 2 ** 20
const mostRows = 5_000

async function load(client: pg.ClientBase, file: string, { head, rows: expected }: Contents): Promise<void> {
  const tables = new Map(
    (
      await listTables(
        client,
        head.tables.map(({ name }) => name),
      )
    ).map(one => [one.name, one]),
  )
  const loaders = new Map(head.tables.map(one => [one.name, insertInto(tables.get(one.name), one)]))
  let batch: string[] = []
  let characters = 0
  let current = ''
  const flush = async () => {
    if (batch.length > 0) await client.query(loaders.get(current) ?? '', [`[${batch.join(',')}]`])
    batch = []
    characters = 0
  }
  for await (const { table, row } of readRows(file)) {
    if (table !== current || batch.length === mostRows || characters > batchCharacters) await flush()
    current = table
    batch.push(row)
    characters += row.length
  }
  await flush()
  for (const table of tables.values()) await finish(client, table, expected[table.name] ?? 0)
}

/** Each value goes in as it came out: as PostgreSQL's own text of it. */
function insertInto(table: Table | undefined, { name, columns }: Head['tables'][number]): string {
  const types = new Map(table?.columns.map(column => [column.name, column.type]))
  if (columns.some(column => !types.has(column))) throw damaged(`its table ${name} is none of its version`)
  const named = columns.map(quote)
  const cast = columns.map(column => `r.${quote(column)}::${types.get(column)}`)
  const read = `json_to_recordset($1::json) AS r(${named.map(column => `${column} text`).join(', ')})`
  return `INSERT INTO ${quote(name)} (${named.join(', ')}) SELECT ${cast.join(', ')} FROM ${read}`
}

async function finish(client: pg.ClientBase, { name, columns }: Table, expected: number): Promise<void> {
  const counted = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${quote(name)}`)
  if (counted.rows[0]!.n !== expected) throw damaged(`${name} holds another number of rows than it says`)
  for (const column of columns.filter(({ type }) => type === 'bigint' || type === 'integer')) {
    const sequence = 'pg_get_serial_sequence($1, $2)'
    const last = `(SELECT max(${quote(column.name)}) FROM ${quote(name)})`
    const numberOn = `SELECT setval(${sequence}::regclass, ${last}) WHERE ${sequence} IS NOT NULL AND ${last} IS NOT NULL`
    await client.query(numberOn, [quote(name), column.name])
  }
}
