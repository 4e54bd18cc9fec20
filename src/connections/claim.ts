import type { RateLimit } from '../sdk/index.ts'
import { type Part, PartLimiter } from '../sdk/rate-limit.ts'
import { realTimer } from '../sdk/timer.ts'
import { type Asking, type Granted, leaseMs } from './budget-row.ts'

/** What runs out here must have run out before anybody else may think so. */
const marginMs = 1_000
const aloneMs = 1_000
const sharedMs = 500
const waitingMs = 250
/** Idle for shorter than that is a pause between two requests. */
const idleMs = 100
/** A pause that the others know already comes back a little longer. */
const samePauseMs = 100

const nothing: Part = { concurrency: 0, requests: 0, until: Number.NEGATIVE_INFINITY, shared: false }

/** What one process has of the budget of one connection, and when it must ask again. */
export class Claim {
  readonly connectionId: string
  readonly rate: RateLimit
  readonly limiter: PartLimiter
  #part = nothing
  #granted: Granted | undefined
  #asking: { readonly asked: Asking; readonly at: number; readonly pausedUntil: number } | undefined
  #asked = { slots: 0, requests: 0 }
  #askedAt = 0
  #notBefore = Number.NEGATIVE_INFINITY
  #agreed: number
  #toldPauseUntil = Number.NEGATIVE_INFINITY

  constructor(connectionId: string, rate: RateLimit, onChange: () => void) {
    this.connectionId = connectionId
    this.rate = rate
    this.#agreed = rate.concurrency
    this.limiter = new PartLimiter(rate, { timer: realTimer, part: nothing, onChange })
  }

  /** Whether others see something of it, as far as is known. */
  get hasAny(): boolean {
    const { slots, requests } = this.#granted ?? {}
    return [slots, requests].some(share => share !== undefined && (share.has > 0 || share.wants > 0))
  }

  /** Asked, and not answered yet: it must not be asked for a second time beside that. */
  get isAsking(): boolean {
    return this.#asking !== undefined
  }

  /** When to ask, by `performance.now()`: infinite where nothing is had and nothing is wanted. */
  dueAt(): number {
    if (this.#asking) return Number.POSITIVE_INFINITY
    return Math.max(this.#notBefore, this.#isUrgent() ? 0 : this.#askedAt + this.#restMs())
  }

  #isUrgent(): boolean {
    const { slots, requests } = this.limiter.demands
    if (slots.wanted > this.#asked.slots || requests.wanted > this.#asked.requests) return true
    if (this.#hasToTellPause()) return true
    const { has, may } = this.#granted?.slots ?? { has: 0, may: 0 }
    return has > may && slots.used < has
  }

  #hasToTellPause(): boolean {
    const { pausedUntil } = this.limiter
    return pausedUntil > performance.now() && pausedUntil > this.#toldPauseUntil + samePauseMs
  }

  /** From one asking to the next, where nothing is urgent. */
  #restMs(): number {
    if (this.#granted === undefined) return this.limiter.idleSince === undefined ? waitingMs : Number.POSITIVE_INFINITY
    const { slots, requests, shared } = this.#granted
    if (!this.hasAny) return Number.POSITIVE_INFINITY
    if ([slots, requests].some(({ has, may, wants }) => has > may || (may === 0 && wants > 0))) {
      return waitingMs * (0.8 + 0.4 * Math.random())
    }
    const { idleSince } = this.limiter
    if (shared && idleSince !== undefined) return Math.min(sharedMs, Math.max(0, idleSince + idleMs - this.#askedAt))
    return shared ? sharedMs : aloneMs
  }

  /** What to ask for; until it is answered, no more is used than is kept whatever the answer. */
  ask(): Asking {
    const { limiter, connectionId, rate } = this
    const at = performance.now()
    if (at - (limiter.idleSince ?? at) >= idleMs) limiter.restart()
    const { demands, concurrency, pausedUntil } = limiter
    const { slots, requests } = demands
    const keeps = {
      slots: Math.max(slots.used, Math.min(slots.wanted, this.#part.concurrency)),
      requests: Math.max(requests.used, Math.min(requests.wanted, this.#part.requests)),
    }
    const pauseMs = this.#hasToTellPause() ? pausedUntil - at : 0
    const asked = { connectionId, rate, demands, keeps, concurrency, agreed: this.#agreed, pauseMs }
    this.#asking = { asked, at, pausedUntil }
    limiter.use({ ...this.#part, concurrency: keeps.slots, requests: this.#orAll(keeps.requests) })
    limiter.restart()
    return asked
  }

  grant(granted: Granted): void {
    const { limiter } = this
    const { asked, at, pausedUntil } = this.#asking!
    this.#asking = undefined
    this.#granted = granted
    this.#askedAt = at
    this.#asked = { slots: asked.demands.slots.wanted, requests: asked.demands.requests.wanted }
    this.#agreed = granted.concurrency
    if (limiter.concurrency === asked.concurrency) limiter.adopt(granted.concurrency)
    const heardMore = limiter.pausedUntil > pausedUntil
    if (granted.pauseMs > 0) limiter.pause(granted.pauseMs)
    if (!heardMore) this.#toldPauseUntil = limiter.pausedUntil
    const { slots, requests, shared } = granted
    const until = at + leaseMs - marginMs
    this.#use({ concurrency: slots.may, requests: this.#orAll(requests.may), until, shared })
  }

  /** Nothing was changed: somebody else was writing. */
  miss(): void {
    this.#asking = undefined
    this.#notBefore = performance.now() + 20 + 40 * Math.random()
    this.#use(this.#part)
  }

  /** It is not known what was changed: what was kept is what there is. */
  fail(): void {
    const { keeps } = this.#asking!.asked
    this.#asking = undefined
    this.#notBefore = performance.now() + waitingMs
    this.#use({ ...this.#part, concurrency: keeps.slots, requests: this.#orAll(keeps.requests) })
  }

  /** There is no budget any more; whoever waits is told why. */
  end(reason: Error): void {
    this.#asking = undefined
    this.#granted = undefined
    this.#asked = { slots: 0, requests: 0 }
    this.#use(nothing)
    this.limiter.refuse(reason)
    this.limiter.restart()
  }

  #use(part: Part): void {
    this.#part = part
    this.limiter.use(part)
  }

  #orAll(requests: number): number {
    return this.rate.requests === undefined ? Number.POSITIVE_INFINITY : requests
  }
}
