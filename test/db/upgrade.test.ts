import path from 'node:path'
import t, { type Test } from 'tap'
import { migrate } from '../../src/db/migrate.ts'
import { type Database, openDatabase, openPool } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { makeEmptyDatabase, makeTestFolder, testServerUrl } from '../support/database.ts'
import { fillConnection } from '../support/fill.ts'
import { firstMigrations } from '../support/first-migrations.ts'

t.setTimeout(600_000)

type Rows = Record<string, ReadonlyArray<Record<string, unknown>>>

/** Of every table that is ours. */
async function readAll({ pool }: Pick<Database, 'pool'>): Promise<Rows> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname <> '_prisma_migrations' ORDER BY 1`,
  )
  const all: Rows = {}
  for (const { name } of rows)
    all[name] = (await pool.query(`SELECT to_jsonb(x) AS row FROM "${name}" x ORDER BY x::text`)).rows.map(
      ({ row }) => row,
    )
  return all
}

/** The second could not yet keep a window that was being read; both were made within the hour. */
const begun = 2

async function testUpgrade(t: Test, place: { dir: string; url?: string }): Promise<void> {
  const { pool, close } = await openPool({ ...place, log: silentLog })
  t.equal((await migrate(pool, firstMigrations(t, begun))).length, begun)
  const { rows } = await pool.query(`INSERT INTO company_groups (name) VALUES ('Nord') RETURNING id`)
  for (const mark of ['one', 'two']) await fillConnection({ pool } as unknown as Database, mark, rows[0].id)
  const before = await readAll({ pool })
  await close()
  t.ok(Object.values(before).filter(all => all.length === 2).length > 15, 'most tables hold something')
  const db = await openDatabase({ ...place, log: silentLog })
  const after = await readAll(db).finally(() => db.close())
  for (const [table, old] of Object.entries(before)) {
    const now = after[table] ?? []
    t.equal(now.length, old.length, `${table} has its rows`)
    for (const [at, row] of old.entries())
      for (const [column, value] of Object.entries(row))
        if (column in (now[at] ?? {})) t.same(now[at]![column], value, `${table}.${column} holds what it held`)
        else t.match(left[table] ?? [], [column], `${table}.${column} may go`)
  }
}

/** Columns that a later migration takes away on purpose. */
const left: Readonly<Record<string, readonly string[]>> = {}

t.test('what the first migrations left is there after the upgrade (embedded)', t =>
  testUpgrade(t, { dir: path.join(makeTestFolder(t), 'data') }),
)
if (testServerUrl)
  t.test('what the first migrations left is there after the upgrade (server)', async t =>
    testUpgrade(t, { dir: '', url: await makeEmptyDatabase(t) }),
  )
