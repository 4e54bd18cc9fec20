import { randomUUID } from 'node:crypto'
import t from 'tap'
import { checkCron } from '../../src/schedules/cron.ts'
import { cronPreset } from '../../src/schedules/presets.ts'
import { defaultSchedule, nextReconcile } from '../../src/schedules/schedule.ts'
import { scheduleZone, toLocal } from '../../src/schedules/zone.ts'

const ids = Array.from({ length: 600 }, () => randomUUID())

t.test('orders, shipments and stock are read by the hour, products and customers by night', async t => {
  const kind = (entity: string) => cronPreset(defaultSchedule(entity, ids[0]!, 'UTC').cron)?.kind
  t.same(['orders', 'shipments', 'stock'].map(kind), ['hourly', 'hourly', 'hourly'])
  t.same(['products', 'customers', 'invoices', 'accounts'].map(kind), ['daily', 'daily', 'daily', 'daily'])
})

t.test('the same connection always gets the same minute, and many are spread over all of them', async t => {
  t.same(defaultSchedule('orders', ids[0]!, 'UTC'), defaultSchedule('orders', ids[0]!, 'UTC'))
  t.ok(new Set(ids.map(id => defaultSchedule('orders', id, 'UTC').cron)).size >= 58, 'hourly minutes')
  t.ok(new Set(ids.map(id => defaultSchedule('products', id, 'UTC').cron)).size > 200, 'nightly minutes')
  for (const id of ids) {
    const { cron } = defaultSchedule('products', id, 'UTC')
    t.same(checkCron(cron), { cron })
    t.match(cron, /^\d+ [1-5] \* \* \*$/)
  }
})

t.test('a reconcile comes once a day at a night hour of the zone', async t => {
  const timing = { cron: '7 * * * *', timeZone: 'Europe/Stockholm' }
  for (const id of ids.slice(0, 50)) {
    const first = nextReconcile('orders', id, timing, new Date('2026-11-20T12:00Z'))
    const second = nextReconcile('orders', id, timing, first)
    const hour = toLocal(first, timing.timeZone).getUTCHours()
    t.ok(hour >= 1 && hour <= 5)
    t.equal(second.getTime() - first.getTime(), 24 * 3_600_000)
  }
})

t.test('a store zone that is a bare offset becomes one that a schedule can run in', async t => {
  t.same(
    ['Europe/Stockholm', '+02:00', '-05:00', '+00:00', '+05:30', 'UTC+2', '+14:00', '+15:00', 'Mars/Base', ''].map(
      scheduleZone,
    ),
    ['Europe/Stockholm', 'Etc/GMT-2', 'Etc/GMT+5', 'UTC', '+05:30', 'Etc/GMT-2', 'Etc/GMT-14', 'UTC', 'UTC', 'UTC'],
  )
})
