import type { ConnectorError } from '../../src/sdk/index.ts'
import { readByIds } from './read-by-ids.ts'
import { idOf, type List } from './rows.ts'
import { restless } from './walk-errors.ts'
import { crossHidden } from './walk-hidden.ts'
import { joins, type Reading, readSlice, type Slice, unreadIds } from './walk-slice.ts'

/** How far a list is read: the last id taken, and how many rows of the list lie before the next one. */
export interface Place {
  readonly lastId: number
  readonly offset: number
}

export const beginning: Place = { lastId: 0, offset: 0 }

/** Rows not seen before, and the place behind them. */
export interface Stretch extends Place {
  readonly rows: readonly unknown[]
  /** How many rows the store counts here beside those it shows. A few are normal: lists are filtered after the limit. */
  readonly hidden: number
  /** True: nothing is left behind `rows`. */
  readonly ended: boolean
  readonly remaining: number
}

/**
 * Reads a list that changes meanwhile, and loses no row that stays in it.
 *
 * Rows come in the order of their ids, by offset. A row that leaves the list pulls all later ones forward, so each
 * request starts at the last row of the one before: its first id ≤ the last id taken proves that nothing was skipped,
 * since ids ascend. Where it is greater, steps back of 4, 8, 16 … rows are taken until it is not. Rows that join (an old
 * order is edited) push the others back, which only shows some twice; they are passed once. Lists are filtered after
 * the limit is applied, so a short or even empty page is not the end: the end is an answer that joins on to what was
 * read and whose own total it reaches. Totals come out of caches too, so a full page with new rows is never the end.
 */
export async function* walkList(list: List, from = beginning, perPage = 100): AsyncGenerator<Stretch> {
  let { lastId, offset } = from
  let size = perPage
  for (;;) {
    const slice = await readOn({ list, perPage: size, lastId }, offset)
    const fresh = freshRows(slice, lastId)
    const rows = slice.failure === null ? fresh : await readWhole(list, fresh)
    const goesOn = slice.full && unreadIds(slice, { lastId }).length > 0
    const hidden = hiddenIn(slice, countedTo(slice, size) - offset - fresh.length)
    lastId = Math.max(lastId, ...slice.rows.map(row => idOf(row) ?? 0))
    offset = slice.start + size
    const remaining = slice.isLast === true ? 0 : Math.max(0, slice.total - offset)
    const ended = remaining === 0 && !goesOn
    yield { rows, lastId, offset, hidden, ended, remaining }
    if (ended) return
    if (isTooMuch(slice.failure)) size = Math.max(smallest, size >> 1)
  }
}

/** Steps back are of 4 rows and more: a smaller page would not reach from there to where the walk stands. */
const smallest = 10

/** Where one broken record fails an answer, the next answer may be as long again. */
const isTooMuch = (failure: ConnectorError | null): boolean =>
  failure !== null && (failure.code === 'too_large' || failure.code === 'timeout')

const countedTo = ({ start, total, isLast }: Slice, size: number): number =>
  isLast === true ? total : Math.min(start + size, total)

/** `behind`: the rows counted since the last stretch that are not among the new ones. Rows that join look like that too. */
const hiddenIn = ({ missing }: Slice, behind: number): number => Math.max(0, Math.min(missing, behind))

const maxTries = 20

/** The next slice that joins on to the last id taken and leads further. */
async function readOn(reading: Reading, offset: number): Promise<Slice> {
  const ahead = await readSlice(reading, Math.max(0, offset - 1))
  if (joins(ahead, reading)) return ahead
  for (let tries = 0; tries < maxTries; tries += 1) {
    const joined = await stepBack(reading, ahead.start)
    if (unreadIds(joined, reading).length > 0 || joined.total <= joined.start + reading.perPage) return joined
    const across = await crossHidden(reading, joined)
    if (across !== null) return across
  }
  throw restless()
}

async function stepBack(reading: Reading, from: number): Promise<Slice> {
  let start = from
  for (let back = 4; ; back *= 2) {
    start = Math.max(0, start - back)
    const slice = await readSlice(reading, start)
    if (joins(slice, reading)) return slice
  }
}

/** The slice's new rows. One without an id cannot be told from another: it is passed unless known ones follow. */
function freshRows(slice: Slice, lastId: number): readonly unknown[] {
  const known = slice.rows.findLastIndex(row => (idOf(row) ?? Number.POSITIVE_INFINITY) <= lastId)
  return slice.rows.slice(known + 1)
}

/** Those of which only the ids are known, whole. */
async function readWhole(list: List, rows: readonly unknown[]): Promise<readonly unknown[]> {
  const ids = rows.flatMap(row => idOf(row) ?? [])
  const strays = rows.filter(row => idOf(row) === null)
  return ids.length === 0 ? strays : [...strays, ...(await readByIds(list, ids))]
}
