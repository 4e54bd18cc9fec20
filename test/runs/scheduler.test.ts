import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { openLog, silentLog } from '../../src/log.ts'
import { noticeStalled } from '../../src/runs/notice-stalled.ts'
import { startScheduler } from '../../src/runs/scheduler.ts'
import { insertConnection, insertSchedule } from '../support/connections.ts'
import { testPromises } from '../support/database-promises.ts'

const at = new Date('2026-11-20T12:07:05Z')
const minutes = (count: number) => new Date(at.getTime() + count * 60_000)

await testPromises(t, 'the scheduler', {
  'what was missed starts as soon as the scheduler does, and nothing after it has stopped': async (
    t,
    { db, queue },
  ) => {
    const connectionId = await insertConnection(db)
    await insertSchedule(db, connectionId, { nextRunAt: minutes(-600) })
    const scheduler = startScheduler({ db, queue, log: silentLog, now: () => at })
    while ((await db.prisma.run.count()) === 0) await sleep(20)
    await scheduler.stop()
    t.match(await db.prisma.run.findMany(), [{ connectionId, cause: 'caught_up', state: 'queued' }])
  },

  'a failing tick is survived: stopping is all that ends the scheduler': async (t, { db, queue }) => {
    let ticks = 0
    const now = () => {
      ticks += 1
      throw new Error('no clock')
    }
    const scheduler = startScheduler({ db, queue, log: silentLog, now })
    while (ticks === 0) await sleep(20)
    await scheduler.stop()
    t.equal(ticks, 1)
  },

  'what its ticker has to say is a line of our log': async (t, { db, queue }) => {
    const lines: string[] = []
    const log = openLog('info', { write: line => lines.push(line) })
    const printed = t.capture(console, 'warn')
    await using open = new AsyncDisposableStack()
    await db.transaction(async client => {
      await client.query('LOCK TABLE schedules IN ACCESS EXCLUSIVE MODE')
      const scheduler = startScheduler({ db, queue, log, now: () => at })
      open.defer(() => scheduler.stop())
      while (lines.length === 0 && printed().length === 0) await sleep(50)
    })
    t.match(JSON.parse(lines[0]!), { level: 40, msg: /still running|missed execution/ })
    t.strictSame(printed(), [])
  },

  'a run that makes no progress gets a notice, once for each time that it stops': async (t, { db }) => {
    const context = { db, log: silentLog, now: () => at }
    const connectionId = await insertConnection(db)
    const run = {
      connectionId,
      entity: 'orders',
      kind: 'full',
      cause: 'manual',
      state: 'running',
      startedAt: minutes(-60),
    }
    const { id } = await db.prisma.run.create({ data: { ...run, progressedAt: minutes(-11) } })
    await db.prisma.run.create({ data: { ...run, entity: 'stock', progressedAt: minutes(-9) } })
    await db.prisma.run.create({ data: { ...run, entity: 'products', state: 'waiting', progressedAt: minutes(-60) } })
    t.same(await noticeStalled(context), [id])
    t.same(await noticeStalled(context), [], 'it is said once')
    t.match(await db.prisma.run.findUnique({ where: { id } }), {
      notices: [
        { kind: 'stalled', message: /Nothing .* for 10 minutes/, remedy: /cancel the run/, at: at.toISOString() },
      ],
    })
    await db.prisma.run.deleteMany({ where: { entity: 'stock' } })
    await db.prisma.run.update({ where: { id }, data: { progressedAt: minutes(1) } })
    t.same(await noticeStalled({ ...context, now: () => minutes(10) }), [])
    t.same(await noticeStalled({ ...context, now: () => minutes(12) }), [id], 'it went on and stopped again')
  },
})
