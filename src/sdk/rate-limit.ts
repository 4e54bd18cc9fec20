import type { RateLimit } from './connector.ts'
import { createPace, type Outcome } from './pace.ts'
import { realTimer, type Timer } from './timer.ts'

export interface Lease {
  /** Once, when the attempt has ended. */
  readonly release: (outcome: Outcome) => void
}

/** Lets requests of one connection through at the pace that the store can bear. */
export interface Limiter {
  /**
   * Waits, first come first served, until one more request may be sent.
   * @throws the signal's reason when it is aborted meanwhile
   */
  readonly acquire: (signal: AbortSignal) => Promise<Lease>
  /** No request starts for that long: the store said when it wants to be asked again. */
  readonly pause: (ms: number) => void
  /** How many requests may be under way now. */
  readonly concurrency: number
}

export function createLimiter(rate: RateLimit, timer: Timer = realTimer): Limiter {
  const waiting: Array<() => void> = []
  const pace = createPace(rate.concurrency)
  const budget = createBudget(rate)
  let underWay = 0
  let pausedUntil = Number.NEGATIVE_INFINITY
  let alarm: AbortController | undefined

  /** Starts what may start; when only time is lacking, comes back after it. */
  function startNext(): void {
    alarm?.abort()
    while (waiting.length > 0 && underWay < pace.concurrency) {
      const now = timer.now()
      const waitMs = Math.max(pausedUntil - now, budget.waitMs(now))
      if (waitMs > 0) {
        alarm = new AbortController()
        timer.wait(waitMs, alarm.signal).then(startNext, () => {})
        return
      }
      underWay++
      budget.spend(now)
      waiting.shift()?.()
    }
  }

  function lease(): Lease {
    const [startedAt, shared] = [timer.now(), underWay > 1]
    let released = false
    const release = (outcome: Outcome) => {
      if (released) return
      released = true
      underWay--
      pace.learn({ outcome, shared, startedAt, endedAt: timer.now() })
      startNext()
    }
    return { release }
  }

  return {
    get concurrency() {
      return pace.concurrency
    },
    pause: ms => {
      pausedUntil = Math.max(pausedUntil, timer.now() + ms)
    },
    acquire: async signal => {
      signal.throwIfAborted()
      await takeTurn(waiting, signal, startNext)
      return lease()
    },
  }
}

function takeTurn(waiting: Array<() => void>, signal: AbortSignal, startNext: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const leave = () => {
      waiting.splice(waiting.indexOf(start), 1)
      startNext()
      reject(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    waiting.push(start)
    startNext()
  })
}

/** The hard budget: at most `requests` in any `perSeconds`. */
function createBudget({ requests, perSeconds }: RateLimit) {
  const spans: number[] = []
  if (requests === undefined || perSeconds === undefined) return { waitMs: () => 0, spend: () => {} }
  const spanMs = perSeconds * 1_000
  return {
    waitMs: (now: number) => (spans.length < requests ? 0 : (spans[0] ?? 0) + spanMs - now),
    spend: (now: number) => {
      spans.push(now)
      if (spans.length > requests) spans.shift()
    },
  }
}
