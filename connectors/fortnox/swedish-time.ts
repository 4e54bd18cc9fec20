import { DateTime } from 'luxon'

/** Fortnox’s times are those of a clock on a Swedish wall and tell no offset. */
export const swedishZone = 'Europe/Stockholm'

/** The hour that comes twice, and so long after it as what was changed in it may still be on its way into lists. */
const nightMinutes = 70
/** Before the hour that comes twice. */
const spareMinutes = 10

/**
 * From when to ask for changes, as `lastmodified` takes it, so that none since `since` is missed. In the autumn night when
 * the clock is set back, an hour of its times comes twice: whichever of the two is meant by one, what is asked for then
 * begins before both.
 */
export function changedFrom(since: string): string {
  const at = DateTime.fromISO(since, { zone: swedishZone })
  const back = lastSetBack(at)
  return (back === null ? at : back.minus({ minutes: spareMinutes })).toFormat('yyyy-MM-dd HH:mm:ss')
}

/** The beginning of the hour that comes twice, where `at` lies in it or shortly after it. */
function lastSetBack(at: DateTime): DateTime | null {
  const earlier = at.minus({ minutes: 60 + nightMinutes })
  const comesTwice = at.getPossibleOffsets().length > 1
  if (!comesTwice && earlier.offset <= at.offset) return null
  return at.startOf('day').set({ hour: 2 })
}

/** The instant at which a Swedish day begins; null where it is no day. */
export function dayStart(day: string | null): string | null {
  const at = DateTime.fromISO(day ?? '', { zone: swedishZone })
  return at.isValid ? at.toUTC().toISO() : null
}

/** The Swedish day of an instant. */
export const swedishDay = (instant: string): string | null =>
  DateTime.fromISO(instant, { zone: swedishZone }).toISODate()
