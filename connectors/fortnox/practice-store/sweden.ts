import { DateTime } from 'luxon'

const zone = 'Europe/Stockholm'

const HOUR_MS = 3_600_000
const offsets = new Map<number, number>()

/** It only ever changes at a whole hour, so each hour is looked up once. */
function offsetMs(at: number): number {
  const hour = Math.floor(at / HOUR_MS)
  const known = offsets.get(hour)
  if (known !== undefined) return known
  const offset = DateTime.fromMillis(hour * HOUR_MS, { zone }).offset * 60_000
  offsets.set(hour, offset)
  return offset
}

/** What a clock on a wall in Sweden shows: `2026-10-25 02:30:00` twice in the night when it is set back. */
export const wallClock = (at: number): string =>
  new Date(at + offsetMs(at)).toISOString().slice(0, 19).replace('T', ' ')

export const dayOf = (at: number): string => wallClock(at).slice(0, 10)

/** The instant at which a day begins in Sweden. */
export const startOf = (day: string): number => DateTime.fromISO(day, { zone }).toMillis()

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
