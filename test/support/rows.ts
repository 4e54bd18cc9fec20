import type { Database } from '../../src/db.ts'

/** A connection as saving makes one, for tests of what hangs on it. */
export async function insertConnection(db: Database, name = 'A shop'): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
     VALUES ($1, 'toyshop', $1, 'test', '\\x00', '{}', '{}', '{}', now(), '2026-01-01') RETURNING id`,
    [name],
  )
  return rows[0]!.id
}

/** Inserts rows as they are given; what is an object goes in as JSON. */
export async function insertRows(
  db: Database,
  table: string,
  rows: ReadonlyArray<Record<string, unknown>>,
): Promise<void> {
  for (const row of rows) {
    const names = Object.keys(row)
    const values = Object.values(row).map(value =>
      value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
        ? JSON.stringify(value)
        : value,
    )
    await db.pool.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      values,
    )
  }
}
