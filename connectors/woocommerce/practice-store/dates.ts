/** The wall clock of a site. Instants are milliseconds UTC; a wall time is what its clock shows, as if it were UTC. */
export interface Zone {
  readonly name: string
  readonly offsetMs: (instant: number) => number
  readonly local: (instant: number) => string
  readonly toInstant: (wall: number) => number
}

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000

const zones = new Map<string, Zone>()

/** The same zone is opened once: what it has worked out serves every store. */
export function openZone(name: string): Zone {
  const known = zones.get(name) ?? makeZone(name)
  zones.set(name, known)
  return known
}

function makeZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const known = new Map<number, number>()
  const offsetMs = (instant: number) => {
    const quarter = Math.floor(instant / QUARTER_MS)
    let offset = known.get(quarter)
    if (offset === undefined) {
      const at = Object.fromEntries(format.formatToParts(quarter * QUARTER_MS).map(part => [part.type, +part.value]))
      offset = Date.UTC(at['year']!, at['month']! - 1, at['day']!, at['hour']!, at['minute']!) - quarter * QUARTER_MS
      known.set(quarter, offset)
    }
    return offset
  }
  return { name, offsetMs, local: at => isoSeconds(at + offsetMs(at)), toInstant: wall => toInstant(offsetMs, wall) }
}

/** In an autumn fold the earlier of the two instants, in a spring gap as if the clock had not moved: as PHP does. */
function toInstant(offsetMs: Zone['offsetMs'], wall: number): number {
  const before = offsetMs(wall - DAY_MS)
  const candidates = [before, offsetMs(wall + DAY_MS)].filter(offset => offsetMs(wall - offset) === offset)
  return wall - (candidates[0] ?? before)
}

const days = new Map<number, string>()
const pairs = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** `2026-11-10T09:15:41`. Each day is spelled once: a page of orders holds a thousand times. */
export function isoSeconds(instant: number): string {
  const day = Math.floor(instant / DAY_MS)
  let text = days.get(day)
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 11)
    days.set(day, text)
  }
  const second = Math.floor((instant - day * DAY_MS) / 1000)
  return `${text}${pairs[Math.floor(second / 3600)]}:${pairs[Math.floor(second / 60) % 60]}:${pairs[second % 60]}`
}

export const wholeSecond = (at: Date | number): number => Math.floor(Number(at) / 1000) * 1000

const ACCEPTED = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?)?$/

export const isDate = (text: string) => ACCEPTED.test(text)

/**
 * What a date parameter means. A zone letter or offset is first turned into the site's wall time, and only then is
 * `dates_are_gmt` looked at: `…Z` together with it is off by the site's offset.
 */
export function readDate(text: string, zone: Zone, areGmt: boolean): number {
  const [, day, time, suffix] = ACCEPTED.exec(text)!
  const shown = Date.parse(`${day}T${time}Z`)
  if (suffix === undefined) return areGmt ? shown : zone.toInstant(shown)
  const instant = shown - suffixMs(suffix)
  return areGmt ? instant + zone.offsetMs(instant) : instant
}

function suffixMs(suffix: string): number {
  if (suffix === 'Z') return 0
  const digits = suffix.slice(1).replace(':', '').padEnd(4, '0')
  return (suffix[0] === '-' ? -1 : 1) * (+digits.slice(0, 2) * 60 + +digits.slice(2)) * 60_000
}

/** The latest instant before `until` at which the clock was set back, or null in a zone that never does. */
export function lastFold(zone: Zone, until: number): number | null {
  for (let day = until; day > until - 400 * DAY_MS; day -= DAY_MS) {
    if (zone.offsetMs(day) >= zone.offsetMs(day - DAY_MS)) continue
    let at = Math.floor(day / QUARTER_MS) * QUARTER_MS
    while (zone.offsetMs(at) === zone.offsetMs(at - QUARTER_MS)) at -= QUARTER_MS
    return at
  }
  return null
}
