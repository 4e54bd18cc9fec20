import type { CanonicalRecord } from '../sdk/index.ts'

export type ColumnType = 'text' | 'text[]' | 'numeric' | 'timestamptz' | 'date' | 'boolean' | 'int' | 'jsonb' | 'uuid'
/** Column name → type. The value is the record's property of the same name in camel case. */
export type Columns = Readonly<Record<string, ColumnType>>
export type Row = Readonly<Record<string, unknown>>

/** Rows that hang on a record and are replaced with it as a set. */
export interface ChildTable {
  /** The record's list that they come from. */
  readonly property: string
  readonly table: string
  /** The column that points at the record. */
  readonly parent: string
  /** With `parent`, the primary key. */
  readonly keys: readonly string[]
  readonly columns: Columns
  readonly withConnection?: true
  /** A store may well give the same key twice: a number is added. Elsewhere that sets the record aside. */
  readonly mayRepeat?: true
  readonly flatten?: (row: Row) => Row
}

/** Where a kind of record is kept: data, so that every kind is written by the same few statements. */
export interface RecordTable {
  readonly table: string
  readonly columns: Columns
  readonly children: readonly ChildTable[]
  /** Adds what is derived from the record. */
  readonly derive?: (record: CanonicalRecord) => Row
  /** What keeps a record that fits its schema from being stored, in plain words; null: nothing. */
  readonly refuse?: (record: CanonicalRecord) => string | null
  /** The words it is found by. Absent: it has no `search` column. */
  readonly search?: (record: CanonicalRecord) => string
  /** SQL over `t` that gives its creation time for Order Start; absent where Order Start does not apply. */
  readonly startsBy?: string
}

/** Column names of every record table, before its own. */
export const recordColumns: Columns = {
  external_id: 'text',
  hash: 'text',
  fingerprint: 'text',
  modified_at: 'timestamptz',
  created_at: 'timestamptz',
}

const camels = new Map<string, string>()

/** `paid_at` → `paidAt`. */
export function toCamel(column: string): string {
  const known = camels.get(column)
  if (known !== undefined) return known
  const name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  camels.set(column, name)
  return name
}
