import t from 'tap'
import { vacuumDue } from '../../src/db/vacuum.ts'
import { openTestDatabase } from '../support/database.ts'

t.test('tables that changed much are vacuumed and analysed, the others are left alone', async t => {
  const { db } = await openTestDatabase(t)
  await vacuumDue(db.pool)
  t.same(await vacuumDue(db.pool), [])
  await db.pool.query(`INSERT INTO warehouses (name) SELECT 'w' || i FROM generate_series(1, 500) i`)
  await db.pool.query(`UPDATE warehouses SET name = name || 'x'`)
  // Statistics are otherwise written a second later.
  await db.pool.query('SELECT pg_stat_force_next_flush()')
  t.same(await vacuumDue(db.pool), ['public.warehouses'])
  t.same((await db.pool.query(`SELECT reltuples FROM pg_class WHERE oid = 'warehouses'::regclass`)).rows, [
    { reltuples: 500 },
  ])
  t.same(await vacuumDue(db.pool), [])
})
