import type { Clocks } from './clock.ts'

/** Everything modified before `watermark` is stored. */
export interface Mark {
  /** The store's clock. */
  readonly watermark: Date
  /** Ours, at the same moment. */
  readonly ourTime: Date
  readonly clockDifferenceMs: number
}

/**
 * Where the next window starts: the lesser of the watermark and what today's clocks make of the moment it was taken, less
 * the overlap. A clock that was set back on either side makes us read again; it never makes us skip. Null: from the beginning.
 */
export function nextSince(mark: Mark | null, clocks: Clocks, overlapSeconds = 300): Date | null {
  if (mark === null) return null
  const today = mark.ourTime.getTime() + clocks.differenceMs
  const since = Math.min(mark.watermark.getTime(), today) - overlapSeconds * 1_000
  return new Date(Math.max(0, since))
}

/** A complete window as a watermark. */
export function toMark(window: { until: Date; ourTime: Date; clockDifferenceMs: number }): Mark {
  return { watermark: window.until, ourTime: window.ourTime, clockDifferenceMs: window.clockDifferenceMs }
}

/**
 * The watermark after a window beside the checkpoint was completed: the later of the two. A window that starts after the
 * watermark leaves a gap between them and moves nothing.
 */
export function laterMark(
  mark: Mark | null,
  window: { since: Date | null } & Parameters<typeof toMark>[0],
): Mark | null {
  if (mark === null) return window.since === null ? toMark(window) : null
  if (window.since !== null && window.since > mark.watermark) return mark
  return window.until > mark.watermark ? toMark(window) : mark
}
