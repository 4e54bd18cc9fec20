import type { Limiter } from '../rate-limit.ts'
import type { Timer } from '../timer.ts'
import type { Line } from './attempt.ts'
import type { Redact } from './redact.ts'

/** One attempt that has ended, without anything secret: no query, no headers. `status` null: no answer came. */
export interface RequestTold {
  readonly method: string
  readonly url: string
  readonly status: number | null
  readonly durationMs: number
}

/** What every request of one connection has in common. */
export interface Wire {
  readonly line: Line
  readonly limiter: Limiter
  readonly redact: Redact
  readonly signal: AbortSignal
  readonly timer: Timer
  readonly random: () => number
  readonly attempts: number
  readonly userAgent: string
  readonly onRequest: (told: RequestTold) => void
  readonly onWait: (ms: number) => void
}

/** Waits for when the next request may be sent, and tells how long that took, whatever ended it. */
export async function tellWait<T>({ timer, onWait }: Wire, wait: () => Promise<T>): Promise<T> {
  const startedAt = timer.now()
  return wait().finally(() => onWait(Math.round(timer.now() - startedAt)))
}
