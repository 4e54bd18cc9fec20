import type { EntityStatus } from './entities.ts'
import { byUrgency, type FreshnessState } from './freshness.ts'

/** Whether what came through a connection can be trusted, and since when: its entities in one. */
export interface Trust {
  /** The state of its entities that a person should know first. */
  readonly freshness: FreshnessState
  /** Nothing is missing of any entity whose schedule is on. */
  readonly complete: boolean
  /** What was created from then on is here, of all of them. Null with `completeUntil`: whatever its age. */
  readonly completeSince: Date | null
  /** As it was then, or later, by the store's clock. Null: not all of them have been read. */
  readonly completeUntil: Date | null
}

export function sumUp(entities: readonly EntityStatus[]): Trust {
  const scheduled = entities.filter(({ freshness }) => freshness !== 'inactive')
  const unread = scheduled.length === 0 || scheduled.some(({ completeUntil }) => completeUntil === null)
  const since = scheduled.flatMap(({ completeSince }) => completeSince?.getTime() ?? [])
  const until = scheduled.flatMap(({ completeUntil }) => completeUntil?.getTime() ?? [])
  return {
    freshness: byUrgency.find(state => scheduled.some(({ freshness }) => freshness === state)) ?? 'inactive',
    complete: scheduled.every(({ complete }) => complete),
    completeSince: unread || since.length === 0 ? null : new Date(Math.max(...since)),
    completeUntil: unread ? null : new Date(Math.min(...until)),
  }
}
