import t from 'tap'
import { startOfDay, todayIn } from '../../src/connections/order-start.ts'

t.test('a day begins at midnight of the store, whatever its clocks do that night', async t => {
  const cases = [
    ['2026-03-29', 'Europe/Stockholm', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Stockholm', '2026-10-24T22:00:00.000Z'],
    ['2026-06-01', '+05:30', '2026-05-31T18:30:00.000Z'],
    ['2026-06-01', '-03:00', '2026-06-01T03:00:00.000Z'],
    ['2026-06-01', 'UTC', '2026-06-01T00:00:00.000Z'],
    // Midnight is skipped: the day's first instant is 01:00.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    // Midnight comes twice: the earlier one counts.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ] as const
  for (const [day, zone, instant] of cases) t.equal(startOfDay(day, zone).toISOString(), instant, `${day} ${zone}`)
})

t.test('today is the store’s, not ours', async t => {
  const now = new Date('2026-06-01T22:30:00Z')
  t.equal(todayIn('Europe/Stockholm', now), '2026-06-02')
  t.equal(todayIn('-08:00', now), '2026-06-01')
})

t.test('a zone that is none is said so', async t => {
  t.throws(() => startOfDay('2026-06-01', 'Mars/Base'), { code: 'time_zone' })
})
