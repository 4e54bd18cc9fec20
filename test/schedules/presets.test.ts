import fc from 'fast-check'
import t from 'tap'
import { checkCron } from '../../src/schedules/cron.ts'
import { cronPreset, Preset, presetCron } from '../../src/schedules/presets.ts'

const number = (min: number, max: number) => fc.integer({ min, max })
const presets = fc.oneof(
  fc.record({ kind: fc.constant('minutes'), every: fc.constantFrom(1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30) }),
  fc.record({ kind: fc.constant('hourly'), minute: number(0, 59) }),
  fc.record({ kind: fc.constant('daily'), hour: number(0, 23), minute: number(0, 59) }),
  fc.record({ kind: fc.constant('weekly'), weekday: number(1, 7), hour: number(0, 23), minute: number(0, 59) }),
)

t.test('a preset becomes a valid expression and is known again from it', async t => {
  fc.assert(
    fc.property(presets, plain => {
      const preset = Preset.parse(plain)
      const cron = presetCron(preset)
      t.same(checkCron(cron), { cron })
      t.same(cronPreset(cron), preset)
    }),
  )
})

t.test('Sunday is known by both of its numbers', async t => {
  t.same(cronPreset('5 6 * * 0'), { kind: 'weekly', weekday: 7, hour: 6, minute: 5 })
  t.same(cronPreset('5 6 * * 7'), { kind: 'weekly', weekday: 7, hour: 6, minute: 5 })
})

t.test('an expression of its own is no preset', async t => {
  for (const cron of [
    '*/7 * * * *',
    '0 8-18 * * *',
    '0 0 1 * *',
    '0 0 * 6 *',
    '5 6 * * MON',
    '5 6 * * 1-5',
    '5 * * * 1',
    '1,2 * * * *',
  ])
    t.equal(cronPreset(cron), null, cron)
})
