import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, logFailure } from '../db.ts'
import type { RateLimit } from '../sdk/index.ts'
import type { Limiter } from '../sdk/rate-limit.ts'
import { type Answer, askBudgets, makeBudget } from './budget-row.ts'
import { Claim } from './claim.ts'
import { noSuchConnection } from './refusals.ts'

/** What is due within that is asked for together. */
const togetherMs = 100

/**
 * One process's side of the request budgets that all processes share: it leases what it needs for a few seconds,
 * renews it while it is used, and gives back what is idle or what others wait for. Requests themselves cost no statement.
 */
export class SharedBudget {
  readonly #db: Database
  readonly #process = randomUUID()
  readonly #claims = new Map<string, Claim>()
  #alarm: NodeJS.Timeout | undefined
  #alarmAt = Number.POSITIVE_INFINITY
  #asking: Promise<void> | undefined
  #closed = false
  #failing = false

  constructor(db: Database) {
    this.#db = db
  }

  limiterOf(connectionId: string, rate: RateLimit): Limiter {
    const known = this.#claims.get(connectionId)
    if (known !== undefined) return known.limiter
    const claim: Claim = new Claim(connectionId, rate, () => this.#watch(claim))
    this.#claims.set(connectionId, claim)
    return claim.limiter
  }

  /** Gives back what is not in use any more. */
  async close(): Promise<void> {
    clearTimeout(this.#alarm)
    this.#closed = true
    await this.#asking
    const idle = ({ limiter, isAsking }: Claim) => limiter.idleSince !== undefined && !isAsking
    let left = [...this.#claims.values()].filter(claim => claim.hasAny && idle(claim))
    for (let tries = 0; left.length > 0 && tries < 5; tries++) {
      for (const { limiter } of left) limiter.restart()
      await this.#ask(left)
      left = left.filter(claim => claim.hasAny)
      if (left.length > 0) await sleep(20 * Math.random())
    }
  }

  /** After every change: sets the alarm earlier where this claim is due before it. */
  #watch(claim: Claim): void {
    if (this.#closed || this.#asking !== undefined) return
    if (claim.limiter.idleSince === undefined) this.#alarm?.ref()
    const dueAt = claim.dueAt()
    if (dueAt < this.#alarmAt) this.#setAlarm(dueAt)
  }

  #setAlarm(at: number): void {
    clearTimeout(this.#alarm)
    this.#alarmAt = at
    if (at === Number.POSITIVE_INFINITY || this.#closed || this.#db.pool.ended) return
    this.#alarm = setTimeout(() => this.#askDue(), Math.max(0, at - performance.now()))
    const idle = [...this.#claims.values()].every(({ limiter }) => limiter.idleSince !== undefined)
    if (idle) this.#alarm.unref()
  }

  #askDue(): void {
    const by = performance.now() + togetherMs
    const due = [...this.#claims.values()].filter(claim => claim.dueAt() <= by)
    this.#asking = this.#ask(due).finally(() => {
      this.#asking = undefined
      this.#setAlarm(Math.min(...[...this.#claims.values()].map(claim => claim.dueAt())))
    })
  }

  async #ask(claims: readonly Claim[]): Promise<void> {
    try {
      const answers = await askBudgets(
        this.#db,
        this.#process,
        claims.map(claim => claim.ask()),
      )
      for (const [i, claim] of claims.entries()) this.#tell(claim, answers[i]!)
      this.#failing = false
    } catch (error) {
      // Nothing starts once what was leased has run out; whoever waits asks again.
      for (const claim of claims) claim.fail()
      if (!this.#failing)
        logFailure(this.#db.log, error, 'no request to a store begins until budgets can be leased again')
      this.#failing = true
    }
  }

  #tell(claim: Claim, answer: Answer): void {
    if (answer === 'missed') claim.miss()
    else if (answer === 'gone' && this.#closed) claim.end(noSuchConnection())
    else if (answer === 'gone') void this.#begin(claim)
    else claim.grant(answer)
  }

  /** Beside the others: where the connection is being deleted this waits until it is. */
  async #begin(claim: Claim): Promise<void> {
    try {
      const there = await makeBudget(this.#db, claim.connectionId)
      if (there) claim.miss()
      else claim.end(noSuchConnection())
    } catch {
      claim.fail()
    }
    this.#watch(claim)
  }
}
