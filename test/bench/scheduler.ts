// A tick of the scheduler: its cost must grow with what is due, not with what exists.
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue, type Queue } from '../../src/queue.ts'
import { tick } from '../../src/runs/tick.ts'
import { report } from '../support/measured.ts'
import { kinds, onDatabase } from './database.ts'
import { type Figure, figure, medianMs } from './measure.ts'

const few = 1_000
const many = 100_000
const due = 100
const perConnection = 5

/** Connections `from` to `to`, each with five active schedules whose times are spread over the next hour. */
async function fill(db: Database, from: number, to: number): Promise<void> {
  await db.pool.query(
    `WITH made AS (
       INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
       SELECT n, 'woocommerce', n, 'bench', '', '{}', '{}', '{}', now(), '2026-01-01' FROM generate_series($1::int, $2::int) n RETURNING id)
     INSERT INTO schedules (connection_id, entity, cron, time_zone, active, next_run_at, next_reconcile_at)
     SELECT id, entity, '7 * * * *', 'Europe/Stockholm', true, now() + (0.1 + random()) * interval '1 hour', now() + interval '1 day'
     FROM made, unnest(ARRAY['products', 'customers', 'orders', 'shipments', 'stock']) AS entity`,
    [from, to],
  )
  for (const table of ['connections', 'schedules']) await db.pool.query(`VACUUM (ANALYZE) ${table}`)
}

/** Schedules from all over become due; no run is in their way. */
async function makeDue({ pool }: Database): Promise<void> {
  await pool.query('DELETE FROM pgboss.job')
  await pool.query(
    `UPDATE schedules SET next_run_at = now() - interval '5 s'
     WHERE id IN (SELECT id FROM schedules WHERE next_run_at > now() ORDER BY random() LIMIT $1)`,
    [due],
  )
}

async function measure(db: Database, queue: Queue): Promise<number> {
  const context = { db, queue, log: silentLog, now: () => new Date() }
  const ticked = async () => {
    const { started } = await tick(context)
    if (started !== due) throw new Error(`${started} runs were started, not ${due}.`)
  }
  return medianMs(31, ticked, () => makeDue(db))
}

async function compare(db: Database, database: Figure['database']): Promise<Figure> {
  const queue = await openQueue(db, silentLog)
  await fill(db, 1, few / perConnection)
  const atFew = await measure(db, queue)
  await fill(db, few / perConnection + 1, many / perConnection)
  const atMany = await measure(db, queue)
  await queue.stop(0)
  return figure({
    name: `scheduler tick with ${due} due`,
    database,
    ours: atMany,
    floor: atFew,
    unit: 'ms',
    limit: 1.5,
    note: `${many.toLocaleString('en')} schedules against ${few.toLocaleString('en')}`,
  })
}

const figures: Figure[] = []
for (const kind of kinds) figures.push(await onDatabase(kind, db => compare(db, kind)))
report(figures)
