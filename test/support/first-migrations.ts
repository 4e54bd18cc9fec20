import fs from 'node:fs'
import path from 'node:path'
import type { Test } from 'tap'
import { migrationsFolder } from '../../src/db/migrate.ts'

/** A migrations folder with so many of the first ones alone: as a database of an older Koppla was made. */
export function firstMigrations(t: Test, count: number): string {
  const names = fs.readdirSync(migrationsFolder).filter(name => /^\d/.test(name))
  const files = names
    .sort()
    .slice(0, count)
    .map(name => {
      const sql = fs.readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8')
      return [name, { 'migration.sql': sql }]
    })
  return t.testdir(Object.fromEntries(files))
}
