import { createHash } from 'node:crypto'
import { nextRun, type Timing } from './next.ts'
import { scheduleZone } from './zone.ts'

/** What moves by the hour in a store. All else is asked for once a night. */
const hourly: ReadonlySet<string> = new Set(['orders', 'shipments', 'stock'])

/** The night hours that a day's reading is spread over: 01:00 up to 06:00. */
const nightStarts = 1
const nightMinutes = 5 * 60

/** The rhythm a new connection gets. Minutes are spread, so that ten thousand stores are not asked at :00. */
export function defaultSchedule(entity: string, connectionId: string, storeZone: string): Timing {
  const spread = spreadOf('import', connectionId, entity)
  const cron = hourly.has(entity) ? `${spread % 60} * * * *` : nightly(spread)
  return { cron, timeZone: scheduleZone(storeZone) }
}

/** The daily reconcile comes with every active schedule, at a night hour of its own in the schedule's zone. */
export function nextReconcile(entity: string, connectionId: string, timing: Timing, after: Date): Date {
  const cron = nightly(spreadOf('reconcile', connectionId, entity))
  return nextRun({ cron, timeZone: timing.timeZone }, after)
}

function nightly(spread: number): string {
  const minute = spread % nightMinutes
  return `${minute % 60} ${nightStarts + Math.floor(minute / 60)} * * *`
}

function spreadOf(...parts: string[]): number {
  return createHash('sha256').update(parts.join('\n')).digest().readUInt32BE(0)
}
