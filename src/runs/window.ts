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

const dayMs = 86_400_000

/**
 * Order Start, or where the reach of a system begins that hides what is older. A reconcile keeps a day away from there:
 * what leaves the reach while it goes on must not look as if it were gone.
 */
export function createdFromOf(
  orderStart: Date,
  { storeTime, reachDays, isReconcile }: { storeTime: Date; reachDays: number | null; isReconcile: boolean },
): Date {
  if (reachDays === null) return orderStart
  const reach = new Date(storeTime.getTime() - (reachDays - (isReconcile ? 1 : 0)) * dayMs)
  return reach > orderStart ? reach : orderStart
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
