import type { RateLimit } from './connector.ts'
import { createPace, type Outcome, type Pace } from './pace.ts'
import { createRequestWindow, type RequestWindow } from './request-window.ts'
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

/** The part of a connection's budget that may be used here. Nothing starts after `until`, by the limiter's timer. */
export interface Part {
  readonly concurrency: number
  /** In any span of the hard budget. */
  readonly requests: number
  readonly until: number
  /** Others use the rest. */
  readonly shared: boolean
}

/** Of one kind: what is in use and can be given up only later, and what would be used if it could. */
export interface Demand {
  readonly used: number
  readonly wanted: number
}

export interface Demands {
  readonly slots: Demand
  readonly requests: Demand
}

interface Waiter {
  readonly start: () => void
  readonly refuse: (reason: Error) => void
}

const everything: Part = {
  concurrency: Number.POSITIVE_INFINITY,
  requests: Number.POSITIVE_INFINITY,
  until: Number.POSITIVE_INFINITY,
  shared: false,
}
const firstRequests = 4

export const createLimiter = (rate: RateLimit, timer: Timer = realTimer): Limiter => new PartLimiter(rate, { timer })

export interface PartLimiterOptions {
  readonly timer: Timer
  /** Default: the whole budget, for ever. */
  readonly part?: Part
  /** Told when what is wanted or in use may have changed. */
  readonly onChange?: () => void
}

/** A limiter whose part of the budget can be changed while it is used. */
export class PartLimiter implements Limiter {
  readonly #timer: Timer
  readonly #pace: Pace
  readonly #window: RequestWindow
  readonly #most: { readonly concurrency: number; readonly requests: number }
  readonly #onChange: () => void
  readonly #waiting: Waiter[] = []
  #part: Part
  #underWay = 0
  /** The most that were under way or waiting together since the demands were last taken. */
  #peak = 0
  #shortOfRequests = false
  #pausedUntil = Number.NEGATIVE_INFINITY
  #idleSince: number | undefined
  #alarm: AbortController | undefined

  constructor(rate: RateLimit, { timer, part = everything, onChange = () => {} }: PartLimiterOptions) {
    const { concurrency, requests = Number.POSITIVE_INFINITY, perSeconds = 0 } = rate
    this.#timer = timer
    this.#part = part
    this.#idleSince = timer.now()
    this.#onChange = onChange
    this.#most = { concurrency, requests }
    this.#pace = createPace(concurrency)
    this.#window = createRequestWindow(perSeconds * 1_000)
  }

  get concurrency(): number {
    return this.#pace.concurrency
  }

  /** By the limiter's timer. */
  get pausedUntil(): number {
    return this.#pausedUntil
  }

  /** Since when nothing is under way and nobody waits, by the limiter's timer; undefined while it is in use. */
  get idleSince(): number | undefined {
    return this.#idleSince
  }

  get demands(): Demands {
    const used = this.#window.used(this.#timer.now())
    const wanted = this.#peak === 0 ? 0 : Math.max(used + this.#waiting.length, this.#requestsToAskFor())
    return {
      slots: { used: this.#underWay, wanted: Math.min(this.#peak, this.#most.concurrency) },
      requests: { used, wanted: Math.min(wanted, this.#most.requests) },
    }
  }

  /** Twice as many each time, so that a question asked once does not take away what an import needs. */
  #requestsToAskFor(): number {
    const { requests } = this.#part
    return this.#shortOfRequests ? Math.max(firstRequests, 2 * requests) : requests
  }

  async acquire(signal: AbortSignal): Promise<Lease> {
    signal.throwIfAborted()
    await this.#takeTurn(signal)
    return this.#lease()
  }

  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#timer.now() + ms)
    this.#onChange()
  }

  /** Begins a new count of what is wanted. */
  restart(): void {
    this.#peak = this.#underWay + this.#waiting.length
    this.#shortOfRequests = false
  }

  use(part: Part): void {
    this.#part = part
    this.#startNext()
  }

  adopt(concurrency: number): void {
    this.#pace.adopt(concurrency, this.#timer.now())
  }

  /** Ends the waiting of all: their turn will never come. */
  refuse(reason: Error): void {
    for (const waiter of this.#waiting.splice(0)) waiter.refuse(reason)
  }

  #takeTurn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (then: () => void) => {
        signal.removeEventListener('abort', leave)
        then()
      }
      const waiter = { start: () => end(resolve), refuse: (reason: Error) => end(() => reject(reason)) }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        this.#startNext()
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.push(waiter)
      this.#peak = Math.max(this.#peak, this.#underWay + this.#waiting.length)
      this.#startNext()
    })
  }

  /** Starts what may start; when only time is lacking, comes back after it. */
  #startNext(): void {
    this.#alarm?.abort()
    while (this.#waiting.length > 0 && this.#hasSlot()) {
      const waitMs = this.#waitMs()
      if (waitMs > 0) {
        this.#comeBackAfter(waitMs)
        break
      }
      this.#underWay++
      this.#window.begin()
      this.#waiting.shift()?.start()
    }
    const idle = this.#underWay + this.#waiting.length === 0
    this.#idleSince = idle ? (this.#idleSince ?? this.#timer.now()) : undefined
    this.#onChange()
  }

  #hasSlot(): boolean {
    const most = Math.min(this.#pace.concurrency, this.#part.concurrency)
    return this.#underWay < most && this.#timer.now() < this.#part.until
  }

  #waitMs(): number {
    const now = this.#timer.now()
    const most = Math.min(this.#part.requests, this.#most.requests)
    const forRequests = this.#window.waitMs(now, most)
    if (forRequests > 0 && most < this.#most.requests) this.#shortOfRequests = true
    return Math.max(this.#pausedUntil - now, forRequests)
  }

  /** What is under way has no known end; its end is looked at anyway. */
  #comeBackAfter(waitMs: number): void {
    if (!Number.isFinite(waitMs)) return
    this.#alarm = new AbortController()
    this.#timer.wait(waitMs, this.#alarm.signal).then(
      () => this.#startNext(),
      () => {},
    )
  }

  #lease(): Lease {
    const [startedAt, shared] = [this.#timer.now(), this.#underWay > 1 || this.#part.shared]
    let released = false
    const release = (outcome: Outcome) => {
      if (released) return
      released = true
      const endedAt = this.#timer.now()
      this.#underWay--
      this.#window.end(endedAt)
      this.#pace.learn({ outcome, shared, startedAt, endedAt })
      this.#startNext()
    }
    return { release }
  }
}
