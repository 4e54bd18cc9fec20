import fs from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { migrate, migrationsFolder } from '../../src/db/migrate.ts'
import type { Database } from '../../src/db.ts'
import { testOnDatabases } from '../support/database.ts'

const ours = Object.fromEntries(
  fs
    .readdirSync(migrationsFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => [name, fs.readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8')]),
)

/** A migrations folder with ours and these. */
function folderWith(t: Test, more: Record<string, string>): string {
  const files = Object.entries({ ...ours, ...more }).map(([name, sql]) => [name, { 'migration.sql': sql }])
  return t.testdir(Object.fromEntries(files))
}

const places = ['connections', 'warehouses', 'company_groups']

const insertNames = (place: string) => {
  const names = `SELECT name, now() + n * interval '1 s' FROM unnest($1::text[]) WITH ORDINALITY AS t(name, n)`
  if (place !== 'connections') return `INSERT INTO ${place} (name, created_at) ${names}`
  return `INSERT INTO connections (name, created_at, system, identity, credential_key_id, credential_sealed, credential_shown,
      facts, report, verified_at, order_start)
    SELECT t.name, t.at, 'tiny', t.name, 'k', '', '{}', '{}', '{}', now(), '2020-01-01' FROM (${names}) t(name, at)`
}

const has = async (db: Database, table: string) =>
  (await db.pool.query('SELECT to_regclass($1) IS NOT NULL AS has', [table])).rows[0].has

await testOnDatabases(t, 'a new migration is applied once, in one go', async (t, db) => {
  const folder = folderWith(t, { '99990101000000_more': 'CREATE TABLE more (id int); INSERT INTO more VALUES (1);' })
  t.same(await migrate(db.pool, folder), ['99990101000000_more'])
  t.same(await migrate(db.pool, folder), [])
  t.same((await db.pool.query('SELECT * FROM more')).rows, [{ id: 1 }])
})

await testOnDatabases(t, 'several that start at once apply it once', async (t, db, info) => {
  const folder = folderWith(t, { '99990101000000_more': 'CREATE TABLE more (id int)' })
  // The embedded database has one process, which starts once.
  const starts = info.kind === 'server' ? [1, 2, 3, 4] : [1]
  const applied = await Promise.all(starts.map(() => migrate(db.pool, folder)))
  t.same(applied.flat(), ['99990101000000_more'])
})

await testOnDatabases(t, 'one that fails leaves nothing, and applies when it is mended', async (t, db) => {
  const name = '99990101000000_more'
  const broken = folderWith(t, { [name]: 'CREATE TABLE more (id int); SELECT 1/0;' })
  await t.rejects(migrate(db.pool, broken), {
    name: 'StartError',
    message: `Migration ${name} failed: division by zero`,
  })
  t.equal(await has(db, 'more'), false)
  t.same(await migrate(db.pool, folderWith(t, { [name]: 'CREATE TABLE more (id int);' })), [name])
})

await testOnDatabases(t, 'a body of a function is not cut at its semicolons', async (t, db) => {
  const sql = `CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 0; RETURN 1; END; $$;`
  await migrate(db.pool, folderWith(t, { '99990101000000_one': sql }))
  t.same((await db.pool.query('SELECT one()')).rows, [{ one: 1 }])
})

await testOnDatabases(t, 'a migration that was changed, or that we do not know, ends the start', async (t, db) => {
  const [first] = Object.keys(ours)
  const changed = folderWith(t, { [first!]: '-- other' })
  await t.rejects(migrate(db.pool, changed), { name: 'StartError', message: /was changed after it was applied/ })
  await migrate(db.pool, folderWith(t, { '99990101000000_more': 'CREATE TABLE more (id int)' }))
  await t.rejects(migrate(db.pool), { name: 'StartError', message: /newer Koppla/ })
})

await testOnDatabases(t, 'names that differ in case alone are told apart before they are refused', async (t, db) => {
  for (const place of places) await db.pool.query(`DROP INDEX ${place}_name_any_case_key`)
  await db.pool.query(`DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_names_%'`)
  const given = ['Shop', 'shop', 'Other', 'SHOP', 'Shop (2)', 'x'.repeat(100), 'X'.repeat(100)]
  for (const place of places) await db.pool.query(insertNames(place), [given])
  const applied = await migrate(db.pool)
  t.same(
    applied.map(name => name.replace(/^\d+_/, '')),
    ['names_told_apart', 'names_in_any_case'],
  )
  for (const place of places) {
    const { rows } = await db.pool.query<{ name: string }>(`SELECT name FROM ${place} ORDER BY created_at`)
    const names = ['Shop', 'shop (3)', 'Other', 'SHOP (4)', 'Shop (2)', 'x'.repeat(100), `${'X'.repeat(90)} (2)`]
    t.same(
      rows.map(row => row.name),
      names,
      place,
    )
  }
  const { rows } = await db.pool.query(`SELECT detail FROM audit_entries ORDER BY id LIMIT 1`)
  t.same(rows, [{ detail: { from: 'shop', to: 'shop (3)' } }], 'and the audit log tells of it')
})

await testOnDatabases(t, 'raw payloads are packed with lz4 wherever that can be had', async (t, db) => {
  const offered = `SELECT 'lz4' = ANY (enumvals) AS has FROM pg_settings WHERE name = 'default_toast_compression'`
  const chosen = `SELECT attcompression = 'l' AS has FROM pg_attribute WHERE attrelid = 'raw_payloads'::regclass AND attname = 'body'`
  t.same((await db.pool.query(chosen)).rows, (await db.pool.query(offered)).rows)
})
