import { ConnectorError } from '../../src/sdk/index.ts'
import { attemptRead } from './broken.ts'
import { idOf, type List } from './rows.ts'
import { readPieces } from './walk-dead.ts'
import { noTotal, unsorted } from './walk-errors.ts'

export interface Reading {
  readonly list: List
  readonly perPage: number
  readonly lastId: number
}

/** What one request saw: the rows from `start` on, in the order of their ids, each once. */
export interface Slice {
  readonly start: number
  readonly rows: readonly unknown[]
  /** Rows in the whole list, as the store counts them; 0 past its end (orders under HPOS). */
  readonly total: number
  /** As many rows were given as were asked for. */
  readonly full: boolean
  /** Not null: the rows are ids only, because the whole ones could not be had in one answer. This is why. */
  readonly failure: ConnectorError | null
  /** How many of the rows that the total promises here were not given. */
  readonly missing: number
  /** True: it was found out that no row follows, whatever the total says. */
  readonly isLast?: true
}

export const firstId = (slice: Slice): number | null => slice.rows.map(idOf).find(id => id !== null) ?? null

export const unreadIds = (slice: Slice, { lastId }: Pick<Reading, 'lastId'>): number[] =>
  slice.rows.flatMap(row => idOf(row) ?? []).filter(id => id > lastId)

/** True: no row lies between the last one taken and this slice. */
export const joins = (slice: Slice, { lastId }: Reading): boolean =>
  slice.start === 0 || (firstId(slice) ?? Number.POSITIVE_INFINITY) <= lastId

/** The rows from `start` on; where they cannot be read together, their ids. */
export async function readSlice({ list, perPage, lastId }: Reading, start: number): Promise<Slice> {
  const query = { orderby: 'id', order: 'asc', offset: String(start), per_page: String(perPage) }
  const whole = await attemptRead(list(query))
  if (!(whole instanceof ConnectorError)) return toSlice(start, perPage, { ...whole, failure: null })
  const ids = await attemptRead(list({ ...query, _fields: 'id' }))
  const known = ids instanceof ConnectorError ? await readPieces(list, { start, count: perPage, lastId }, ids) : ids
  return toSlice(start, perPage, { ...known, failure: whole })
}

type Answer = Awaited<ReturnType<List>> & Pick<Slice, 'failure'>

function toSlice(start: number, perPage: number, { rows, total, failure }: Answer): Slice {
  if (total === null) throw noTotal()
  const missing = Math.max(0, Math.min(perPage, total - start) - rows.length)
  return { start, rows: inOrder(rows), total, full: rows.length >= perPage, missing, failure }
}

/** Drops repeated rows. Whether something was skipped shows only where ids ascend, so that is checked. */
function inOrder(rows: readonly unknown[]): readonly unknown[] {
  let last = 0
  const seen = new Set<number>()
  return rows.filter(row => {
    const id = idOf(row)
    if (id === null) return true
    if (seen.has(id)) return false
    if (id < last) throw unsorted()
    seen.add(id)
    last = id
    return true
  })
}
