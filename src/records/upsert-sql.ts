import { type ChildTable, type Columns, type RecordTable, recordColumns } from './table.ts'

/** The statements that write one kind of record, made once per kind and set of derived paths. */
export interface UpsertSql {
  /** $1 connection, $2 rows as JSON, $3 whether an older modified time must not replace a newer one. */
  readonly parents: string
  readonly children: ReadonlyMap<ChildTable, ChildSql>
}

/** $1 rows as JSON. */
interface ChildSql {
  /** For new records. */
  readonly insert: string
  /** $2 the records they belong to: their rows that are not given go. */
  readonly replace: string
}

const made = new Map<string, UpsertSql>()

/** `firstStays`: canonical paths (`lines.sku`) whose first imported value stays. */
export function upsertSql(table: RecordTable, firstStays: readonly string[]): UpsertSql {
  const key = `${table.table} ${firstStays.join()}`
  const known = made.get(key)
  if (known) return known
  const stays = firstStays.map(path => path.split('.').map(toSnake).join('.'))
  const children = table.children.map(child => [child, childSql(child, stays)] as const)
  const statements = { parents: parentSql(table, stays), children: new Map(children) }
  made.set(key, statements)
  return statements
}

function parentSql(table: RecordTable, stays: readonly string[]): string {
  const columns = { ...recordColumns, ...table.columns }
  const names = Object.keys(columns)
  const search = table.search
    ? { column: ', search', type: ', search text', value: `, to_tsvector('simple', r.search)` }
    : null
  const moved = names.filter(name => name !== 'external_id' && !stays.includes(name))
  return `INSERT INTO ${table.table} AS t (connection_id, ${names.join(', ')}, deleted_at${search?.column ?? ''})
SELECT $1::uuid, ${names.map(name => `r.${name}`).join(', ')}, CASE WHEN r.deleted THEN now() END${search?.value ?? ''}
FROM json_to_recordset($2::json) AS r(${typed(columns)}, deleted boolean${search?.type ?? ''})
ORDER BY r.external_id
ON CONFLICT (connection_id, external_id) DO UPDATE SET ${assign([...moved, ...(search ? ['search'] : [])])}, changed_at = now(),
  deleted_at = CASE WHEN excluded.deleted_at IS NOT NULL THEN coalesce(t.deleted_at, excluded.deleted_at) END
WHERE (t.hash <> excluded.hash OR (t.deleted_at IS NULL) <> (excluded.deleted_at IS NULL))
  AND NOT ($3::boolean AND coalesce(excluded.modified_at < t.modified_at, false))
RETURNING t.id, t.external_id AS "externalId", xmax = 0 AS inserted`
}

function childSql(child: ChildTable, stays: readonly string[]): ChildSql {
  const names = Object.keys(child.columns)
  const key = [child.parent, ...child.keys]
  const moved = names.filter(name => !key.includes(name) && !stays.includes(`${child.property}.${name}`))
  const owners = child.withConnection ? ['connection_id', child.parent] : [child.parent]
  const rows = `json_to_recordset($1::json) AS r(${owners.map(name => `${name} uuid`).join(', ')}, ${typed(child.columns)})`
  const all = [...owners, ...names]
  const insert = (source: string) => `INSERT INTO ${child.table} AS t (${all.join(', ')})
SELECT ${all.map(name => `r.${name}`).join(', ')} FROM ${source}`
  const same = key.map(name => `r.${name} = t.${name}`).join(' AND ')
  const replace = `WITH incoming AS (SELECT * FROM ${rows}),
gone AS (DELETE FROM ${child.table} t WHERE t.${child.parent} = ANY ($2::uuid[])
  AND NOT EXISTS (SELECT 1 FROM incoming r WHERE ${same}))
${insert('incoming r')} ORDER BY ${key.map(name => `r.${name}`).join(', ')}
ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${assign(moved)}`
  return { insert: insert(rows), replace }
}

const typed = (columns: Columns) =>
  Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')

const assign = (names: readonly string[]) => names.map(name => `${name} = excluded.${name}`).join(', ')

const toSnake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
