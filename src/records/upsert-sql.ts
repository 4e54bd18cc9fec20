import { columnsFrom, readColumns, type Shape } from './columns.ts'
import { type ChildTable, type RecordTable, recordColumns } from './table.ts'

/** The statements that write one kind of record, made once per kind and set of derived paths. */
export interface UpsertSql {
  /**
   * Records, the rows of those that are new, and raw payloads, in one go. $1 connection, $2 entity, $3 whether an older
   * modified time must not replace a newer one, $4 the raw payloads, one a line; then the columns of `parents` and of
   * each of `children`.
   */
  readonly write: string
  readonly parents: Shape
  /** Their `owner` is the record's external id. */
  readonly children: ReadonlyMap<ChildTable, Shape>
  /** For records that were there before. */
  readonly replace: ReadonlyMap<ChildTable, Replace>
}

interface Replace {
  /** $1 the records: their rows that are not given go. Then the columns. */
  readonly text: string
  readonly shape: Shape
}

const made = new Map<string, UpsertSql>()

/** `firstStays`: canonical paths (`lines.sku`) whose first imported value stays. */
export function upsertSql(table: RecordTable, firstStays: readonly string[]): UpsertSql {
  const key = `${table.table} ${firstStays.join()}`
  const known = made.get(key)
  if (known) return known
  const stays = firstStays.map(path => path.split('.').map(toSnake).join('.'))
  const replace = new Map(table.children.map(child => [child, replaceSql(child, stays)]))
  const statements = { ...writeSql(table, stays), replace }
  made.set(key, statements)
  return statements
}

function writeSql(table: RecordTable, stays: readonly string[]): Omit<UpsertSql, 'replace'> {
  const parents: Shape = {
    ...recordColumns,
    ...table.columns,
    deleted: 'boolean',
    ...(table.search && { search: 'text' }),
  }
  const children = new Map<ChildTable, Shape>(
    table.children.map(child => [child, { owner: 'text', ...child.columns }] as const),
  )
  let next = 5 + Object.keys(parents).length
  const inserts = [...children].map(([child, shape]) => {
    const first = next
    next += Object.keys(shape).length
    return `,\n${child.table}_written AS (${insertSql(child, shape, first)})`
  })
  const write = `WITH written AS (${parentSql(table, { parents, stays })}),
bodies AS (INSERT INTO raw_payloads AS t (connection_id, entity, external_id, body)
  SELECT $1::uuid, $2, r.external_id, r.body
  FROM ROWS FROM (json_array_elements_text($5::json), unnest(string_to_array($4, E'\\n'))) AS r(external_id, body)
  JOIN written w USING (external_id) ORDER BY r.external_id
  ON CONFLICT (connection_id, entity, external_id) DO UPDATE SET body = excluded.body, fetched_at = now())${inserts.join('')}
SELECT id, external_id AS "externalId", inserted FROM written`
  return { write, parents, children }
}

function parentSql(table: RecordTable, { parents, stays }: { parents: Shape; stays: readonly string[] }): string {
  const names = Object.keys({ ...recordColumns, ...table.columns })
  const search = table.search
    ? { column: ', search', value: `, array_to_tsvector(string_to_array(r.search, ' '))` }
    : null
  const moved = names.filter(name => name !== 'external_id' && !stays.includes(name))
  return `INSERT INTO ${table.table} AS t (connection_id, ${names.join(', ')}, deleted_at${search?.column ?? ''})
  SELECT $1::uuid, ${readColumns(parents, names)}, CASE WHEN r.deleted::boolean THEN now() END${search?.value ?? ''}
  FROM ${columnsFrom(parents, 5)}
  ORDER BY r.external_id
  ON CONFLICT (connection_id, external_id) DO UPDATE SET ${assign([...moved, ...(search ? ['search'] : [])])}, changed_at = now(),
    deleted_at = CASE WHEN excluded.deleted_at IS NOT NULL THEN coalesce(t.deleted_at, excluded.deleted_at) END
  WHERE (t.hash <> excluded.hash OR (t.deleted_at IS NULL) <> (excluded.deleted_at IS NULL))
    AND NOT ($3::boolean AND coalesce(excluded.modified_at < t.modified_at, false))
  RETURNING t.id, t.external_id, xmax = 0 AS inserted`
}

/** The rows of new records. */
function insertSql(child: ChildTable, shape: Shape, first: number): string {
  const names = Object.keys(child.columns)
  const owners = child.withConnection ? ['connection_id', child.parent] : [child.parent]
  return `INSERT INTO ${child.table} (${[...owners, ...names].join(', ')})
  SELECT ${child.withConnection ? '$1::uuid, ' : ''}w.id, ${readColumns(shape, names)}
  FROM ${columnsFrom(shape, first)} JOIN written w ON w.external_id = r.owner WHERE w.inserted`
}

function replaceSql(child: ChildTable, stays: readonly string[]): Replace {
  const key = [child.parent, ...child.keys]
  const moved = Object.keys(child.columns).filter(
    name => !key.includes(name) && !stays.includes(`${child.property}.${name}`),
  )
  const shape: Shape = {
    ...(child.withConnection && { connection_id: 'uuid' }),
    [child.parent]: 'uuid',
    ...child.columns,
  }
  const names = Object.keys(shape).join(', ')
  const text = `WITH incoming (${names}) AS (SELECT ${readColumns(shape)} FROM ${columnsFrom(shape, 2)}),
gone AS (DELETE FROM ${child.table} t WHERE t.${child.parent} = ANY ($1::uuid[])
  AND NOT EXISTS (SELECT 1 FROM incoming r WHERE ${key.map(name => `r.${name} = t.${name}`).join(' AND ')}))
INSERT INTO ${child.table} AS t (${names}) SELECT * FROM incoming r ORDER BY ${key.map(name => `r.${name}`).join(', ')}
ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${assign(moved)}`
  return { text, shape }
}

const assign = (names: readonly string[]) => names.map(name => `${name} = excluded.${name}`).join(', ')

const toSnake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
