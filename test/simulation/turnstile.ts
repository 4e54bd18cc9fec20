// One thing at a time, and the seed says which. Everything that a simulated process does outside of itself (a request to
// the store, a statement to the database) waits here. When nobody can go on by himself any more, one is let through.
import type { Dice } from './random.ts'

export interface Actor {
  readonly name: string
  /** Killed: nothing that it wanted is done any more. */
  dead: boolean
  /** Resolves when it is killed. */
  readonly died: Promise<void>
  readonly markDead: () => void
  /** How to let go of what it holds (a connection to the database) when it is killed. */
  readonly holds: Set<() => void>
}

export interface Passage {
  readonly who: Actor
  readonly kind: 'http' | 'database'
  /** Statements of one transaction share one; where there is one session for all, nobody else's get in between. */
  readonly session: object
  readonly text: string
}

interface Waiting extends Passage {
  /** Some dawdle, so that much happens between two things that are usually close. */
  readonly notBefore: number
  readonly go: () => void
  readonly fail: (error: unknown) => void
}

interface UnderWay {
  readonly passage: Passage
  since: number
  blocked: boolean
}

export interface TurnstileOptions {
  readonly dice: Dice
  /** Called before somebody is let through. */
  readonly before: (step: number) => Promise<void>
  /** True: one session for all, as the embedded database has. */
  readonly oneSession: boolean
  /** Whether the statement under way in a session waits for a lock, so that others must go first. */
  readonly waitsForLock: (session: object) => Promise<boolean>
}

export function makeActor(name: string): Actor {
  const { promise: died, resolve: markDead } = Promise.withResolvers<void>()
  return { name, dead: false, died, markDead, holds: new Set() }
}

export class KilledError extends Error {
  override readonly name = 'KilledError'
}

const immediate = () => new Promise<void>(resolve => setImmediate(resolve))
/** That many turns of the event loop without anything new: everybody waits here. */
const quietTurns = 4
const slowMs = 10
const stuckMs = 30_000

export class Turnstile {
  readonly #options: TurnstileOptions
  #waiting: Waiting[] = []
  readonly #underWay = new Map<Passage, UnderWay>()
  /** Until which step they stand still. */
  readonly #suspended = new Map<Actor, number>()
  #holder: object | null = null
  #moves = 0
  #wake = () => {}
  #buried = false
  step = 0

  constructor(options: TurnstileOptions) {
    this.#options = options
  }

  /** Resolves when it may be done; then `leave`. The dead wait until all is over. @throws KilledError then */
  enter(passage: Passage, signal?: AbortSignal): Promise<void> {
    return new Promise((go, fail) => {
      if (signal?.aborted) return fail(signal.reason)
      if (this.#buried) return fail(new KilledError())
      this.#note()
      const waiting: Waiting = { ...passage, go, fail, notBefore: this.#dawdle() }
      this.#waiting.push(waiting)
      signal?.addEventListener('abort', () => this.#turnAway(waiting, signal.reason), { once: true })
    })
  }

  #dawdle(): number {
    const { dice } = this.#options
    return dice.chance(0.06) ? this.step + dice.roll(40) : 0
  }

  leave(session: object): void {
    this.#note()
    for (const [key, one] of this.#underWay) {
      if (one.passage.session === session) this.#underWay.delete(key)
      // What it did may have let another go on.
      else Object.assign(one, { blocked: false, since: performance.now() - slowMs })
    }
  }

  /** The one session is this transaction's until it is given back. */
  hold(session: object): void {
    this.#holder ??= session
  }

  giveBack(session: object): void {
    this.#note()
    if (this.#holder === session) this.#holder = null
  }

  kill(who: Actor): void {
    if (who.dead) return
    who.dead = true
    who.markDead()
    for (const letGo of who.holds) letGo()
    for (const [key, one] of this.#underWay) if (one.passage.who === who) this.#underWay.delete(key)
  }

  /** Nothing that it wants is done for so many steps, as long as there is anything else to do. */
  suspend(who: Actor, steps: number): void {
    this.#suspended.set(who, this.step + steps)
  }

  isSuspended = (who: Actor): boolean => (this.#suspended.get(who) ?? 0) > this.step

  /** The episode is over: what still waits comes to its end, in the dead, and in the living where it was broken off. */
  bury(): void {
    this.#buried = true
    for (const one of this.#waiting) this.#turnAway(one, new KilledError())
  }

  /** Lets through one after the other until the work is done. */
  async drive(work: Promise<unknown>): Promise<void> {
    const state = { done: false }
    const ended = () => {
      state.done = true
      this.#note()
    }
    work.then(ended, ended)
    for (;;) {
      await this.#settle(state)
      if (state.done) return void (await work)
      await this.#options.before(this.step)
      const may = this.#mayPass()
      const prompt = may.filter(one => one.notBefore <= this.step && !this.isSuspended(one.who))
      if (may.length > 0) this.#letThrough(this.#options.dice.pick(prompt.length > 0 ? prompt : may))
    }
  }

  #letThrough(one: Waiting): void {
    this.step++
    this.#waiting = this.#waiting.filter(other => other !== one)
    this.#underWay.set(one, { passage: one, since: performance.now(), blocked: false })
    one.go()
  }

  #turnAway(one: Waiting, reason: unknown): void {
    if (!this.#waiting.includes(one)) return
    this.#note()
    this.#waiting = this.#waiting.filter(other => other !== one)
    one.fail(reason)
  }

  #mayPass(): Waiting[] {
    const free = (one: Waiting) =>
      !this.#options.oneSession || one.kind === 'http' || this.#holder === null || this.#holder === one.session
    return this.#waiting.filter(one => !one.who.dead && free(one))
  }

  /** Waits until nobody can go on without being let through. */
  async #settle(state: { done: boolean }): Promise<void> {
    const startedAt = performance.now()
    for (let quiet = 0; quiet < quietTurns && !state.done; ) {
      const before = this.#moves
      await immediate()
      const idle = !(await this.#isBusy()) && this.#mayPass().length > 0
      if (before === this.#moves && !idle && !state.done) await this.#moved()
      quiet = before === this.#moves && idle ? quiet + 1 : 0
      if (performance.now() - startedAt > stuckMs) throw new Error(`The simulation is stuck: ${this.#describe()}`)
    }
  }

  #note(): void {
    this.#moves++
    this.#wake()
  }

  /** Something new, or so much time that a look is worth while. */
  #moved(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, slowMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async #isBusy(): Promise<boolean> {
    let busy = false
    for (const [key, one] of [...this.#underWay]) {
      const slow = one.passage.kind === 'database' && performance.now() - one.since > slowMs
      if (slow && !one.blocked) one.blocked = await this.#options.waitsForLock(one.passage.session)
      if (this.#underWay.has(key) && !one.blocked) busy = true
    }
    return busy
  }

  #describe(): string {
    const show = (one: Passage) => `${one.who.name}${one.who.dead ? ' (dead)' : ''} ${one.text.slice(0, 60)}`
    const underWay = [...this.#underWay.values()].map(one => `${one.blocked ? 'blocked ' : ''}${show(one.passage)}`)
    return `under way: ${underWay.join('; ')}. Waiting: ${this.#waiting.map(show).join('; ')}`
  }
}
