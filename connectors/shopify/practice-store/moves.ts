import { spoilRecord } from './garbage.ts'
import * as catalogue from './moves-catalogue.ts'
import * as orders from './moves-orders.ts'
import type { State } from './state.ts'

const all = { ...catalogue, ...orders, spoilRecord }

type Bound<Move> = Move extends (state: State, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

/** Everything a shopkeeper does, each as a method that has forgotten which shop it is of. */
export type Moves = { readonly [Name in keyof typeof all]: Bound<(typeof all)[Name]> }

type Move = (state: State, ...rest: unknown[]) => unknown

export function bindMoves(state: State): Moves {
  const bound = Object.entries(all).map(([name, move]) => [
    name,
    (...rest: unknown[]) => (move as Move)(state, ...rest),
  ])
  return Object.fromEntries(bound) as Moves
}
