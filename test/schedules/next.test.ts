import fc from 'fast-check'
import t from 'tap'
import { nextRun, nextRuns } from '../../src/schedules/next.ts'
import { toLocal } from '../../src/schedules/zone.ts'

function runs(cron: string, timeZone: string, [from, until]: [string, string]): string[] {
  const found: string[] = []
  for (let at = nextRun({ cron, timeZone }, new Date(from)); at < new Date(until); at = nextRun({ cron, timeZone }, at))
    found.push(at.toISOString().replace(':00.000Z', 'Z'))
  return found
}

const zone = 'Europe/Stockholm'
const autumn: [string, string] = ['2026-10-24T12:00Z', '2026-10-26T12:00Z']
const spring: [string, string] = ['2027-03-27T12:00Z', '2027-03-29T12:00Z']

t.test('half past two in the fold of autumn comes once, at its first showing', async t => {
  t.same(runs('30 2 * * *', zone, autumn), ['2026-10-25T00:30Z', '2026-10-26T01:30Z'])
})

t.test('half past two in the gap of spring comes once, when the gap ends', async t => {
  t.same(runs('30 2 * * *', zone, spring), ['2027-03-28T01:00Z', '2027-03-29T00:30Z'])
})

t.test('several times of the wall clock come once each in the fold and together in the gap', async t => {
  t.same(runs('15,45 2 * * *', zone, autumn), [
    '2026-10-25T00:15Z',
    '2026-10-25T00:45Z',
    '2026-10-26T01:15Z',
    '2026-10-26T01:45Z',
  ])
  t.same(runs('15,45 2 * * *', zone, spring), ['2027-03-28T01:00Z', '2027-03-29T00:15Z', '2027-03-29T00:45Z'])
})

t.test('asked between the two showings, a time already kept does not come again', async t => {
  t.equal(
    nextRun({ cron: '30 2 * * *', timeZone: zone }, new Date('2026-10-25T01:10Z')).toISOString(),
    '2026-10-26T01:30:00.000Z',
  )
})

t.test('an hourly run comes 25 times on the day of autumn and 23 times on that of spring', async t => {
  t.equal(runs('0 * * * *', zone, ['2026-10-24T21:59Z', '2026-10-25T23:00Z']).length, 25)
  t.equal(runs('0 * * * *', zone, ['2027-03-27T22:59Z', '2027-03-28T22:00Z']).length, 23)
  t.equal(runs('*/30 * * * *', zone, ['2026-10-24T21:59Z', '2026-10-25T23:00Z']).length, 50)
})

t.test('a southern zone has its gap in spring of its own and half an hour on Lord Howe', async t => {
  t.same(runs('30 0 * * *', 'America/Santiago', ['2026-09-05T00:00Z', '2026-09-07T12:00Z']), [
    '2026-09-05T04:30Z',
    '2026-09-06T04:00Z',
    '2026-09-07T03:30Z',
  ])
  t.same(runs('15 2 * * *', 'Australia/Lord_Howe', ['2026-10-03T00:00Z', '2026-10-05T00:00Z']), [
    '2026-10-03T15:30Z',
    '2026-10-04T15:15Z',
  ])
  t.same(runs('45 1 * * *', 'Australia/Lord_Howe', ['2027-04-03T00:00Z', '2027-04-05T00:00Z']), [
    '2027-04-03T14:45Z',
    '2027-04-04T15:15Z',
  ])
})

t.test('day of the month and day of the week match either', async t => {
  t.same(
    nextRuns({ cron: '0 0 13 * 5', timeZone: 'UTC' }, new Date('2026-12-10T00:00Z'), 3).map(at =>
      at.toISOString().slice(0, 10),
    ),
    ['2026-12-11', '2026-12-13', '2026-12-18'],
  )
})

const zones = [
  'UTC',
  zone,
  'America/Santiago',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Casablanca',
  'Etc/GMT-2',
  'Asia/Kathmandu',
]
const minute = fc.oneof(fc.integer({ min: 0, max: 59 }).map(String), fc.constantFrom('*/7', '0,30', '59', '0-10/5'))
const hour = fc.oneof(fc.integer({ min: 0, max: 23 }).map(String), fc.constantFrom('*/2', '1-3', '0,2', '23,0'))
// Around the changes of every zone above, and anywhere.
const start = fc.oneof(
  fc
    .constantFrom(
      '2026-10-25',
      '2027-03-28',
      '2026-09-06',
      '2027-04-04',
      '2026-10-04',
      '2026-11-01',
      '2027-03-14',
      '2027-02-07',
    )
    .map(day => Date.parse(day) - 36 * 3_600_000),
  fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2030-01-01') }),
)

t.test('runs only go forward, and no time of the wall clock comes twice', async () => {
  fc.assert(
    fc.property(minute, hour, fc.constantFrom(...zones), start, (minutes, hours, timeZone, from) => {
      const found = nextRuns({ cron: `${minutes} ${hours} * * *`, timeZone }, new Date(from), 15)
      const local = found.map(at => toLocal(at, timeZone).getTime())
      return (
        found.every((at, i) => at.getTime() > (found[i - 1]?.getTime() ?? from)) && new Set(local).size === local.length
      )
    }),
    { numRuns: 150 },
  )
})

t.test('a daily run comes on every day of the calendar', async () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 23 }),
      fc.constantFrom(...zones),
      start,
      (minutes, hours, timeZone, from) => {
        const days = nextRuns({ cron: `${minutes} ${hours} * * *`, timeZone }, new Date(from), 6).map(at =>
          Math.floor(toLocal(at, timeZone).getTime() / 86_400_000),
        )
        return days.every((day, i) => i === 0 || day === (days[i - 1] ?? 0) + 1)
      },
    ),
    { numRuns: 150 },
  )
})

t.test('the next run does not depend on where between two runs it is asked', async () => {
  fc.assert(
    fc.property(
      minute,
      hour,
      fc.constantFrom(...zones),
      start,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (minutes, hours, timeZone, from, part) => {
        const timing = { cron: `${minutes} ${hours} * * *`, timeZone }
        const [first, second] = nextRuns(timing, new Date(from), 2) as [Date, Date]
        const between = new Date(first.getTime() + Math.floor(part * (second.getTime() - first.getTime())))
        return nextRun(timing, between).getTime() === second.getTime()
      },
    ),
    { numRuns: 200 },
  )
})
