import { Cron } from 'croner'
import { parse } from './cron.ts'
import { toInstant, toLocal } from './zone.ts'

export interface Timing {
  readonly cron: string
  /** IANA name. */
  readonly timeZone: string
}

/**
 * The first run after an instant. An expression for every hour counts time as it passes: 25 runs on the autumn day.
 * Any other names times of the wall clock, and each is kept once: in the fold at its first showing, in the gap at the
 * gap's end.
 */
export function nextRun(timing: Timing, after: Date): Date {
  return isEveryHour(timing.cron) ? nextAsTimePasses(timing, after) : nextOnTheWall(timing, after)
}

export function nextRuns(timing: Timing, after: Date, count: number): Date[] {
  const runs: Date[] = []
  for (let at = after; runs.length < count; ) {
    at = nextRun(timing, at)
    runs.push(at)
  }
  return runs
}

function isEveryHour(cron: string): boolean {
  return ['*', '*/1', '0-23'].includes(cron.split(' ')[1] ?? '')
}

function nextAsTimePasses({ cron, timeZone }: Timing, after: Date): Date {
  const next = new Cron(cron, { paused: true, mode: '5-part', timezone: timeZone }).nextRun(after)
  if (next === null) throw new RangeError(`No date matches ${cron}.`)
  return next
}

function nextOnTheWall({ cron, timeZone }: Timing, after: Date): Date {
  const pattern = parse(cron)
  for (let local = pattern.nextRun(toLocal(after, timeZone)); local !== null; local = pattern.nextRun(local)) {
    const instant = toInstant(local, timeZone)
    if (instant > after) return instant
  }
  throw new RangeError(`No date matches ${cron}.`)
}
