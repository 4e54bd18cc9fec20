import t from 'tap'
import { lateAfter } from '../../src/schedules/late.ts'

const late = (cron: string, timeZone: string, readAt: string) =>
  lateAfter({ cron, timeZone }, new Date(readAt))?.toISOString()

t.test('data is late ten minutes after the second run that was due since', async t => {
  t.equal(late('7 * * * *', 'UTC', '2026-03-01T08:07:03Z'), '2026-03-01T10:17:00.000Z')
  t.equal(late('*/5 * * * *', 'UTC', '2026-03-01T08:05:01Z'), '2026-03-01T08:25:00.000Z')
  t.equal(late('30 2 * * *', 'Europe/Stockholm', '2026-03-01T01:30:05Z'), '2026-03-03T01:40:00.000Z')
})

t.test('a weekend without runs makes nothing late', async t => {
  t.equal(late('0 8-17 * * MON-FRI', 'UTC', '2026-11-20T17:00:02Z'), '2026-11-23T09:10:00.000Z')
})

t.test('nor does a night on which the clocks change', async t => {
  t.equal(late('30 2 * * *', 'Europe/Stockholm', '2026-03-28T01:30:05Z'), '2026-03-30T00:40:00.000Z')
})

t.test('by a schedule that cannot be read nothing is', async t => {
  t.equal(lateAfter({ cron: 'now and then', timeZone: 'UTC' }, new Date()), null)
})
