/** Where a run can be, and where it can go from there. */
export const runTransitions = {
  queued: ['running', 'cancelled', 'failed'],
  /** To itself: a run whose process died is taken up again. */
  running: ['running', 'waiting', 'succeeded', 'failed', 'cancelled', 'needs_approval'],
  /** For the store to answer again, or for Koppla to be started again. */
  waiting: ['running', 'cancelled', 'failed'],
  /** A reconcile that would delete much: approved, it is queued again. */
  needs_approval: ['queued', 'cancelled'],
  succeeded: [],
  failed: [],
  cancelled: [],
  skipped: [],
} as const satisfies Record<string, readonly string[]>

export type RunState = keyof typeof runTransitions
export const runStates = Object.keys(runTransitions) as RunState[]

export const runKinds = ['incremental', 'full', 'from_date', 'backfill', 'reconcile'] as const
export type RunKind = (typeof runKinds)[number]

/** The states that a run may come from into this one. */
export function statesBefore(state: RunState): RunState[] {
  return runStates.filter(from => (runTransitions[from] as readonly string[]).includes(state))
}

/** True when nothing more will happen to the run by itself or by a person. */
export function isEnded(state: RunState): boolean {
  return runTransitions[state].length === 0
}
