import t from 'tap'
import type { Digest } from '../../src/alerts/digest.ts'
import { minuteMs, rigAlerts } from '../support/alert-rig.ts'
import { failRun, insertWatched, succeedRun } from '../support/alerts.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertRows } from '../support/rows.ts'

const told = (list: Digest['began']) => list.items.map(one => `${one.connectionName} ${one.entity} ${one.kind}`)

await testOnDatabases(t, 'alerts', async (t, db) => {
  const { pass, now } = rigAlerts(db)
  await pass(0)

  await t.test('three failures in a row are told, once; a success after that too', async t => {
    const id = await insertWatched(db, 'Shop')
    await failRun(db, id)
    await failRun(db, id)
    t.strictSame(await pass(2), [])
    await failRun(db, id, 'orders', { message: 'It is on fire.' })
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

  await t.test('access that ends unless it is used is told of in time, of what is paused too', async t => {
    const id = await insertWatched(db, 'Ending')
    const endIn = (days: number, version = 0) =>
      db.pool.query(
        `INSERT INTO shared_secrets (connection_id, credential_version, ends_at) VALUES ($1, $3, now() + $2 * interval '1 day')
         ON CONFLICT (connection_id, credential_version) DO UPDATE SET ends_at = excluded.ends_at`,
        [id, days, version],
      )
    await endIn(1, 7)
    await endIn(11)
    t.strictSame(await pass(60), [], 'not yet, and not of a credential of before')
    await db.pool.query('UPDATE connections SET paused_at = now() WHERE id = $1', [id])
    await endIn(9)
    const [begin] = await pass(60)
    t.strictSame(told(begin!.began), ['Ending null ending'])
    t.match(begin!.began.items[0], { message: /ends on 20\d\d-\d\d-\d\d unless it is used/, remedy: /^Verify/ })
    await endIn(-1)
    const over = await pass(24 * 60)
    t.match(over[0]!.lasting.items, [{ message: /ended on 20/, remedy: /^Ask for consent again/ }])
    await endIn(45)
    const [end] = await pass(60)
    t.strictSame(told(end!.recovered), ['Ending null ending'], 'used, it lasts')

    await db.pool.query('UPDATE connections SET paused_at = NULL WHERE id = $1', [id])
    await endIn(9)
    for (let n = 0; n < 3; n++) await failRun(db, id)
    t.strictSame(told((await pass(60))[0]!.began).sort(), ['Ending null ending', 'Ending orders failing'])
    await succeedRun(db, id)
    t.strictSame(told((await pass(60))[0]!.recovered), ['Ending orders failing'], 'one explains not the other')
    await db.pool.query('DELETE FROM shared_secrets')
    await pass(60)
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
    await failRun(db, id, 'orders', { message: 'No answer.' })
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
