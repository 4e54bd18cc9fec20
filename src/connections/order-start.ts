import { DateTime, FixedOffsetZone, IANAZone, type Zone } from 'luxon'
import { ConnectorError } from '../sdk/index.ts'

/** Today's calendar date in the store's zone. @throws ConnectorError contract, when the zone is none. */
export const todayIn = (timeZone: string, now: Date): string =>
  DateTime.fromJSDate(now, { zone: readZone(timeZone) }).toFormat('yyyy-MM-dd')

/**
 * 00:00 of a calendar date in the store's zone, which may be a bare offset. Where clocks go back over midnight the earlier
 * one counts; where they skip it the day's first instant.
 * @throws ConnectorError contract, when the zone is none.
 */
export function startOfDay(date: string, timeZone: string): Date {
  const midnight = DateTime.fromISO(date, { zone: readZone(timeZone) }).startOf('day')
  if (!midnight.isValid) throw new RangeError(`${date} is not a calendar date.`)
  return new Date(Math.min(...midnight.getPossibleOffsets().map(one => one.toMillis())))
}

function readZone(name: string): Zone {
  const offset = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(name.trim())
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0)
    return FixedOffsetZone.instance(offset[1] === '-' ? -minutes : minutes)
  }
  if (/^(Z|UTC|GMT)$/i.test(name.trim())) return FixedOffsetZone.utcInstance
  const zone = IANAZone.create(name.trim())
  if (zone.isValid) return zone
  throw new ConnectorError('contract', `The store says that its time zone is “${name}”, which is none.`, {
    remedy: 'Set the time zone in the store’s settings, then verify the connection again.',
    code: 'time_zone',
  })
}
