import { ConnectorError } from '../../src/sdk/index.ts'
import { crossHidden } from './walk-hidden.ts'
import { idOf, joins, type List, type Reading, readByIds, readSlice, type Slice, unreadIds } from './walk-slice.ts'

/** How far a list is read: the last id taken, and how many rows of the list lie before the next one. */
export interface Place {
  readonly lastId: number
  readonly offset: number
}

export const beginning: Place = { lastId: 0, offset: 0 }

/** Rows not seen before, and the place behind them. */
export interface Stretch extends Place {
  readonly rows: readonly unknown[]
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
    const rows = await takeRows(list, slice, lastId)
    const goesOn = slice.full && unreadIds(slice, { lastId }).length > 0
    lastId = Math.max(lastId, ...slice.rows.map(row => idOf(row) ?? 0))
    offset = slice.start + size
    const remaining = Math.max(0, slice.total - offset)
    const ended = remaining === 0 && !goesOn
    yield { rows, lastId, offset, ended, remaining }
    if (ended) return
    if (slice.idsOnly) size = Math.max(2, size >> 1)
  }
}

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
  throw new ConnectorError('transient', 'The list changes faster than it can be read.', {
    remedy: 'Nothing to do: the run starts again where it stopped.',
  })
}

async function stepBack(reading: Reading, from: number): Promise<Slice> {
  let start = from
  for (let back = 4; ; back *= 2) {
    start = Math.max(0, start - back)
    const slice = await readSlice(reading, start)
    if (joins(slice, reading)) return slice
  }
}

/** The slice's new rows, whole. One without an id cannot be told from another: it is passed unless known ones follow. */
async function takeRows(list: List, slice: Slice, lastId: number): Promise<readonly unknown[]> {
  const known = slice.rows.findLastIndex(row => (idOf(row) ?? Number.POSITIVE_INFINITY) <= lastId)
  const rows = slice.rows.slice(known + 1)
  if (!slice.idsOnly) return rows
  const ids = rows.flatMap(row => idOf(row) ?? [])
  return ids.length === 0 ? [] : await readByIds(list, ids)
}
