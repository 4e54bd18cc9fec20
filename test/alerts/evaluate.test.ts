import t from 'tap'
import type { Digest } from '../../src/alerts/digest.ts'
import { evaluateAlerts } from '../../src/alerts/evaluate.ts'
import type { AlertSettings } from '../../src/config/alert-settings.ts'
import type { Database } from '../../src/db.ts'
import { silentLog } from '../../src/log.ts'
import { type Message, openQueue } from '../../src/queue.ts'
import { failRun, insertWatched, succeedRun, webhookSecret } from '../support/alerts.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertRows } from '../support/rows.ts'

const settings: AlertSettings = {
  mail: undefined,
  webhook: { url: 'https://hooks.example.com', secret: webhookSecret },
  afterFailures: 3,
  language: 'en',
}
const minuteMs = 60_000

/** Looks whenever it is told to, by a clock of its own. */
function rigAlerts(db: Database) {
  const sent: Digest[] = []
  let at = Date.now()
  const queue = {
    async enqueueMessages(_: unknown, messages: readonly Message[]) {
      sent.push(...messages.map(one => one.content as Digest))
    },
  }
  const look = () => evaluateAlerts({ db, queue, settings }, new Date(at))
  return {
    sent,
    now: () => new Date(at),
    /** Looks now and, after so many minutes, again; gives what was sent. */
    async pass(minutes: number) {
      const before = sent.length
      await look()
      at += minutes * minuteMs
      await look()
      return sent.slice(before)
    },
  }
}

const told = (list: Digest['began']) => list.items.map(one => `${one.connectionName} ${one.entity} ${one.kind}`)

