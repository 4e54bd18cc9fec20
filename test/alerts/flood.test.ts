import t from 'tap'
import type { Digest } from '../../src/alerts/digest.ts'
import { evaluateAlerts } from '../../src/alerts/evaluate.ts'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { openQueue } from '../../src/queue.ts'
import { minuteMs, rigAlerts, settings } from '../support/alert-rig.ts'
import { failRun, insertWatched } from '../support/alerts.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(t, 'a network that is lost is no flood', async (t, db) => {
  const { pass } = rigAlerts(db)
  await pass(0)

  await t.test('two hundred connections that fail at once are one message', async t => {
    await failShops(db, 200)
    const sent = [await pass(2), await pass(30), await pass(60), await pass(600)].flat()
    t.equal(sent.length, 1)
    t.match(sent[0]!.began, { total: 200, connections: 200 })
    t.equal(sent[0]!.began.items.length, 100, 'no longer than can be read')
  })

  await t.test('and one when they are back, little by little', async t => {
    const sent: Digest[] = []
    for (let part = 0; part < 4; part++) {
      await healShops(db, part)
      sent.push(...(await pass(4)))
    }
    sent.push(...(await pass(60)))
    const recovered = sent.map(one => one.recovered.total)
    t.equal(
      recovered.reduce((sum, one) => sum + one, 0),
      200,
      'all are told',
    )
    t.ok(sent.length <= 2, `${sent.length} messages`)
  })
})

/** So many connections whose orders have failed three times. */
async function failShops(db: Database, count: number) {
  await db.pool.query(
    `INSERT INTO connections (name, system, identity, credential_key_id, credential_sealed, credential_shown, facts, report, verified_at, order_start)
     SELECT 'Shop ' || n, 'toyshop', 'shop ' || n, 'test', '', '{}', '{}', '{}', now(), '2026-01-01' FROM generate_series(1, ${count}) n`,
  )
  await db.pool.query(
    `INSERT INTO schedules (connection_id, entity, cron, time_zone, active) SELECT id, 'orders', '7 * * * *', 'UTC', true FROM connections`,
  )
  await db.pool.query(
    `INSERT INTO checkpoints (connection_id, entity, failures) SELECT id, 'orders', 3 FROM connections`,
  )
  await endRuns(db, 'failed', 'true')
}

/** The quarter of them whose number says so is well again. */
async function healShops(db: Database, part: number) {
  const which = `right(name, 2)::int % 4 = ${part}`
  await db.pool.query(
    `UPDATE checkpoints SET failures = 0 WHERE connection_id IN (SELECT id FROM connections WHERE ${which})`,
  )
  await endRuns(db, 'succeeded', which)
}

async function endRuns(db: Database, state: string, which: string) {
  await db.pool.query(
    `INSERT INTO runs (connection_id, entity, kind, cause, state, queued_at, ended_at, problem)
     SELECT id, 'orders', 'incremental', 'schedule', '${state}', now(), now(), '{"message":"No answer.","remedy":"Look."}'
     FROM connections WHERE ${which}`,
  )
}

await testOnDatabases(t, 'two processes that look at once send one message', async (t, db) => {
  const queue = await openQueue(db, silentLog)
  t.teardown(() => queue.stop(1_000))
  const id = await insertWatched(db, 'Shop')
  for (let n = 0; n < 3; n++) await failRun(db, id)
  const look = (at: number) => evaluateAlerts({ db, queue, settings }, new Date(at))
  await look(Date.now())
  const later = Date.now() + 2 * minuteMs
  const sent = await Promise.all(Array.from({ length: 6 }, () => look(later)))
  t.equal(sent.filter(Boolean).length, 1)
  const { rows } = await db.pool.query(`SELECT data->>'channel' AS channel FROM pgboss.job WHERE name = 'messages'`)
  t.strictSame(rows, [{ channel: 'webhook' }])

  const other = await insertWatched(db, 'Other')
  for (let n = 0; n < 3; n++) await failRun(db, other)
  const opened = async (at: number) => {
    await evaluateAlerts({ db, queue, settings, leastMs: minuteMs }, new Date(at))
    return (await db.pool.query('SELECT FROM alerts')).rowCount
  }
  t.equal(await opened(later + minuteMs / 2), 1, 'nor do they look as often as they are many')
  t.equal(await opened(later + minuteMs), 2)
})
