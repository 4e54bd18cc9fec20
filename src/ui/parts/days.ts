import { browserZone } from './formats.ts'

const dayMs = 86_400_000

/** A day by its calendar alone; NaN where it is none. */
const readDay = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/**
 * The midnight with which a day begins in the zone. Where clocks go back over it the earlier one counts; where they skip it
 * the day's first instant. An instant is given back as it is.
 */
export function startOfDay(day: string | undefined, timeZone = browserZone()): string | undefined {
  if (!day || day.includes('T')) return day || undefined
  const midnight = readDay(day)
  if (Number.isNaN(midnight)) return undefined
  const offsets = [-dayMs, dayMs].map(away => wallClock(midnight + away, timeZone) - midnight - away)
  const tries = offsets.map(offset => midnight - offset)
  return new Date(Math.min(...tries.filter(at => wallClock(at, timeZone) >= midnight))).toISOString()
}

export function dayAfter(day: string | undefined): string | undefined {
  const at = day ? readDay(day) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at + dayMs).toISOString().slice(0, 10)
}

/** The first day of the month after this one: 2026-12 → 2027-01-01. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number)).toISOString().slice(0, 10)
}

/** The day of an instant by the calendar of the zone; a day is given back as it is. */
export function dayOf(day: string | undefined, timeZone = browserZone()): string {
  if (!day?.includes('T')) return day ?? ''
  const at = Date.parse(day)
  return Number.isNaN(at) ? '' : new Date(wallClock(at, timeZone)).toISOString().slice(0, 10)
}

/** What a clock on the wall there shows, as if it were one of UTC. */
function wallClock(at: number, timeZone: string): number {
  const write = (timeZone: string) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  return Date.parse(`${orInUtc(write, timeZone).replace(' ', 'T')}Z`)
}

/** A store may name a zone that this browser does not know. */
function orInUtc(write: (timeZone: string) => string, timeZone: string): string {
  try {
    return write(timeZone)
  } catch {
    return write('UTC')
  }
}

/** What somebody typed, 2026-03-01 or 1/3/2026, as 2026-03-01; null where it is no day. */
export function readWrittenDay(text: string): string | null {
  const plain = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text.trim())?.slice(1)
  const turned = /^(\d\d?)[/.](\d\d?)[/.](\d{4})$/.exec(text.trim())?.slice(1).reverse()
  const day = (plain ?? turned)?.map(part => part.padStart(2, '0')).join('-') ?? ''
  const at = readDay(day)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : day
}
