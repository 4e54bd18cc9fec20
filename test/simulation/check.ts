// Our records against the shop's.
import { isDeepStrictEqual } from 'node:util'
import type { Picture } from '../journey/store-picture.ts'
import type { Shop } from './shops/shop.ts'

type Silence = Pick<Shop, 'books' | 'mayWait'>

/** What every save told of must be there after the next incremental run; deletions and silent changes need not be. */
export function checkAfterIncremental(ours: Picture, theirs: Picture, { books, mayWait }: Silence): string[] {
  const loud = (one: Difference) => !books.silent.has(`${one.entity} ${one.id}`) && !mayWait(one)
  return differences(ours, theirs).filter(loud).map(tell('after the incremental run'))
}

export const checkAtTheEnd = (ours: Picture, theirs: Picture): string[] =>
  differences(ours, theirs).map(tell('in the end'))

export interface Difference {
  readonly entity: string
  readonly id: string
  readonly ours: object | undefined
  readonly theirs: object | undefined
}

function differences(ours: Picture, theirs: Picture): Difference[] {
  return Object.entries(theirs).flatMap(([entity, records]) =>
    [...new Set([...Object.keys(records), ...Object.keys(ours[entity]!)])]
      .map(id => ({ entity, id, ours: ours[entity]![id], theirs: records[id] }))
      .filter(one => !isDeepStrictEqual(one.ours, one.theirs)),
  )
}

const tell =
  (when: string) =>
  ({ entity, id, ours, theirs }: Difference): string => {
    if (ours === undefined) return `${when}, ${entity} ${id} is missing`
    if (theirs === undefined) return `${when}, ${entity} ${id} is there and is not the shop's`
    const keys = Object.keys(theirs).filter(key => !isDeepStrictEqual(partOf(ours, key), partOf(theirs, key)))
    const shown = keys.map(key => `${key} is ${textOf(ours, key)} and should be ${textOf(theirs, key)}`)
    return `${when}, ${entity} ${id} differs: ${shown.join('; ').slice(0, 400)}`
  }

const partOf = (of: object, key: string) => (of as Record<string, unknown>)[key]
const textOf = (of: object, key: string) => JSON.stringify(partOf(of, key))
