import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { clearDeleted } from '../../src/connections/clear.ts'
import { deleteConnection } from '../../src/connections/delete.ts'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { readDetail } from '../../src/records/detail.ts'
import { listRecords } from '../../src/records/list.ts'
import { orderList, rejectionList } from '../../src/records/sources.ts'
import { executeRun } from '../../src/runs/execute.ts'
import { type TestDatabase, testOnDatabases } from '../support/database.ts'
import { insertConnection } from '../support/rows.ts'
import { requestTinyRun, rigTiny } from '../support/runs.ts'
import { createTinyStore } from '../support/tiny-store.ts'

t.setTimeout(600_000)
const orders = 3_000
const clearer = fileURLToPath(new URL('../support/clearer.ts', import.meta.url))

/** Orders with a line and a raw payload each, and one in ten set aside. */
async function fill(db: Database, connectionId: string, count: number): Promise<void> {
  const each = `SELECT $1::uuid, n FROM generate_series(1, ${count}) n`
  for (const sql of [
    `INSERT INTO orders (connection_id, external_id, hash, number, status, external_status, currency, prices_include_tax, total,
       total_tax, shipping_total, discount_total, refunded_total, money_difference, coupons, meta, search)
     SELECT c, n, 'h', n, 'completed', 'x', 'SEK', true, 1, 0, 0, 0, 0, 0, '[]', '{}', '' FROM (${each}) x(c, n)`,
    `INSERT INTO order_lines (order_id, external_id, position, kind, name, quantity, subtotal, total, tax, taxes, meta)
     SELECT id, 1, 0, 'product', 'A', 1, 1, 1, 0, '[]', '{}' FROM orders WHERE connection_id = $1`,
    `INSERT INTO raw_payloads (connection_id, entity, external_id, body) SELECT c, 'orders', n, '{}' FROM (${each}) x(c, n)`,
    `INSERT INTO rejections (connection_id, entity, key, reason, raw)
     SELECT c, 'orders', 'bad ' || n, 'why', '{}' FROM (${each}) x(c, n) WHERE n % 10 = 0`,
    `INSERT INTO runs (connection_id, entity, kind, cause, state, ended_at)
     SELECT $1::uuid, 'orders', 'incremental', 'manual', state, CASE WHEN state <> 'running' THEN now() END
     FROM unnest(ARRAY['running', 'succeeded']) state`,
  ])
    await db.pool.query(sql, [connectionId])
}

/** How many rows hang on the connection, in whatever table. */
async function countLeft(db: Database, connectionId: string): Promise<number> {
  const { rows } = await db.pool.query<{ table: string }>(
    `SELECT table_name AS table FROM information_schema.columns
     WHERE column_name = 'connection_id' AND table_schema = 'public' AND table_name <> 'events'`,
  )
  const counts = rows.map(({ table }) => `(SELECT count(*) FROM ${table} WHERE connection_id = $1)`).join(' + ')
  const found = await db.pool.query<{ n: number }>(`SELECT (${counts})::int AS n`, [connectionId])
  return found.rows[0]!.n
}

/** Starts a process that clears, and kills it once it has done so many batches. */
async function killWhileClearing(t: Test, options: TestDatabase['options'], batches: number): Promise<void> {
  const child = spawn(process.execPath, [clearer, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => child.once('exit', resolve))
  let told = ''
  child.stdout.on('data', chunk => {
    told += chunk
    if (told.split('\n').length > batches) child.kill('SIGKILL')
  })
  await ended
  t.equal(child.signalCode, 'SIGKILL', 'it was killed in between')
}

await testOnDatabases(t, 'deleting a connection', async (t, db, { options, openAgain }) => {
  const queue = await openQueue(db, silentLog)
  const [id, other] = [await insertConnection(db, 'Large'), await insertConnection(db, 'Other')]
  await fill(db, id, orders)
  await fill(db, other, 20)
  const [first] = (await listRecords(db.pool, orderList, { filters: { connectionId: id }, limit: 1 })).items

  const loss = await deleteConnection({ db, queue }, id, { name: 'Large', actor: { name: 'test' } })
  t.match(loss, { orders, rejections: orders / 10, runs: 2 }, 'it says at once what goes')
  for (const source of [orderList, rejectionList]) {
    const { items } = await listRecords(db.pool, source, { filters: {}, limit: 200 })
    t.same([...new Set(items.map(({ connectionId }) => connectionId))], [other], 'nobody sees what is left')
  }
  t.equal(await readDetail(db.pool, 'orders', String(first!['id'])), null)
  const repeated = deleteConnection({ db, queue }, id, { name: 'Large', actor: { name: 'test' } })
  await t.rejects(repeated, { message: /no such connection/ })
  const again = await insertConnection(db, 'Large')
  t.ok(again, 'its name and its store are free again')
  const { rows } = await db.pool.query(`SELECT state FROM runs WHERE connection_id = $1`, [id])
  t.same(rows, [{ state: 'succeeded' }], 'no run of it is under way')
  t.notMatch(JSON.stringify((await db.pool.query('SELECT * FROM connections WHERE id = $1', [id])).rows), /Large|\\x00/)
  await queue.stop(1_000)
  await db.close()

  await killWhileClearing(t, options, 4)
  const after = await openAgain()
  const left = await countLeft(after, id)
  t.ok(left > 0 && left < orders * 2, `what it did is done, and no more: ${left} are left`)
  await clearDeleted(after)
  t.equal(await countLeft(after, id), 0, 'the next one goes on')
  t.equal((await after.pool.query('SELECT FROM connections WHERE id = $1', [id])).rowCount, 0)
  t.equal((await after.pool.query('SELECT FROM order_lines')).rowCount, 20, 'and what is another’s stays')
  t.equal(await countLeft(after, other), 20 + 20 + 2 + 2)
})

await testOnDatabases(t, 'deleted in mid-run, a connection stores nothing more', async (t, db) => {
  const queue = await openQueue(db, silentLog)
  t.teardown(() => queue.stop(1_000))
  const store = createTinyStore(200)
  const rig = await rigTiny(db, store)
  const { rows } = await db.pool.query<{ name: string }>('SELECT name FROM connections')
  store.beforePage = count => {
    if (count === 2) return deleteConnection({ db, queue }, rig.connectionId, { ...rows[0]!, actor: { name: 'test' } })
  }
  const runId = await requestTinyRun(db, rig.connectionId)
  t.equal(await executeRun(rig.deps(), runId, new AbortController().signal), null)
  t.ok(store.asked.pages < 6, 'it ends with the page in hand')
  await clearDeleted(db)
  t.equal(await countLeft(db, rig.connectionId), 0)
})
