import t from 'tap'
import { recordColumns } from '../../src/records/table.ts'
import { tables } from '../../src/records/tables.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(
  t,
  'every column that is written exists with its type, and none that must be written is missed',
  async (t, db) => {
    const { rows } = await db.pool.query(
      `SELECT table_name, column_name, data_type, is_nullable = 'NO' AND column_default IS NULL AS required
     FROM information_schema.columns WHERE table_schema = 'public'`,
    )
    const types: Record<string, RegExp> = {
      text: /^text$/,
      date: /^date$/,
      'text[]': /^ARRAY$/,
      numeric: /^numeric$/,
      timestamptz: /^timestamp with time zone$/,
      boolean: /^boolean$/,
      int: /^integer$/,
      jsonb: /^jsonb$/,
    }
    const check = (table: string, columns: Readonly<Record<string, string>>, others: string[]) => {
      const found = new Map(rows.filter(row => row.table_name === table).map(row => [row.column_name, row]))
      for (const [name, type] of Object.entries(columns))
        t.match(found.get(name)?.data_type ?? 'missing', types[type]!, `${table}.${name}`)
      const unwritten = [...found.values()].filter(row => row.required && !(row.column_name in columns))
      t.same(
        unwritten.map(row => row.column_name).filter(name => !others.includes(name)),
        [],
        table,
      )
    }
    for (const { table, columns, children } of Object.values(tables)) {
      check(table, { ...recordColumns, ...columns }, ['connection_id'])
      for (const child of children) check(child.table, child.columns, [child.parent, 'connection_id'])
    }
  },
)
