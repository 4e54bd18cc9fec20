import { createHash } from 'node:crypto'
import { recordChange } from '../../src/connections/audit.ts'
import type { Database } from '../../src/db.ts'
import { fillConnection } from './fill.ts'
import { insertRows } from './rows.ts'

const anna = '10000000-0000-4000-8000-000000000001'

/** Something in every table, and text that is easily spoilt. */
export async function fillDatabase(db: Database): Promise<void> {
  const { rows } = await db.pool.query<{ id: string }>(`INSERT INTO company_groups (name) VALUES ('Nord') RETURNING id`)
  const group = rows[0]!.id
  await fillConnection(db, 'a-shop', group)
  await fillConnection(db, 'another "shop",\r\n\\N \u2028 \u{1f600} {"a": null}', group)
  await db.pool.query(
    `UPDATE orders SET total = 12345678901234.123456, meta = 'null', created_at = '1999-12-31T23:59:59.999Z'`,
  )
  await db.pool.query(`UPDATE connections SET credential_sealed = '\\x00ff0a0d22'`)
  await db.pool.query(`UPDATE products SET collection_external_ids = ARRAY['1', 'a"b,{}', '']`)
  await db.pool.query('INSERT INTO event_counters (position) VALUES (1000)')
  await db.pool.query(`INSERT INTO settings VALUES ('sealing_key', '{"id": "k1"}')`)
  await db.pool.query(`INSERT INTO warehouses (name) VALUES ('Lager')`)
  await insertRows(db, 'users', [{ id: anna, name: 'Anna', email: 'anna@example.com' }])
  const expires_at = new Date('2026-11-22T03:00:00Z')
  await insertRows(db, 'sessions', [{ id: anna, user_id: anna, token: 'token', expires_at }])
  const authorization = {
    session_id: anna,
    system: 'toyshop',
    state_hash: 's',
    key_id: 'k1',
    sealed: '\\x0a',
    expires_at,
  }
  await insertRows(db, 'authorizations', [authorization])
  await insertRows(db, 'sign_in_methods', [
    { user_id: anna, account_id: anna, provider_id: 'credential', password: 'x' },
  ])
  await insertRows(db, 'sign_in_challenges', [{ identifier: 'a', value: 'b', expires_at }])
  await insertRows(db, 'two_factors', [{ user_id: anna, secret: 's', backup_codes: 'b' }])
  await insertRows(db, 'sign_in_throttles', [{ key: 'k', count: 1, last_request: '1760000000000' }])
  const key = { name: 'ERP', role: 'viewer', hash: 'h', ending: 'abcd', created_by: anna, company_group_id: group }
  await insertRows(db, 'api_keys', [key])
  for (const action of ['one', 'two'])
    await db.transaction(client => recordChange(client, { name: 'test' }, { action }))
}

/** Every row of every table of ours, hashed. */
export async function readBooks({ pool }: Pick<Database, 'pool'>): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  )
  const books: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: told } = await pool.query<{ row: string }>(`SELECT x::text AS row FROM "${name}" x ORDER BY 1`)
    books[name] = `${told.length} ${createHash('sha256').update(JSON.stringify(told)).digest('hex')}`
  }
  return books
}
