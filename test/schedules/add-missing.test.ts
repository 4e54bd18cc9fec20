import t from 'tap'
import { registry } from '../../connectors/index.ts'
import { addMissingSchedules } from '../../src/schedules/add-missing.ts'
import { activateSchedule } from '../../src/schedules/edit.ts'
import { insertConnection, insertSchedule } from '../support/connections.ts'
import { testOnDatabases } from '../support/database.ts'

await testOnDatabases(t, 'what a connector has learnt since gets a schedule in old connections too', async (t, db) => {
  const connectionId = await insertConnection(db)
  const gone = await insertConnection(db)
  await insertSchedule(db, connectionId, { active: true })
  await db.prisma.connection.updateMany({ data: { system: 'woocommerce', facts: { timeZone: 'Europe/Stockholm' } } })
  await db.prisma.connection.update({ where: { id: gone }, data: { deletedAt: new Date() } })
  const before = await db.prisma.schedule.findFirstOrThrow()

  for (const times of ['first', 'second']) {
    await addMissingSchedules(db, registry)
    const schedules = await db.prisma.schedule.findMany({ orderBy: { entity: 'asc' } })
    const all = registry.get('woocommerce')!.entities.flatMap(one => (one.import ? String(one.name) : []))
    t.strictSame(
      schedules.map(({ entity }) => entity),
      all.sort(),
      `each once, for the ${times} time`,
    )
    t.strictSame(
      schedules.find(one => one.entity === 'orders'),
      before,
      'what was there stays as it was',
    )
    const added = schedules.filter(one => one.entity !== 'orders')
    t.ok(added.every(one => !one.active && one.connectionId === connectionId && one.timeZone === 'Europe/Stockholm'))
  }
  t.equal(await db.prisma.schedule.count({ where: { connectionId: gone } }), 0)
  const now = () => new Date()
  await t.rejects(activateSchedule({ db, now }, { connectionId, entity: 'products' }), {
    message: /Verify it again/,
  })
})
