import { startOfDay } from '../connections/order-start.ts'
import { agree, count } from '../sdk/count.ts'
import { tellInstant } from '../sdk/tell-instant.ts'

/** What keeps an entity from being complete, and what to do. */
export interface Missing {
  readonly kind: 'unread' | 'order_start' | 'rejections' | 'brake'
  readonly message: string
  readonly remedy: string
  /** How many records, where that is known. */
  readonly count?: number
}

/** What is known of one entity of one connection. */
export interface Known {
  readonly entity: string
  readonly active: boolean
  readonly completeSince: Date | null
  readonly completeUntil: Date | null
  readonly openRejections: number
  /** A reconcile would delete much, and waits for a person. */
  readonly waits: boolean
  /** 00:00 of Order Start in the store's zone; null where it does not apply, and where the zone is none. */
  readonly wantedSince: Date | null
}

/** Nothing: all that was created from Order Start on (or at all) is here as it was at `completeUntil`, or later. */
export function findMissing(known: Known): Missing[] {
  if (known.completeUntil === null) return [unread(known)]
  const missing: Missing[] = []
  if (known.wantedSince !== null && (known.completeSince === null || known.completeSince > known.wantedSince))
    missing.push(beforeStart(known))
  if (known.openRejections > 0) missing.push(rejected(known))
  if (known.waits) missing.push(braked(known))
  return missing
}

const unread = ({ entity, active }: Known): Missing => ({
  kind: 'unread',
  message: `No import of ${entity} has come to its end yet.`,
  remedy: active ? 'Wait for the first one, or import now.' : 'Activate the schedule, or import now.',
})

const beforeStart = ({ entity, completeSince }: Known): Missing => ({
  kind: 'order_start',
  message:
    completeSince === null
      ? `It is not known from when on all ${entity} are here.`
      : `Order Start is earlier: what was created before ${tellInstant(completeSince)} has not been read to its end.`,
  remedy: 'Wait for the import of the earlier ones, or for the next reconcile; or start one now.',
})

const rejected = ({ openRejections }: Known): Missing => ({
  kind: 'rejections',
  message: `${count(openRejections, 'records')} could not be stored and ${agree(openRejections, 'is', 'are')} set aside.`,
  remedy: 'Look at the reasons, put them right in the store, and retry.',
  count: openRejections,
})

const braked = ({ entity }: Known): Missing => ({
  kind: 'brake',
  message: `A reconcile of ${entity} found many gone from the store, and waits for a person before it marks them deleted.`,
  remedy: 'See what it found, then approve or discard it.',
})

/** Null as well where the store's zone cannot be read: a run would say so. */
export function readWantedSince(orderStart: string, timeZone: string | null): Date | null {
  try {
    return timeZone === null ? null : startOfDay(orderStart, timeZone)
  } catch {
    return null
  }
}
