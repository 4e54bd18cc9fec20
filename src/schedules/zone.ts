import { IANAZone } from 'luxon'

/** The zone in which local times are written as if they were UTC. */
export const wallClock = 'UTC'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Why a name is no time zone that a schedule can run in, or null. */
export function refuseZone(name: string): string | null {
  if (IANAZone.isValidZone(name)) return null
  return `“${name}” is no known time zone. An IANA name is allowed, such as Europe/Stockholm or UTC.`
}

/**
 * A store's zone as a schedule's: a bare offset in whole hours has a name of its own, with the sign turned (POSIX); others
 * (`+05:30`) are zones themselves.
 */
export function scheduleZone(storeZone: string): string {
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?00)?$/.exec(storeZone)
  if (offset === null) return IANAZone.isValidZone(storeZone) ? storeZone : 'UTC'
  const [, sign, hours] = offset
  const name = Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`
  return IANAZone.isValidZone(name) ? name : 'UTC'
}

/** The wall clock at an instant, as if it were UTC. */
export function toLocal(instant: Date, zone: string): Date {
  return new Date(instant.getTime() + offsetMs(instant.getTime(), zone))
}

/**
 * The instant at which the wall clock shows `local`: the first of two in the fold of autumn, the end of the gap in
 * that of spring. So later wall clocks never give earlier instants within a night.
 */
export function toInstant(local: Date, zone: string): Date {
  const wall = local.getTime()
  const before = offsetMs(wall - dayMs, zone)
  const after = offsetMs(wall + dayMs, zone)
  const shown = [wall - before, wall - after].filter(at => at + offsetMs(at, zone) === wall)
  return new Date(shown.length > 0 ? Math.min(...shown) : shiftBetween(wall - after, wall - before, zone))
}

function offsetMs(at: number, zone: string): number {
  return IANAZone.create(zone).offset(at) * minuteMs
}

/** The minute between two instants at which the offset changes. */
function shiftBetween(from: number, to: number, zone: string): number {
  let [low, high] = [from, to]
  const old = offsetMs(low, zone)
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs
    if (offsetMs(middle, zone) === old) low = middle
    else high = middle
  }
  return high
}
