import { DateTime } from 'luxon'
import { startOfDay } from '../connections/order-start.ts'
import { Problem } from '../errors.ts'

/** Calendar days in the store's zone: one, a month, or from one to another, both included. */
export type AskedSpan =
  | { readonly day: string }
  | { readonly month: string }
  | { readonly from: string; readonly to: string }

/** As it was asked for, and the instants that it stands for: from `from`, before `before`. */
export interface SealSpan {
  readonly span: string
  readonly from: Date
  readonly before: Date
}

const mostDays = 92

/**
 * Begins with Order Start at the earliest: what is older is not imported. A day may have 23 or 25 hours.
 * @throws Problem invalid; ConnectorError contract, when the zone is none
 */
export function readSpan(
  asked: AskedSpan,
  store: { readonly timeZone: string; readonly orderStart: string },
): SealSpan {
  const { span, first, last } = daysOf(asked)
  if (last < first) throw refuse('to', `${last} is before ${first}.`)
  if (DateTime.fromISO(last).diff(DateTime.fromISO(first), 'days').days >= mostDays)
    throw refuse('to', `At most ${mostDays} days can be compared at once.`)
  const begin = first < store.orderStart ? store.orderStart : first
  if (last < begin)
    throw refuse(
      'day' in asked ? 'day' : 'month' in asked ? 'month' : 'from',
      `${span} lies before Order Start (${store.orderStart}): nothing of it is imported.`,
    )
  return { span, from: startOfDay(begin, store.timeZone), before: startOfDay(dayAfter(last), store.timeZone) }
}

function daysOf(asked: AskedSpan): { span: string; first: string; last: string } {
  if ('day' in asked) return { span: asked.day, first: asked.day, last: asked.day }
  if ('from' in asked) return { span: `${asked.from}/${asked.to}`, first: asked.from, last: asked.to }
  const first = `${asked.month}-01`
  return { span: asked.month, first, last: DateTime.fromISO(first, { zone: 'utc' }).endOf('month').toISODate()! }
}

const dayAfter = (day: string): string => DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 }).toISODate()!

const refuse = (path: string, message: string): Problem =>
  new Problem('invalid', message, { fields: [{ path, message }] })
