import type { Instant } from './state.ts'

/** `2026-11-20 14:52:20`: UTC, and it does not say so. */
export const showDate = (at: Instant): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/**
 * As MySQL in its lenient mode reads a date: what follows the seconds, an offset above all, is passed over, and what is
 * no date at all is the year zero, before everything.
 */
export function readDate(text: string): Instant {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?/i.exec(text)
  if (!match) return Number.NEGATIVE_INFINITY
  const [year, month, day, hour, minute, second] = match.slice(1).map(part => Number(part ?? 0))
  return Date.UTC(year!, month! - 1, day!, hour, minute, second)
}

export const wholeSecond = (at: number): Instant => Math.floor(at / 1000) * 1000
