// What a key of one company group sees: a view over each table, in a schema of their own that its transactions look in and
// in no other. A table without a rule has no view: it is not there, rather than there for all.
import { createHash } from 'node:crypto'
import type pg from 'pg'

export const groupViews = 'koppla_group'
export const groupSetting = 'koppla.company_group'

const group = `nullif(current_setting('${groupSetting}', true), '')::uuid`

/** Tables that hang on no connection; all others are found by their column `connection_id` or by their parent. */
export const ownRules: Readonly<Record<string, string>> = {
  connections: `company_group_id = ${group}`,
  company_groups: `id = ${group}`,
  // Shared by all groups.
  warehouses: 'true',
  // Positions are those of all events together.
  event_counters: 'true',
  // What is done is written down, and not read.
  audit_entries: 'false',
  audit_heads: 'true',
}

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** By a column of its own: the tables that it belongs to. */
  readonly parents: Readonly<Record<string, string>>
}

const findTables = `
  SELECT c.relname AS name,
    (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    coalesce((SELECT json_object_agg(a.attname, p.relname) FROM pg_constraint f
      JOIN pg_class p ON p.oid = f.confrelid
      JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND array_length(f.conkey, 1) = 1), '{}') AS parents
  FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`

/** The condition that a row of a table is the group's; undefined: there is no rule for it. */
export function ruleOf(table: Table, tables: ReadonlyMap<string, Table>, schema: string): string | undefined {
  const { name, columns, parents } = table
  const own = ownRules[name]
  if (own !== undefined) return own
  if (columns.includes('connection_id'))
    return `connection_id = ANY (ARRAY(SELECT id FROM ${schema}.connections WHERE ${ownRules['connections']}))`
  for (const [column, parentName] of Object.entries(parents)) {
    const parent = tables.get(parentName)
    if (!parent?.columns.includes('connection_id')) continue
    return `${column} IN (SELECT id FROM ${schema}.${parentName} WHERE ${ruleOf(parent, tables, schema)})`
  }
  return undefined
}

/** Before tables change: a view would be in the way. Until they are made again, who sees one group sees nothing. */
export const dropGroupViews = (client: pg.ClientBase) => client.query(`DROP SCHEMA IF EXISTS ${groupViews} CASCADE`)

/** Makes the views, unless they are there as they should be. */
export async function makeGroupViews(client: pg.ClientBase): Promise<void> {
  const views = await describeViews(client)
  const hash = createHash('sha256').update(views.join('\n')).digest('hex')
  const { rows } = await client.query<{ hash: string | null }>(
    `SELECT obj_description(oid, 'pg_namespace') AS hash FROM pg_namespace WHERE nspname = $1`,
    [groupViews],
  )
  if (rows[0]?.hash === hash) return
  const made = [`CREATE SCHEMA ${groupViews}`, ...views, `COMMENT ON SCHEMA ${groupViews} IS '${hash}'`]
  await client.query(`BEGIN; DROP SCHEMA IF EXISTS ${groupViews} CASCADE; ${made.join('; ')}; COMMIT`)
}

async function describeViews(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<Table>(findTables)
  const found = await client.query<{ schema: string }>('SELECT quote_ident(current_schema()) AS schema')
  const { schema } = found.rows[0]!
  const tables = new Map(rows.map(table => [table.name, table]))
  return rows.flatMap(table => {
    const rule = ruleOf(table, tables, schema)
    if (rule === undefined) return []
    const columns = table.columns.map(column => `"${column}"`).join(', ')
    const select = `SELECT ${columns} FROM ${schema}."${table.name}" WHERE ${rule}`
    return [`CREATE VIEW ${groupViews}."${table.name}" AS ${select}${staysIn(table)}`]
  })
}

/** What a group makes or changes is still its own afterwards. A child’s parent may be made by the same statement. */
const staysIn = ({ name, columns }: Table) =>
  name === 'connections' || (name !== 'audit_entries' && columns.includes('connection_id'))
    ? ' WITH LOCAL CHECK OPTION'
    : ''
