import type { Listener } from '../sdk/http.ts'

/** What was asked of a store. */
export interface Asked {
  /** Sent; each attempt is one. */
  readonly requests: number
  /** Until the whole answer was there, or it was clear that none would come. */
  readonly answerMs: number
  /** Before requests: for their turn at the pace of the connection, or to ask again. Those that wait together add up. */
  readonly waitMs: number
}

/** What a run has asked of its store and has not written down yet. */
export class AskedCount implements Listener {
  #unwritten: Asked = { requests: 0, answerMs: 0, waitMs: 0 }

  readonly onRequest: Listener['onRequest'] = ({ durationMs }) =>
    this.#add({ requests: 1, answerMs: durationMs, waitMs: 0 })
  readonly onWait: Listener['onWait'] = waitMs => this.#add({ requests: 0, answerMs: 0, waitMs })

  get unwritten(): Asked {
    return this.#unwritten
  }

  /** Once what wrote it has committed. */
  noteWritten({ requests, answerMs, waitMs }: Asked): void {
    this.#add({ requests: -requests, answerMs: -answerMs, waitMs: -waitMs })
  }

  #add({ requests, answerMs, waitMs }: Asked): void {
    const before = this.#unwritten
    this.#unwritten = {
      requests: before.requests + requests,
      answerMs: before.answerMs + answerMs,
      waitMs: before.waitMs + waitMs,
    }
  }
}

/** SQL that adds it to the columns of its run, by parameters from `$first` on; `askedValues` gives them. */
export const addAsked = (first: number): string =>
  ['requests', 'answer_seconds', 'wait_seconds'].map((name, i) => `${name} = ${name} + $${first + i}`).join(', ')

export const askedValues = ({ requests, answerMs, waitMs }: Asked): number[] => [
  requests,
  answerMs / 1_000,
  waitMs / 1_000,
]
