// Databases for tests: migrated copies of a template, so that each test has one of its own at little cost.
import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import root, { type Test } from 'tap'
import { migrationsFolder } from '../../src/db/migrate.ts'
import { type Database, openDatabase } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'

// Databases are copied, opened and recovered: on a busy machine more than tap's 30 s.
root.setTimeout(300_000)

/** The administrator's address of a PostgreSQL server; undefined when the tests run on the embedded database only. */
export const testServerUrl = process.env['TEST_DATABASE_URL'] || undefined

export type DatabaseKind = 'embedded' | 'server'

export interface TestDatabase {
  readonly kind: DatabaseKind
  readonly db: Database
  /** What openDatabase was given: for another process, or for the same database once more. */
  readonly options: { readonly dir: string; readonly url?: string }
  /** Another handle on the same database. Embedded: close the first one before. Closed by the test's end. */
  openAgain(): Promise<Database>
}

/** Runs the body on the embedded database and, where there is one, on a PostgreSQL server; each time on a new database. */
export async function testOnDatabases(
  t: Test,
  name: string,
  body: (t: Test, db: Database, info: TestDatabase) => Promise<unknown>,
): Promise<void> {
  const kinds: DatabaseKind[] = testServerUrl ? ['embedded', 'server'] : ['embedded']
  for (const kind of kinds) {
    await t.test(`${name} (${kind})`, async t => {
      const info = await openTestDatabase(t, kind)
      await body(t, info.db, info)
    })
  }
}

/** A migrated database of its own for this test, removed when the test ends. */
export async function openTestDatabase(t: Test, kind: DatabaseKind = 'embedded'): Promise<TestDatabase> {
  const options = await makeTestDatabase(t, kind)
  const open = async () => {
    const db = await openDatabase({ ...options, log: silentLog })
    t.teardown(() => closeOnce(db))
    return db
  }
  return { kind, db: await open(), options, openAgain: open }
}

/** The same, not opened yet. */
export const makeTestDatabase = (t: Test, kind: DatabaseKind): Promise<TestDatabase['options']> =>
  kind === 'embedded' ? copyTemplateFolder(t) : copyTemplateDatabase(t)

/** A folder that is removed when the test ends. */
export function makeTestFolder(t: Test): string {
  const folder = fs.mkdtempSync(path.join(quickestFolder(), 'koppla-test-'))
  t.teardown(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Memory where there is plenty of it (a container may have very little), else the disk. */
function quickestFolder(): string {
  const memory = '/dev/shm'
  if (!fs.existsSync(memory)) return os.tmpdir()
  const { bavail, bsize } = fs.statfsSync(memory)
  return bavail * bsize > 2 ** 31 ? memory : os.tmpdir()
}

async function closeOnce(db: Database): Promise<void> {
  if (!db.pool.ended) await db.close()
}

async function copyTemplateFolder(t: Test): Promise<{ dir: string }> {
  const template = await findTemplateFolder()
  const dir = makeTestFolder(t)
  fs.cpSync(path.join(template, 'pg'), path.join(dir, 'pg'), { recursive: true, mode: fs.constants.COPYFILE_FICLONE })
  return { dir }
}

/** Kept between runs under node_modules, and made anew when a migration changes. */
async function findTemplateFolder(): Promise<string> {
  const cache = fs.realpathSync(new URL('../../node_modules', import.meta.url))
  const template = path.join(cache, '.cache', 'koppla', `template-${templateHash()}`)
  if (fs.existsSync(template)) return template
  fs.mkdirSync(path.dirname(template), { recursive: true })
  const made = fs.mkdtempSync(`${template}-`)
  await prepare({ dir: made })
  try {
    fs.renameSync(made, template)
  } catch {
    fs.rmSync(made, { recursive: true }) // another test file was first
  }
  return template
}

async function copyTemplateDatabase(t: Test): Promise<{ dir: string; url: string }> {
  const admin = new pg.Client({ connectionString: testServerUrl })
  await admin.connect()
  const name = `koppla_test_${randomUUID().replaceAll('-', '')}`
  const template = `koppla_template_${templateHash()}`
  try {
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template])
    if (!rowCount) await makeTemplateDatabase(admin, template)
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  } finally {
    await admin.end()
  }
  t.teardown(() => runAsAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  return { dir: '', url: addressOf(name) }
}

/** A server's database without a table, removed when the test ends. Returns its address. */
export async function makeEmptyDatabase(t: Test): Promise<string> {
  const name = `koppla_test_${randomUUID().replaceAll('-', '')}`
  await runAsAdmin(`CREATE DATABASE ${name}`)
  t.teardown(() => runAsAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  return addressOf(name)
}

async function makeTemplateDatabase(admin: pg.Client, template: string): Promise<void> {
  const making = `${template}_making`
  await admin.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`)
  await admin.query(`CREATE DATABASE ${making}`)
  await prepare({ dir: '', url: addressOf(making) })
  await admin.query(`ALTER DATABASE ${making} RENAME TO ${template}`)
}

async function prepare(options: { dir: string; url?: string }): Promise<void> {
  const db = await openDatabase({ ...options, log: silentLog })
  const queue = await openQueue(db, silentLog)
  await queue.stop(0)
  if (db.embedded) await dropSpareDatabases(db)
  await db.close()
}

/** Half of what would be copied for each test. */
async function dropSpareDatabases(db: Database): Promise<void> {
  await db.pool.query('UPDATE pg_database SET datistemplate = false')
  for (const name of ['template0', 'template1']) await db.pool.query(`DROP DATABASE ${name}`)
  await db.pool.query('CHECKPOINT')
}

async function runAsAdmin(sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: testServerUrl })
  await admin.connect()
  await admin.query(sql).finally(() => admin.end())
}

function addressOf(database: string): string {
  const url = new URL(testServerUrl!)
  url.pathname = `/${database}`
  return url.href
}

function templateHash(): string {
  const hash = createHash('sha256')
  const names = fs.readdirSync(migrationsFolder).filter(name => !name.endsWith('.toml'))
  for (const name of names.sort()) hash.update(fs.readFileSync(path.join(migrationsFolder, name, 'migration.sql')))
  for (const file of ['@electric-sql/pglite', 'pg-boss']) hash.update(readVersion(file))
  return hash.digest('hex').slice(0, 12)
}

function readVersion(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url)
  return JSON.parse(fs.readFileSync(file, 'utf8')).version
}
