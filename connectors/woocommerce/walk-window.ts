import { z } from 'zod'
import { ConnectorError, type Window } from '../../src/sdk/index.ts'
import type { List, Query } from './rows.ts'
import { boundsOf, cutSpans, type Span, wooTime } from './spans.ts'
import { beginning, type Place, walkList } from './walk.ts'
import { manyHidden, nothingShown } from './walk-errors.ts'

/** Where in a window the next page starts. Times are epoch seconds. */
export const Position = z.strictObject({
  leg: z.string(),
  from: z.int().nullable(),
  before: z.int().nullable(),
  lastId: z.int().nonnegative(),
  offset: z.int().nonnegative(),
})
export type Position = z.output<typeof Position>

export interface Walk {
  /** The lists that make up the set, read one after the other: what is live, what is in the trash. */
  readonly legs: Readonly<Record<string, List>>
  readonly window: Window
  /** False: the list cannot be filtered by time. */
  readonly timed?: boolean
  /** Records per span of a full read. */
  readonly spanSize?: number
}

export interface WalkedPage {
  readonly rows: readonly unknown[]
  readonly next: Position | null
  /** Rows that the store counts here beside those it shows. */
  readonly hidden: number
  readonly remaining?: number
}

interface Part {
  readonly leg: string
  readonly span: Span
  /** Rows in later spans of the leg; null where they were not counted. */
  readonly beyond: number | null
  readonly place: Place
}

/**
 * Every row of the window at least once: leg by leg, and a full read span by span.
 * @throws ConnectorError also when many rows are counted and none is shown: a window must not close over that
 */
export async function* walkWindow(walk: Walk, from: Position | null): AsyncGenerator<WalkedPage> {
  const parts = partsOf(walk, from)
  let part = await parts.next()
  while (!part.done) {
    const { leg, span, beyond, place } = part.value
    const list = narrowed(legOf(walk, leg), { ...sinceOf(walk), ...boundsOf(span) })
    let counted = place.offset
    for await (const { rows, lastId, offset, hidden, ended, remaining } of walkList(list, place)) {
      counted += hidden + rows.length
      if (ended && rows.length === 0 && lastId === 0) refuseEmpty(walk, { leg, span, counted })
      if (ended) part = await parts.next()
      const next = ended ? startOf(part) : { leg, ...span, lastId, offset }
      yield { rows, next, hidden, ...(beyond !== null && { remaining: remaining + beyond }) }
    }
  }
}

async function* partsOf(walk: Walk, from: Position | null): AsyncGenerator<Part> {
  const names = Object.keys(walk.legs)
  if (from !== null) {
    const { leg, lastId, offset } = from
    const span = { from: from.from, before: from.before }
    legOf(walk, leg)
    const whole = wholeSpan(walk)
    yield { leg, span, beyond: span.before === whole.before ? 0 : null, place: placeAgain({ lastId, offset }) }
    if (span.before !== whole.before) yield* cutLeg(walk, leg, { from: span.before, before: whole.before })
    names.splice(0, names.indexOf(leg) + 1)
  }
  for (const leg of names) yield* cutLeg(walk, leg, wholeSpan(walk))
}

/** Where no row was taken yet, the rows counted before may have been a total that is wrong, or are not in the list any more. */
const placeAgain = (place: Place): Place => (place.lastId === 0 ? beginning : place)

async function* cutLeg(walk: Walk, leg: string, whole: Span): AsyncGenerator<Part> {
  const full = walk.timed !== false && walk.window.since === null
  const cuts = full ? cutSpans(legOf(walk, leg), whole, walk.spanSize) : [{ span: whole, beyond: 0 }]
  for await (const cut of cuts) yield { leg, place: beginning, ...cut }
}

function legOf(walk: Walk, leg: string): List {
  const list = walk.legs[leg]
  if (list !== undefined) return list
  throw new ConnectorError('position', `The stored position names a list that is not read (${leg}).`, {
    remedy: 'Nothing to do: the window is read from its beginning.',
  })
}

/** Of what is live, and read as one: of the trash, and of one span of many, it may be so. */
function refuseEmpty(walk: Walk, { leg, span, counted }: { leg: string; span: Span; counted: number }): void {
  const whole = wholeSpan(walk)
  const isWhole = span.from === whole.from && span.before === whole.before && leg === Object.keys(walk.legs)[0]
  if (isWhole && counted >= manyHidden) throw nothingShown(counted)
}

const startOf = (part: IteratorResult<Part, unknown>): Position | null =>
  part.done ? null : { leg: part.value.leg, ...part.value.span, ...part.value.place }

const narrowed =
  (list: List, bounds: Query): List =>
  query =>
    list({ ...bounds, ...query })

const wholeSpan = ({ window, timed }: Walk): Span =>
  timed === false
    ? { from: null, before: null }
    : { from: secondsOf(window.createdFrom), before: secondsOf(window.createdBefore) }

/** `modified_after` is exclusive and counts whole seconds. */
function sinceOf({ window, timed }: Walk): Query {
  const since = timed === false ? null : secondsOf(window.since)
  return since === null ? {} : { dates_are_gmt: 'true', modified_after: wooTime(since - 1) }
}

const secondsOf = (instant: string | null): number | null =>
  instant === null ? null : Math.floor(Date.parse(instant) / 1000)
