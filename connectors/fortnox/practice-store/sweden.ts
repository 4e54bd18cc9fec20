import { DateTime } from 'luxon'

const zone = 'Europe/Stockholm'

/** What a clock on a wall in Sweden shows: `2026-10-25 02:30:00` twice in the night when it is set back. */
export const wallClock = (at: number): string => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss')

export const dayOf = (at: number): string => wallClock(at).slice(0, 10)

/** The instant at which a day begins in Sweden. */
export const startOf = (day: string): number => DateTime.fromISO(day, { zone }).toMillis()

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
