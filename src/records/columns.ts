import { type ColumnType, type Row, toCamel } from './table.ts'

// Rows travel to PostgreSQL as one JSON array per column: `["1001","1002"]`, `["12.50",null]`. As an array of objects every
// name would be sent, parsed and looked up again for each row.

export type Shape = Readonly<Record<string, ColumnType>>

/** The parameters of a statement that reads its rows from `columnsFrom`: one per column. */
export function toColumns(shape: Shape, rows: readonly Row[]): string[] {
  return Object.keys(shape).map(column => {
    const name = toCamel(column)
    return JSON.stringify(rows.map(row => row[name]))
  })
}

/** What stands behind FROM: the rows as `r`, to be read with `readColumn`. `first`: the number of the first parameter. */
export function columnsFrom(shape: Shape, first: number): string {
  const functions = Object.values(shape).map((type, at) => `${elementsOf(type)}($${first + at}::json)`)
  return `ROWS FROM (${functions.join(', ')}) AS r(${Object.keys(shape).join(', ')})`
}

const elementsOf = (type: ColumnType): string =>
  type === 'jsonb' || type === 'text[]' ? 'json_array_elements' : 'json_array_elements_text'

export const readColumns = (shape: Shape, names = Object.keys(shape)): string =>
  names.map(name => readColumn(shape, name)).join(', ')

/** One column of `columnsFrom`, in its type. */
export function readColumn(shape: Shape, column: string): string {
  const type = shape[column]
  if (type === 'text') return `r.${column}`
  if (type === 'jsonb') return `nullif(r.${column}::text, 'null')::jsonb`
  if (type === 'text[]') return `ARRAY(SELECT json_array_elements_text(r.${column}))`
  return `r.${column}::${type}`
}
