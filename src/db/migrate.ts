// Applies prisma/migrations/*/migration.sql and keeps Prisma's own _prisma_migrations table, so that
// `prisma migrate status` and `deploy` agree on a machine where the Prisma CLI can run.
import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { StartError } from '../errors.ts'
import { dropGroupViews, makeGroupViews } from './group-views.ts'
import { takeTurn } from './turns.ts'

export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** Prisma's own. */
export const migrationsTable = '_prisma_migrations'
export const makeMigrationsTable = `CREATE TABLE IF NOT EXISTS ${migrationsTable} (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`
const BEGUN = `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
  FROM ${migrationsTable} WHERE rolled_back_at IS NULL ORDER BY migration_name`
const RECORD = `INSERT INTO ${migrationsTable}
  (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** Brings the database up to the newest migration and gives back the names it applied. Processes take turns. */
export async function migrate(pool: pg.Pool, folder: string = migrationsFolder): Promise<string[]> {
  const migrations = await readMigrations(folder)
  return takeTurn(pool, 'migrate', async client => {
    const pending = await findPending(client, migrations)
    if (pending.length > 0) await dropGroupViews(client)
    for (const migration of pending) await apply(client, migration)
    await makeGroupViews(client)
    return pending.map(migration => migration.name)
  })
}

/** What a process that runs finds when it looks: of which Koppla its database is. */
export interface Standing {
  /** How many of ours it has; none where no Koppla has been started on it. */
  readonly applied: number
  /** Ours that it lacks. */
  readonly pending: readonly string[]
  /** Those it has that are not ours. */
  readonly unknown: readonly string[]
}

/** Reads the folder anew: it may be newer than this process. */
export async function compareMigrations(client: Pick<pg.Pool, 'query'>): Promise<Standing> {
  const { rows } = await client.query<{ has: boolean }>('SELECT to_regclass($1) IS NOT NULL AS has', [migrationsTable])
  const begun = rows[0]!.has ? (await readBegun(client)).map(({ name }) => name) : []
  const ours = (await readMigrations()).map(({ name }) => name)
  const pending = ours.filter(name => !begun.includes(name))
  const unknown = begun.filter(name => !ours.includes(name))
  return { applied: ours.length - pending.length, pending, unknown }
}

/** @throws StartError for a database that an older Koppla left, or none */
export async function refusePending(pool: pg.Pool): Promise<void> {
  const { applied, pending } = await compareMigrations(pool)
  if (pending.length === 0) return
  if (applied === 0)
    throw new StartError(
      'No Koppla has been started on this database yet. See that DATABASE_URL is that of the one you mean.',
    )
  throw new StartError(
    `The database is one of an older Koppla: ${pending.length} of ${applied + pending.length} migrations are pending, the first is ${pending[0]}. Make a backup (koppla backup <file>), then start Koppla: it applies them.`,
  )
}

/** Ours, in the order in which they are applied. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  return Promise.all(
    names.sort().map(async name => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

interface Begun extends Omit<Migration, 'sql'> {
  /** Else it failed, and somebody has to look. */
  readonly finished: boolean
}

/** Those that this database has begun to apply, in order; its table of them is there. */
export async function readBegun(client: Pick<pg.ClientBase, 'query'>): Promise<Begun[]> {
  const { rows } = await client.query<Begun>(BEGUN)
  return rows
}

async function findPending(client: pg.PoolClient, migrations: Migration[]): Promise<Migration[]> {
  await client.query(makeMigrationsTable)
  const begun = await readBegun(client)
  const known = new Map(migrations.map(migration => [migration.name, migration]))
  for (const row of begun) {
    if (!row.finished) {
      throw new StartError(`Migration ${row.name} failed earlier; resolve it with "prisma migrate resolve".`)
    }
    const migration = known.get(row.name)
    if (!migration) {
      throw new StartError(`The database holds migration ${row.name} of a newer Koppla; start that version, or newer.`)
    }
    if (migration.checksum !== row.checksum) {
      throw new StartError(`Migration ${row.name} was changed after it was applied; restore its file.`)
    }
  }
  const applied = new Set(begun.map(row => row.name))
  return migrations.filter(migration => !applied.has(migration.name))
}

/** One transaction: the migration is applied and recorded, or neither. */
async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query(RECORD, [randomUUID(), migration.checksum, migration.name])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new StartError(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}
