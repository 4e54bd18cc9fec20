// What the moves of all shops are made of.
import type { PracticeClock } from '../../../src/sdk/testing/index.ts'
import { pickBy } from '../random.ts'
import type { Lot } from './shop.ts'

/** What is committed later than this after its own time is found by the next reconcile. */
export const overlapSeconds = 280

interface Clocked {
  readonly store: { readonly state: { readonly clock: PracticeClock } }
}

export const secondsAgo = ({ store }: Clocked, seconds: number): Date =>
  new Date(store.state.clock.now().getTime() - seconds * 1_000)

/** Does it to the row that `a` says; 0: there is none. */
export function on<T>(rows: readonly T[], a: number, act: (row: T) => unknown): unknown {
  const row = pickBy(rows, a)
  return row === undefined ? 0 : act(row)
}

/** As many rows, one after the other, as `b` says (20 and up to `most` more), from where `a` says. */
export function some<T>(rows: readonly T[], { a, b }: Lot, most: number): readonly T[] {
  const count = Math.min(rows.length, 20 + Math.floor(b * most))
  const first = Math.floor(a * (rows.length - count))
  return rows.slice(first, first + count)
}
