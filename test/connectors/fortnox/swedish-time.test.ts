import { DateTime } from 'luxon'
import t from 'tap'
import { changedFrom, dayStart, swedishDay } from '../../../connectors/fortnox/swedish-time.ts'

/** Those in which the clock is set, and a quiet one. */
const nights = ['2026-03-29', '2026-10-25', '2026-06-15']
const wallOf = (at: DateTime) => at.setZone('Europe/Stockholm').toFormat('yyyy-MM-dd HH:mm:ss')

t.test('a time is what a Swedish clock shows then', async t => {
  t.equal(changedFrom('2026-01-15T11:30:05.000Z'), '2026-01-15 12:30:05')
  t.equal(changedFrom('2026-07-15T11:30:05.000Z'), '2026-07-15 13:30:05')
})

t.test(
  'nothing that was changed from then on is before it, in any night, by either reading of an hour that comes twice',
  async t => {
    const missed: string[] = []
    let walked = 0
    for (const night of nights) {
      const first = DateTime.fromISO(night, { zone: 'utc' }).minus({ hours: 3 })
      for (let minutes = 0; minutes < 10 * 60; minutes += 15) {
        const since = first.plus({ minutes })
        const asked = changedFrom(since.toISO()!)
        for (let later = 0; later <= 120; later += 15) {
          const wall = wallOf(since.plus({ minutes: later }))
          walked++
          if (wall < asked) missed.push(`${since.toISO()} asks from ${asked}, and ${wall} is missed`)
        }
        const readings = DateTime.fromSQL(asked, { zone: 'Europe/Stockholm' }).getPossibleOffsets()
        if (!readings.every(reading => reading <= since))
          missed.push(`${asked} may be read as later than ${since.toISO()}`)
      }
    }
    t.strictSame(missed, [])
    t.equal(walked, nights.length * 40 * 9, 'all nights were walked through')
  },
)

t.test(
  'in the night when the clock is set back, it goes back before both of the hours for 70 minutes more',
  async t => {
    const before = '2026-10-25 01:50:00'
    for (const time of ['00:00', '00:59', '01:00', '01:59', '02:30', '03:09'])
      t.equal(changedFrom(`2026-10-25T${time}:00.000Z`), before, time)
    t.equal(changedFrom('2026-10-25T03:10:00.000Z'), '2026-10-25 04:10:00')
    t.equal(changedFrom('2026-10-24T23:59:00.000Z'), '2026-10-25 01:59:00')
  },
)

t.test('a day begins when it begins in Sweden', async t => {
  t.equal(dayStart('2026-03-29'), '2026-03-28T23:00:00.000Z')
  t.equal(dayStart('2026-10-25'), '2026-10-24T22:00:00.000Z')
  t.equal(dayStart('2026-13-45'), null)
  t.equal(dayStart(null), null)
  t.equal(swedishDay('2026-03-28T23:00:00.000Z'), '2026-03-29')
  t.equal(swedishDay('2026-03-28T22:59:59.000Z'), '2026-03-28')
})
