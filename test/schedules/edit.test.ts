import t from 'tap'
import { activateSchedule, deactivateSchedule, editSchedule } from '../../src/schedules/edit.ts'
import { expectAgain } from '../../src/schedules/late.ts'
import { failureOf, insertConnection, insertSchedule } from '../support/connections.ts'
import { testOnDatabases } from '../support/database.ts'

const now = () => new Date('2026-11-20T12:30Z')

await testOnDatabases(t, 'a schedule is switched on, edited and switched off', async (t, db) => {
  const connectionId = await insertConnection(db)
  await insertSchedule(db, connectionId, { active: false })
  const key = { connectionId, entity: 'orders' }

  const edited = await editSchedule({ db, now }, { ...key, cron: ' 15  * * * * ' })
  t.match(edited, { cron: '15 * * * *', timeZone: 'UTC', active: false, nextRunAt: null, nextReconcileAt: null })

  const active = await activateSchedule({ db, now }, key)
  t.match(active, { active: true, nextRunAt: new Date('2026-11-20T13:15Z') })
  t.ok(active.nextReconcileAt! > now(), 'the daily reconcile comes with it')

  const moved = await editSchedule({ db, now }, { ...key, cron: '30 2 * * *', timeZone: 'Europe/Stockholm' })
  t.match(moved, { nextRunAt: new Date('2026-11-21T01:30Z') }, 'an edit takes effect at once')
  t.match(await editSchedule({ db, now }, { ...key, timeZone: 'UTC' }), {
    cron: '30 2 * * *',
    nextRunAt: new Date('2026-11-21T02:30Z'),
  })

  t.match(await deactivateSchedule({ db, now }, key), { active: false, nextRunAt: null, nextReconcileAt: null })
})

await testOnDatabases(t, 'what is here is not late before it is expected', async (t, db) => {
  const connectionId = await insertConnection(db)
  await insertSchedule(db, connectionId, { active: false })
  const key = { connectionId, entity: 'orders' }
  await db.prisma.checkpoint.create({ data: { ...key, watermark: new Date('2026-01-01T00:00Z') } })
  const lateAt = async () => (await db.prisma.checkpoint.findFirst())?.lateAt
  await activateSchedule({ db, now }, key)
  t.same(await lateAt(), new Date('2026-11-20T14:17Z'), 'two runs from when it is switched on')
  await editSchedule({ db, now }, { ...key, cron: '30 2 * * *' })
  t.same(await lateAt(), new Date('2026-11-22T02:40Z'), 'or gets another rhythm')
  await deactivateSchedule({ db, now }, key)
  t.equal(await lateAt(), null)

  await activateSchedule({ db, now }, key)
  const resumed = new Date('2026-12-24T12:30Z')
  await db.transaction(client => expectAgain(client, connectionId, resumed))
  t.same(await lateAt(), new Date('2026-11-22T02:40Z'), 'what was not paused is expected as it was')
  await db.pool.query('UPDATE connections SET paused_at = now()')
  await db.transaction(client => expectAgain(client, connectionId, resumed))
  t.same(await lateAt(), new Date('2026-12-26T02:40Z'), 'what was paused, from when it goes on')
})

await testOnDatabases(t, 'what cannot be kept changes nothing', async (t, db) => {
  const connectionId = await insertConnection(db)
  await insertSchedule(db, connectionId, { nextRunAt: now() })
  await insertSchedule(db, connectionId, {
    entity: 'customers',
    active: false,
    unreadableBecause: 'the key may not list users.',
  })
  const key = { connectionId, entity: 'orders' }

  t.match(await failureOf(editSchedule({ db, now }, { ...key, cron: '61 * * * *' })), {
    kind: 'invalid',
    fields: [{ path: 'cron', message: /“61” is no minute/ }],
  })
  t.match(await failureOf(editSchedule({ db, now }, { ...key, timeZone: 'Mars/Base' })), {
    kind: 'invalid',
    fields: [{ path: 'timeZone', message: /no known time zone/ }],
  })
  t.match(await failureOf(editSchedule({ db, now }, { ...key, entity: 'vouchers', cron: '1 * * * *' })), {
    kind: 'not_found',
  })
  t.match(await failureOf(activateSchedule({ db, now }, { connectionId, entity: 'customers' })), {
    kind: 'conflict',
    message: /the key may not list users/,
  })
  t.match(await db.prisma.schedule.findFirst({ where: { entity: 'orders' } }), {
    cron: '7 * * * *',
    timeZone: 'UTC',
    nextRunAt: now(),
  })
  t.match(await db.prisma.schedule.findFirst({ where: { entity: 'customers' } }), { active: false, nextRunAt: null })
})
