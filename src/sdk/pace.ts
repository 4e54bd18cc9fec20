/**
 * How an attempt went, as far as the store's pace is concerned: `overloaded` is 429, 503 or a timeout; `failed` is any
 * other end without an answer and says nothing about pace.
 */
export type Outcome = 'answered' | 'overloaded' | 'failed'

interface Ended {
  readonly outcome: Outcome
  /** Others were under way beside it, so that its slowness may be our own doing. */
  readonly shared: boolean
  readonly startedAt: number
  readonly endedAt: number
}

export interface Pace {
  /** How many requests may be under way. */
  readonly concurrency: number
  readonly learn: (ended: Ended) => void
  /** Takes over what others have learnt of the same store. */
  readonly adopt: (concurrency: number, now: number) => void
}

const remembered = 30
const slowFactor = 4
/** Below this nobody is hurt, and the factor is noise. */
const slowAtLeastMs = 250
const slowInARow = 3

/**
 * Concurrency that halves when the store refuses or slows and grows back by about one for every ten good rounds. What
 * started before the last halving does not count again: one refusal hits all that are under way.
 */
export function createPace(highest: number): Pace {
  let limit = highest
  let loweredAt = Number.NEGATIVE_INFINITY
  let slow = 0
  const durations: number[] = []

  function isSlow({ shared, startedAt, endedAt }: Ended): boolean {
    const typical = medianOf(durations)
    durations.push(endedAt - startedAt)
    if (durations.length > remembered) durations.shift()
    const isLong = endedAt - startedAt > Math.max(slowAtLeastMs, typical * slowFactor)
    slow = shared && isLong && durations.length > 5 ? slow + 1 : 0
    return slow >= slowInARow
  }

  return {
    get concurrency() {
      return Math.floor(limit)
    },
    adopt(concurrency: number, now: number): void {
      if (concurrency < Math.floor(limit)) loweredAt = now
      if (concurrency !== Math.floor(limit)) limit = Math.min(highest, concurrency)
    },
    learn(ended: Ended): void {
      if (ended.outcome === 'failed') return
      if (ended.outcome === 'answered' && !isSlow(ended)) {
        limit = Math.min(highest, limit + 0.1 / limit)
      } else if (ended.startedAt >= loweredAt) {
        limit = Math.max(1, limit / 2)
        loweredAt = ended.endedAt
        slow = 0
      }
    },
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY
}
