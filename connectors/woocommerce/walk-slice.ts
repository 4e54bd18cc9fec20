import { ConnectorError } from '../../src/sdk/index.ts'
import { isTooLarge, unread } from './map/unread.ts'

export type Query = Readonly<Record<string, string>>
/** One request of a list. `total` is the answer's own X-WP-Total, null where there is none. */
export type List = (query: Query) => Promise<{ readonly rows: readonly unknown[]; readonly total: number | null }>

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
  /** True: the rows are ids only, because the whole ones were too large for one answer. */
  readonly idsOnly: boolean
}

export function idOf(row: unknown): number | null {
  const id = typeof row === 'object' && row !== null && 'id' in row ? Number(row.id) : Number.NaN
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

export const firstId = (slice: Slice): number | null => slice.rows.map(idOf).find(id => id !== null) ?? null

export const unreadIds = (slice: Slice, { lastId }: Pick<Reading, 'lastId'>): number[] =>
  slice.rows.flatMap(row => idOf(row) ?? []).filter(id => id > lastId)

/** True: no row lies between the last one taken and this slice. */
export const joins = (slice: Slice, { lastId }: Reading): boolean =>
  slice.start === 0 || (firstId(slice) ?? Number.POSITIVE_INFINITY) <= lastId

export async function readSlice({ list, perPage }: Reading, start: number): Promise<Slice> {
  const query = { orderby: 'id', order: 'asc', offset: String(start), per_page: String(perPage) }
  const whole = await unlessTooLarge(list(query))
  const { rows, total } = whole ?? (await list({ ...query, _fields: 'id' }))
  if (total === null) throw noTotal()
  return { start, rows: inOrder(rows), total, full: rows.length >= perPage, idsOnly: whole === null }
}

/** Reads rows by id. One that is too large even alone comes as a record that says so. */
export async function readByIds(list: List, ids: readonly number[]): Promise<readonly unknown[]> {
  const query = { include: ids.join(','), per_page: String(ids.length), orderby: 'id', order: 'asc' }
  const whole = await unlessTooLarge(list(query))
  if (whole !== null) return whole.rows
  if (ids.length === 1) return [unread(ids[0]!, 'is too large: its answer is cut off before its end')]
  const half = ids.length >> 1
  return [...(await readByIds(list, ids.slice(0, half))), ...(await readByIds(list, ids.slice(half)))]
}

async function unlessTooLarge<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (isTooLarge(error)) return null
    throw error
  }
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

const unsorted = (): ConnectorError =>
  new ConnectorError(
    'contract',
    'The store does not sort its lists by id, so nobody can tell whether rows are missing.',
    {
      code: 'unsorted',
      remedy: 'A plugin that changes the REST API’s lists is the likely cause: switch off the newest ones in turn.',
    },
  )

const noTotal = (): ConnectorError =>
  new ConnectorError(
    'contract',
    'The store’s answer does not say how many rows there are (X-WP-Total is missing, or no number).',
    {
      code: 'no_total',
      remedy: 'Let the web server, proxy or CDN in front of the store pass on the X-WP-Total header.',
    },
  )
