import t from 'tap'
import type { Database } from '../../src/db.ts'
import { pruneOld } from '../../src/retention/prune.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const now = new Date('2026-11-21T12:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
const forever = { runs: null, events: null, raw: null, audit: null }

const namesOf = async (db: Database, column: string, table: string) => {
  const { rows } = await db.pool.query<{ name: string }>(`SELECT ${column} AS name FROM ${table} ORDER BY name`)
  return rows.map(({ name }) => name)
}

await testOnDatabases(t, 'what is older than it is kept for goes, and nothing else', async (t, db) => {
  const connection_id = await insertConnection(db)

  await t.test('runs, but for the last of each kind and outcome', async t => {
    const of = { connection_id, entity: 'orders', kind: 'incremental', cause: 'schedule', state: 'succeeded' }
    const run = (requested_by: string, days: number, more = {}) => ({
      ...of,
      requested_by,
      queued_at: ago(days),
      ended_at: ago(days),
      ...more,
    })
    await insertRows(db, 'runs', [
      run('old', 40),
      run('old too', 31),
      run('last reconcile', 50, { kind: 'reconcile' }),
      run('old failure', 45, { state: 'failed' }),
      run('last failure', 35, { state: 'failed' }),
      run('waits for a person', 60, { kind: 'reconcile', state: 'needs_approval' }),
      run('waits too', 61, { kind: 'reconcile', state: 'needs_approval' }),
      run('of another entity', 40, { entity: 'products' }),
      run('goes on', 70, { state: 'running', ended_at: null }),
      run('young', 29),
    ])
    await pruneOld(db, { ...forever, runs: 30 }, now)
    t.strictSame(await namesOf(db, 'requested_by', 'runs'), [
      ...['goes on', 'last failure', 'last reconcile', 'of another entity', 'waits for a person', 'waits too', 'young'],
    ])
  })

  await t.test('raw records, of more than one batch', async t => {
    await db.pool.query(
      `INSERT INTO raw_payloads (connection_id, entity, external_id, body, fetched_at)
       SELECT $1, CASE WHEN n % 2 = 0 THEN 'orders' ELSE 'products' END, n, '{}',
         CASE WHEN n % 500 = 0 THEN $2::timestamptz ELSE $3 END FROM generate_series(1, 4500) n`,
      [connection_id, ago(9), ago(11)],
    )
    await pruneOld(db, { ...forever, raw: 10 }, now)
    const kept = Array.from({ length: 9 }, (_, at) => String((at + 1) * 500))
    t.strictSame((await namesOf(db, 'external_id', 'raw_payloads')).sort(), kept.sort())
  })

  await t.test('what was set aside and is settled, with its raw record', async t => {
    const rejected = (key: string, state: string, days: number) => ({
      ...{ connection_id, entity: 'orders', key, state, reason: 'x', raw: '{"name": "Anna"}' },
      last_seen_at: ago(days),
    })
    await insertRows(db, 'rejections', [
      ...[rejected('waits', 'open', 90), rejected('came', 'superseded', 11), rejected('came of late', 'superseded', 9)],
      ...[rejected('dismissed', 'dismissed', 11), rejected('still seen', 'dismissed', 9)],
    ])
    await pruneOld(db, forever, now)
    t.equal((await namesOf(db, 'key', 'rejections')).length, 5)
    await pruneOld(db, { ...forever, raw: 10 }, now)
    t.strictSame(await namesOf(db, 'key', 'rejections'), ['came of late', 'still seen', 'waits'])
  })

  await t.test('the audit log, of more than one batch', async t => {
    await db.pool.query(
      `INSERT INTO audit_entries (actor, action, at) SELECT n, 'x', CASE WHEN n <= 2300 THEN $1::timestamptz ELSE $2 END
       FROM generate_series(1, 2302) n`,
      [ago(1_101), ago(1_099)],
    )
    await pruneOld(db, { ...forever, audit: 1_100 }, now)
    t.strictSame(await namesOf(db, 'actor', 'audit_entries'), ['2301', '2302'])
  })

  await t.test('events, of more than one batch, and readers are told', async t => {
    await db.pool.query(
      `INSERT INTO events (position, connection_id, entity, external_id, change, at)
       SELECT n, $1, 'orders', n, 'created', CASE WHEN n <= 12000 THEN $2::timestamptz ELSE $3 END
       FROM generate_series(1, 12001) n`,
      [connection_id, ago(401), ago(399)],
    )
    await db.pool.query('INSERT INTO event_counters (position) VALUES (12001)')
    await pruneOld(db, { ...forever, events: 400 }, now)
    t.strictSame(await namesOf(db, 'position', 'events'), ['12001'])
    t.strictSame(await namesOf(db, 'oldest', 'event_counters'), ['12001'])
  })

  await t.test('consent that was asked for, once nobody waits for it', async t => {
    await db.pool.query(
      `WITH person AS (INSERT INTO users (name, email) VALUES ('Anna', 'anna@example.com') RETURNING id),
         session AS (INSERT INTO sessions (user_id, token, expires_at) SELECT id, 'x', $1 FROM person RETURNING id)
       INSERT INTO authorizations (session_id, system, state_hash, key_id, expires_at)
       SELECT session.id, 'x', age, 'k', $1::timestamptz - age::interval FROM session, unnest(ARRAY['59 min', '61 min']) age`,
      [now],
    )
    await pruneOld(db, forever, now)
    t.strictSame(await namesOf(db, 'state_hash', 'authorizations'), ['59 min'])
  })

  await t.test('for ever is for ever', async t => {
    const tables = ['runs', 'raw_payloads', 'audit_entries', 'events']
    const count = () => Promise.all(tables.map(async table => (await namesOf(db, 'ctid', table)).length))
    const before = await count()
    t.ok(before.every(n => n > 0))
    await pruneOld(db, forever, new Date('2100-01-01T00:00Z'))
    t.strictSame(await count(), before)
  })
})
