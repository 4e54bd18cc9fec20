import { nextRuns, type Timing } from './next.ts'

/** Data counts as late when so many runs were due since it was read, and the last of them so long ago. */
export const lateness = { runs: 2, graceMs: 10 * 60_000 }

/** When data that was read at `readAt` counts as late: twice the interval of its schedule, nights and weekends left out as it does. */
export function lateAfter(timing: Timing, readAt: Date): Date {
  const due = nextRuns(timing, readAt, lateness.runs).at(-1)!
  return new Date(due.getTime() + lateness.graceMs)
}
