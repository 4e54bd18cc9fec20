import { count } from '../sdk/count.ts'
import { tellInstant } from '../sdk/tell-instant.ts'
import type { EntityRow } from './entities.ts'
import type { FreshnessState } from './freshness.ts'

const words: Readonly<Record<FreshnessState, (row: EntityRow) => string>> = {
  paused: () => 'The connection is paused.',
  inactive: () => 'The schedule is off.',
  disconnected: explainDisconnected,
  stalled: () => 'A run is going on that gets nothing done.',
  never: () => 'Nothing has been read to its end yet.',
  late: ({ readAt }) => `Nothing was read to its end since ${tellInstant(readAt)}, though two runs were due.`,
  fresh: ({ readAt }) => `Read at ${tellInstant(readAt)}.`,
}

/** Why an entity is in its state. */
export const explainState = (row: EntityRow): string => words[row.freshness](row)

function explainDisconnected({ attention, unreadableBecause, failures }: EntityRow): string {
  return attention?.message ?? unreadableBecause ?? `The last ${count(failures, 'runs')} failed.`
}
