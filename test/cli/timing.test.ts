import { Command } from 'commander'
import t from 'tap'
import { addTimingOptions, describeTiming, readTiming, type TimingOptions } from '../../src/cli/timing.ts'
import { ScheduleInput } from '../../src/http/api/schedules.ts'
import { presetCron } from '../../src/schedules/presets.ts'

function type(...args: string[]): TimingOptions {
  const command = addTimingOptions(new Command('set'))
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  return command.parse(args, { from: 'user' }).opts()
}

t.test('each rhythm is what the API knows by that name', async t => {
  const cases = [
    [['--every', '15'], '*/15 * * * *'],
    [['--hourly', '7'], '7 * * * *'],
    [['--daily', '2:30'], '30 2 * * *'],
    [['--weekly', 'monday 06:30'], '30 6 * * 1'],
    [['--weekly', 'Sun 23:59'], '59 23 * * 0'],
    [['--cron', '0 4 1 * *'], '0 4 1 * *'],
  ] as const
  for (const [args, cron] of cases) {
    const { preset, cron: own } = ScheduleInput.parse(readTiming(type(...args)))
    t.equal(preset === undefined ? own : presetCron(preset), cron, args.join(' '))
  }
  t.equal(readTiming(type('--zone', 'UTC')), undefined)
})

t.test('what cannot be meant is refused with what is allowed', async t => {
  const cases = [
    [['--every', 'often'], /--every must be a whole number/],
    [['--hourly', '1.5'], /--hourly must be a whole number/],
    [['--daily', 'noon'], /--daily needs a time of day, such as 02:30/],
    [['--weekly', '06:30'], /--weekly needs a day and a time/],
    [['--weekly', 'm 06:30'], /Days: monday/],
    [['--weekly', 'monday'], /--weekly needs/],
    [['--weekly', 'monday noon'], /"monday 06:30"/],
  ] as const
  for (const [args, message] of cases) t.throws(() => readTiming(type(...args)), { message }, args.join(' '))
  t.throws(() => type('--every', '5', '--cron', '* * * * *'), { message: /cannot be used with/ })
})

t.test('it is told in words, with the runs in its own zone', async t => {
  const shown = { timeZone: 'Asia/Tokyo', words: { en: 'Every day' }, next: ['2026-11-20T17:30:00.000Z'] }
  t.match(describeTiming(shown), /Every day.*\n {2}2026-11-21 02:30:00 Asia\/Tokyo$/)
})
