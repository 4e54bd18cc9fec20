import { type AlertKind, notices, urgent } from './kinds.ts'

/** An alert that people may have to be told of. */
export interface Pending {
  readonly id: string
  readonly kind: AlertKind
  readonly connectionId: string
  readonly connectionName: string
  readonly entity: string
  readonly message: string
  readonly remedy: string
  readonly beganAt: Date
  readonly foundAt: Date
  readonly toldAt: Date | null
  readonly remindedAt: Date | null
  readonly endedAt: Date | null
}

/** What one message is to tell. */
export interface Plan {
  readonly began: readonly Pending[]
  readonly recovered: readonly Pending[]
  /** What still lasts, once a day. */
  readonly lasting: readonly Pending[]
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** What begins or ends within so long is told together: a shop that is down is one message, and so is our network. */
const gatherMs = minuteMs
/** After a start all is late that was missed while everything was down, until it has been caught up: no news. */
const settleMs: Partial<Record<AlertKind, number>> = { stalled: 5 * minuteMs, late: 15 * minuteMs }
/** After a message the next waits so long, and twice as long after each within `recentMs`, up to the longest. */
const pauses = {
  urgent: { firstMs: minuteMs, longestMs: hourMs },
  other: { firstMs: 15 * minuteMs, longestMs: 4 * hourMs },
}
export const recentMs = 6 * hourMs
const remindAfterMs = 24 * hourMs

/**
 * What is to be told now, if anything: never a flood, and nothing left out. What has ended before anybody was told of it is
 * not told at all.
 * @param sentAt when messages were sent within `recentMs`
 */
export function planMessage(alerts: readonly Pending[], sentAt: readonly Date[], at: Date): Plan | null {
  const hasLasted = (one: Pending) => at.getTime() - one.foundAt.getTime() >= (settleMs[one.kind] ?? 0)
  const began = alerts.filter(one => one.endedAt === null && one.toldAt === null && hasLasted(one))
  const recovered = alerts.filter(one => one.endedAt !== null && one.toldAt !== null)
  const lasting = findLasting(alerts, at)
  const news = isTimely({ began, recovered }, sentAt, at)
  if (!news && lasting.length === 0) return null
  return news ? { began, recovered, lasting } : { began: [], recovered: [], lasting }
}

function isTimely({ began, recovered }: Omit<Plan, 'lasting'>, sentAt: readonly Date[], at: Date): boolean {
  const times = [...began.map(one => one.foundAt), ...recovered.map(one => one.endedAt!)].map(one => one.getTime())
  if (times.length === 0 || at.getTime() - Math.min(...times) < gatherMs) return false
  const { firstMs, longestMs } = began.some(one => urgent.includes(one.kind)) ? pauses.urgent : pauses.other
  const recent = sentAt.map(one => one.getTime()).filter(one => at.getTime() - one < recentMs)
  if (recent.length === 0) return true
  const pauseMs = Math.min(firstMs * 2 ** (recent.length - 1), longestMs)
  return at.getTime() - Math.max(...recent) >= pauseMs
}

/** All that lasts, when one of them was last told of a day ago: one reminder, not one for each. */
function findLasting(alerts: readonly Pending[], at: Date): readonly Pending[] {
  const lasting = alerts.filter(one => one.endedAt === null && one.toldAt !== null && !notices.includes(one.kind))
  const isDue = (one: Pending) => at.getTime() - (one.remindedAt ?? one.toldAt!).getTime() >= remindAfterMs
  return lasting.some(isDue) ? lasting : []
}
