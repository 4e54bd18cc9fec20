import { spoilLists, spoilRecord } from './garbage.ts'
import * as books from './moves-books.ts'
import * as consent from './moves-consent.ts'
import * as register from './moves-register.ts'
import * as sales from './moves-sales.ts'
import type { State } from './state.ts'

const { findVoucher: _, ...entering } = books
const all = { ...register, ...sales, ...entering, ...consent, spoilRecord, spoilLists }

type Bound<Move> = Move extends (state: State, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

/** Everything that people do in Fortnox, each as a method that has forgotten which company it is of. */
export type Moves = { readonly [Name in keyof typeof all]: Bound<(typeof all)[Name]> }

type Move = (state: State, ...rest: unknown[]) => unknown

export function bindMoves(state: State): Moves {
  const bound = Object.entries(all).map(([name, move]) => [
    name,
    (...rest: unknown[]) => (move as Move)(state, ...rest),
  ])
  return Object.fromEntries(bound) as Moves
}