await testOnDatabases(t, 'alerts', async (t, db) => {
  const { pass, now } = rigAlerts(db)
  await pass(0)

  await t.test('three failures in a row are told, once; a success after that too', async t => {
    const id = await insertWatched(db, 'Shop')
    await failRun(db, id)
    await failRun(db, id)
    t.strictSame(await pass(2), [])
    await failRun(db, id, 'orders', 'It is on fire.')
    const [begin, ...more] = await pass(2)
    t.strictSame(told(begin!.began), ['Shop orders failing'])
    t.match(begin!.began.items[0], { connectionId: id, message: 'It is on fire.', remedy: 'Call the web host.' })
    t.strictSame(more, [])
    await failRun(db, id)
    t.strictSame(await pass(60), [], 'it goes on failing')
    await succeedRun(db, id)
    const [end] = await pass(20)
    t.strictSame([told(end!.began), told(end!.recovered)], [[], ['Shop orders failing']])
    t.ok(end!.recovered.items[0]!.endedAt)
    t.strictSame(await pass(3 * 24 * 60), [], 'and then no reminder')
  })

  await t.test('a whole shop that is down is one message, and reminded of once a day', async t => {
    const id = await insertWatched(db, 'Down', ['orders', 'products', 'customers', 'shipments', 'stock'])
    const entities = ['orders', 'products', 'customers', 'shipments', 'stock']
    for (const entity of entities) for (let n = 0; n < 3; n++) await failRun(db, id, entity)
    const begin = await pass(2)
    t.equal(begin.length, 1)
    t.match(begin[0]!.began, { total: 5, connections: 1 })
    t.strictSame(await pass(23 * 60), [])
    const reminders = [await pass(60), await pass(12 * 60), await pass(12 * 60)].flat()
    t.strictSame(
      reminders.map(one => [one.began.total, one.lasting.total]),
      [
        [0, 5],
        [0, 5],
      ],
    )
    for (const entity of entities) await succeedRun(db, id, entity)
    t.match(await pass(2), [{ recovered: { total: 5 }, lasting: { total: 0 } }])
  })

  await t.test('a credential that is refused is told at once, and only that', async t => {
    const id = await insertWatched(db, 'Locked')
    for (let n = 0; n < 3; n++) await failRun(db, id)
    const attention = {
      kind: 'auth',
      message: 'The key was refused: consumer_secret=cs_0123456789abcdef.',
      remedy: 'New key.',
      at: new Date(),
    }
    await db.pool.query('UPDATE connections SET attention = $2 WHERE id = $1', [id, attention])
    const [begin, ...more] = await pass(2)
    t.strictSame(more, [])
    t.strictSame(told(begin!.began), ['Locked null refused'])
    t.notMatch(JSON.stringify(begin), /cs_0123456789abcdef/, 'whatever a store quotes')
    await db.pool.query('UPDATE connections SET paused_at = now() WHERE id = $1', [id])
    t.strictSame(await pass(60), [], 'who pauses it knows')
    const { rows } = await db.pool.query('SELECT ended FROM alerts WHERE connection_id = $1', [id])
    t.strictSame(rows, [{ ended: 'unwatched' }])
  })

  await t.test('one problem that turns into another has not been put right', async t => {
    const id = await insertWatched(db, 'Turning')
    for (let n = 0; n < 3; n++) await failRun(db, id)
    t.equal((await pass(300)).length, 1)
    const problem = { kind: 'approval', message: '30 of 40 orders are gone.', remedy: 'Look.', count: 30 }
    const run = { connection_id: id, entity: 'orders', kind: 'reconcile', cause: 'daily_reconcile' }
    await insertRows(db, 'runs', [
      { ...run, state: 'needs_approval', queued_at: new Date(Date.now() + 1_000), problem },
    ])
    const [next] = await pass(2)
    t.strictSame([told(next!.began), next!.recovered.total], [['Turning orders brake'], 0])
    await db.pool.query('DELETE FROM connections WHERE id = $1', [id])
  })

  await t.test('an entity that may not be read, that is late, or whose run stands still, is told', async t => {
    const id = await insertWatched(db, 'Mixed', ['orders', 'products', 'stock'])
    const about = 'WHERE connection_id = $1 AND entity = $2'
    await db.pool.query(`UPDATE schedules SET unreadable_because = 'No permission.' ${about}`, [id, 'orders'])
    await db.pool.query(`UPDATE checkpoints SET late_at = now() - interval '1 min' ${about}`, [id, 'products'])
    const run = { connection_id: id, entity: 'stock', kind: 'full', cause: 'manual', state: 'running' }
    await insertRows(db, 'runs', [{ ...run, started_at: new Date(Date.now() - 11 * minuteMs) }])
    const [begin] = await pass(20)
    t.strictSame(told(begin!.began).sort(), ['Mixed orders closed', 'Mixed products late', 'Mixed stock stalled'])
    await db.pool.query('DELETE FROM connections WHERE id = $1', [id])
  })

  await t.test('what is late and then fails is one trouble, told once', async t => {
    const id = await insertWatched(db, 'Slow')
    await failRun(db, id, 'orders', 'No answer.')
    await db.pool.query(`UPDATE checkpoints SET late_at = now() - interval '1 min' WHERE connection_id = $1`, [id])
    const [begin] = await pass(300)
    t.strictSame(told(begin!.began), ['Slow orders late'])
    t.match(begin!.began.items[0], { message: /Two runs were due.*No answer/, remedy: 'Call the web host.' })
    for (let n = 0; n < 2; n++) await failRun(db, id)
    t.strictSame(await pass(300), [])
    await succeedRun(db, id)
    await db.pool.query(`UPDATE checkpoints SET late_at = now() + interval '1 day' WHERE connection_id = $1`, [id])
    t.match(await pass(2), [{ recovered: { items: [{ kind: 'failing' }] } }])
  })

  await t.test('many rejections are a notice: said once, never reminded of', async t => {
    const id = await insertWatched(db, 'Odd')
    const run = { connection_id: id, entity: 'orders', kind: 'incremental', cause: 'schedule', state: 'succeeded' }
    await insertRows(db, 'runs', [{ ...run, read: 100, rejected: 19, queued_at: now(), ended_at: now() }])
    t.strictSame(await pass(300), [])
    await insertRows(db, 'runs', [{ ...run, read: 100, rejected: 20, queued_at: now(), ended_at: now() }])
    const [notice] = await pass(300)
    t.strictSame(told(notice!.began), ['Odd orders rejections'])
    t.strictSame(await pass(3 * 24 * 60), [])
  })
})

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

await testOnDatabases(t, 'what comes back before its end was told has lasted all the while', async (t, db) => {
  const { pass } = rigAlerts(db)
  await pass(0)
  const id = await insertWatched(db, 'Flapping')
  for (let n = 0; n < 3; n++) await failRun(db, id)
  t.equal((await pass(2)).length, 1)
  await succeedRun(db, id)
  await pass(0)
  for (let n = 0; n < 3; n++) await failRun(db, id)
  t.strictSame(await pass(60), [])
})

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
