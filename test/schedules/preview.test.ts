import t from 'tap'
import { previewSchedule } from '../../src/schedules/preview.ts'

const from = new Date('2026-10-24T12:00Z')

t.test('a preview says the words and the next five runs', async t => {
  const preview = previewSchedule({ cron: ' 30 2 * * * ', timeZone: 'Europe/Stockholm', from })
  t.same(preview.preset, { kind: 'daily', hour: 2, minute: 30 })
  t.same(preview.words, { en: 'Every day at 02:30', sv: 'Varje dag kl. 02:30' })
  t.same(
    preview.next.map(at => at.toISOString().slice(0, 16)),
    ['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30', '2026-10-28T01:30', '2026-10-29T01:30'],
  )
})

t.test('a timing that cannot be kept is refused with the field at fault', async t => {
  const refused = (cron: string, timeZone: string) => {
    try {
      return previewSchedule({ cron, timeZone, from })
    } catch (error) {
      return error
    }
  }
  t.match(refused('61 * * * *', 'UTC'), { kind: 'invalid', fields: [{ path: 'cron', message: /“61” is no minute/ }] })
  t.match(refused('0 * * * *', 'Mars/Base'), {
    kind: 'invalid',
    fields: [{ path: 'timeZone', message: /“Mars\/Base” is no known time zone.*Europe\/Stockholm/ }],
  })
})
