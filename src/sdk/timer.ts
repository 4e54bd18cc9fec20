import { setTimeout as sleep } from 'node:timers/promises'

/** Time as the rate limiter and retries know it; tests put in one that needs no waiting. */
export interface Timer {
  /** Milliseconds that only grow. */
  readonly now: () => number
  /** @throws the signal's reason when it is aborted meanwhile */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

export const realTimer: Timer = {
  now: () => performance.now(),
  wait: async (ms, signal) => {
    signal?.throwIfAborted()
    await sleep(ms, undefined, signal && { signal }).catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error
    })
  },
}
