import type { Answer } from '../../../src/sdk/testing/index.ts'
import { type Shown, spoilAnswer, spoilList, spoilShown } from './garbage.ts'
import { answerList } from './listing.ts'
import { ok } from './refusals.ts'
import type { Scope } from './scopes.ts'
import type { Instant, State } from './state.ts'

export interface Call {
  readonly state: State
  readonly query: URLSearchParams
}

/** One kind of thing that is listed and read. `Row` is what the store keeps. */
export interface Definition<Row> {
  /** `articles`, below `/3/`. */
  readonly path: string
  /** What its list is wrapped in: `Articles`. */
  readonly list: string
  /** What one of it is wrapped in: `Article`. */
  readonly one: string
  readonly scope: Scope
  readonly rows: (call: Call) => readonly Row[]
  /** A list’s row is shorter, and some of its types are other ones. */
  readonly showListed: (row: Row, call: Call) => Shown
  readonly show: (row: Row, call: Call) => Shown
  /** By what stands behind the path, decoded; absent: there is only a list. */
  readonly find?: (call: Call, keys: readonly string[]) => Row | undefined
  readonly missing: Answer
  /** What `filter` may say. */
  readonly filters?: Readonly<Record<string, (row: Row, state: State) => boolean>>
  /** What remains where no filter is asked for. */
  readonly unfiltered?: (row: Row, state: State) => boolean
  /** Parameters that are looked for anywhere in a text, in whatever case. */
  readonly fields?: Readonly<Record<string, (row: Row, state: State) => string>>
  /** The day that `fromdate` and `todate` go by. */
  readonly day?: (row: Row) => string
  /** What `lastmodified` goes by. */
  readonly modified?: (row: Row) => Instant
  /** Further parameters, which `rows` sees to. */
  readonly parameters?: readonly string[]
  readonly sorts?: Readonly<Record<string, (row: Row, state: State) => string | number>>
  /** Some lists give the same rows whatever page is asked for; some have no limit and no MetaInformation. */
  readonly paging?: 'ignores page' | 'none'
}

/** A resource whose rows nobody else needs to know. */
export interface Resource {
  readonly path: string
  readonly scope: Scope
  readonly list: (call: Call) => Answer
  readonly read: ((call: Call, keys: readonly string[]) => Answer) | undefined
}

export function defineResource<Row>(definition: Definition<Row>): Resource {
  const { path, scope, one, find, show, missing } = definition
  const read = (call: Call, keys: readonly string[]): Answer => {
    const row = find?.(call, keys)
    if (row === undefined) return missing
    const shown = show(row, call)
    return spoilAnswer(call.state, shown, ok({ [one]: spoilShown(call.state, shown) }))
  }
  const list = (call: Call): Answer => spoilList(call.state, path, answerList(definition, call))
  return { path, scope, list, read: find && read }
}

/** Where the real one says that a thing is, wherever this one runs. */
export const urlOf = (path: string): string => `https://api.fortnox.se/3/${path}`
