import { type Command, Option } from 'commander'
import { colour, when } from './output.ts'
import { UsageError } from './session.ts'

/** When something is to run, as it is typed: one of the rhythms, or an expression of one's own. */
export interface TimingOptions {
  readonly every?: string
  readonly hourly?: string
  readonly daily?: string
  readonly weekly?: string
  readonly cron?: string
  readonly zone?: string
}

export function addTimingOptions(command: Command): Command {
  const rhythms = {
    '--every <minutes>': 'every so many minutes: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 or 30',
    '--hourly <minute>': 'every hour, at this minute: 15',
    '--daily <time>': 'every day at this time: 02:30',
    '--weekly <day and time>': 'every week: "monday 06:30"',
    '--cron <expression>': 'minute hour day month weekday, such as "*/15 7-19 * * MON-FRI"',
  }
  for (const [flags, description] of Object.entries(rhythms)) {
    const others = Object.keys(rhythms).filter(other => other !== flags)
    command.addOption(new Option(flags, description).conflicts(others.map(other => other.slice(2).split(' ')[0]!)))
  }
  return command.option('--zone <zone>', 'IANA time zone, such as Europe/Stockholm')
}

/** As the API takes it; which numbers are allowed is for the API to say. Undefined: no rhythm was given. */
export function readTiming({ every, hourly, daily, weekly, cron }: TimingOptions): object | undefined {
  if (cron !== undefined) return { cron }
  if (every !== undefined) return { preset: { kind: 'minutes', every: wholeNumber('--every', every) } }
  if (hourly !== undefined) return { preset: { kind: 'hourly', minute: wholeNumber('--hourly', hourly) } }
  if (daily !== undefined) return { preset: { kind: 'daily', ...clockTime('--daily', daily) } }
  if (weekly === undefined) return undefined
  const [day = '', time = ''] = weekly.trim().split(/\s+(?=\S*$)/)
  return { preset: { kind: 'weekly', weekday: weekdayOf(day), ...clockTime('--weekly', time) } }
}

function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  throw new UsageError(`${flag} must be a whole number of minutes, such as 15.`)
}

function clockTime(flag: string, text: string): { readonly hour: number; readonly minute: number } {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? []
  if (hour !== undefined) return { hour: Number(hour), minute: Number(minute) }
  throw new UsageError(`${flag} needs a time of day, such as ${flag === '--weekly' ? '"monday 06:30"' : '02:30'}.`)
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

function weekdayOf(text: string): number {
  const typed = text.toLowerCase()
  const day = typed.length < 3 ? 0 : weekdays.findIndex(name => name.startsWith(typed)) + 1
  if (day > 0) return day
  throw new UsageError(`--weekly needs a day and a time, such as "monday 06:30". Days: ${weekdays.join(', ')}.`)
}

export interface TimingShown {
  readonly timeZone: string
  readonly words: { readonly en: string }
  readonly next: readonly string[]
}

/** In words, with the next five runs. */
export const describeTiming = ({ words, next, timeZone }: TimingShown): string =>
  [colour.bold(words.en), ...next.map(at => `  ${when(at, timeZone)} ${timeZone}`)].join('\n')
