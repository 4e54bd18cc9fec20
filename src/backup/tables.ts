import type pg from 'pg'
import { type Migration, migrationsTable } from '../db/migrate.ts'

export interface Table {
  readonly name: string
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
}

interface Row extends Table {
  readonly parents: readonly string[]
}

const findTables = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    coalesce((SELECT json_agg(p.relname) FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND p.oid <> c.oid), '[]') AS parents
  FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND c.relname = ANY ($1)
  ORDER BY c.relname`

/** The tables that our migrations make, of whatever version; others in the same database are not ours. */
export function ourTables(migrations: readonly Migration[]): string[] {
  const made = migrations.flatMap(({ sql }) => [...sql.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/gi)])
  return [migrationsTable, ...new Set(made.map(([, name = '']) => name))]
}

/** Who is signed in, or about to be: nobody is any more after a restore. */
export const momentary: readonly string[] = ['sessions', 'authorizations', 'sign_in_challenges', 'sign_in_throttles']

/** Those of them that are there, each after what its rows refer to. */
export async function listTables(client: pg.ClientBase, names: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Row>(findTables, [names])
  const left = new Map(rows.map(row => [row.name, row]))
  const sorted: Table[] = []
  while (left.size > 0) {
    const next = [...left.values()].filter(({ parents }) => !parents.some(parent => left.has(parent)))
    if (next.length === 0)
      throw new Error(`These tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const { name, columns } of next) {
      left.delete(name)
      sorted.push({ name, columns })
    }
  }
  return sorted
}

/** Values are written and read in one way, whatever the session and the server are set to. */
export const plainForms = `SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1;
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
