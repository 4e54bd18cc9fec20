import { z } from 'zod'
import { ConnectorError, type Window } from '../../src/sdk/index.ts'
import { attemptRead, isTooSlow } from './broken.ts'
import type { Client, Found } from './client.ts'
import { type Filter, type Search, timeText } from './search.ts'
import { readPast } from './walk-broken.ts'

/** A list of the API, narrowed by `filters`, which must all hold. */
export interface List {
  readonly route: string
  readonly filters?: readonly Filter[]
  /** As in `Search`. */
  readonly fields?: string
  readonly pageSize?: number
}

export interface Stretch {
  readonly rows: readonly unknown[]
  readonly next: Position | null
  readonly remaining: number
  /** Rows that were counted and not shown. */
  readonly hidden: number
}

/** After the row `id`: of a window, of the second `at`, among what was modified up to `until` (times as Magento writes them). */
export const Position = z.strictObject({ at: z.string().nullable(), id: z.int(), until: z.string().nullable() })
export type Position = z.output<typeof Position>

const mostRows = 100
/** One record that takes long by itself must not make the rest come one by one. */
const fewestRows = 4

/**
 * What was modified in the window, in the order of (updated_at, entity_id). Each request seeks behind the last row read, so
 * what leaves the list or joins it meanwhile hides no other row: what is edited moves past `until`, into the next window.
 */
export function walkWindow(client: Client, list: List, window: Window, from: Position | null) {
  const until = from?.until ?? timeText(window.until)
  const fresh = { at: window.since === null ? null : timeText(window.since), id: 0, until }
  const within: Filter[] = [...createdWithin(window), ['updated_at', 'lteq', until]]
  return walk({
    ...{ client, list, fresh, start: from ?? fresh },
    seek: ({ at, id }) => [
      ...within.map(filter => [filter]),
      ...(at === null ? [] : [[['updated_at', 'gteq', at] as const]]),
      ...(at === null || id === 0 ? [] : [[['updated_at', 'gt', at] as const, ['entity_id', 'gt', id] as const]]),
    ],
    before: ({ at, id }) =>
      at === null ? [] : [[['updated_at', 'lteq', at]], [['updated_at', 'lt', at] as const, ['entity_id', 'lt', id]]],
    sortedBy: ['updated_at', 'entity_id'],
    keyOf: row => {
      const [at, id] = [Timed.safeParse(row).data?.updated_at, idOf(row)]
      return at === undefined || id === null ? null : { at, id, until }
    },
    isAfter: ({ at, id }, other) => id > (at === other.at ? other.id : 0) && (at ?? '') >= (other.at ?? '1'),
  })
}

/** All rows that the window's creation bounds admit, in the order of their ids. */
export function walkIds(client: Client, list: List, window: Bounds, from: Position | null) {
  const fresh = { at: null, id: 0, until: null }
  return walk({
    ...{ client, list, fresh, start: from ?? fresh },
    seek: ({ id }) => [...createdWithin(window).map(filter => [filter]), [['entity_id', 'gt', id] as const]],
    before: ({ id }) => [[['entity_id', 'lt', id]]],
    sortedBy: ['entity_id'],
    keyOf: row => {
      const id = idOf(row)
      return id === null ? null : { ...fresh, id }
    },
    isAfter: (one, other) => one.id > other.id,
  })
}

type Bounds = Pick<Window, 'createdFrom' | 'createdBefore'>

const createdWithin = ({ createdFrom, createdBefore }: Bounds): Filter[] => [
  ...(createdFrom === null ? [] : [['created_at', 'gteq', timeText(createdFrom)] as const]),
  ...(createdBefore === null ? [] : [['created_at', 'lt', timeText(createdBefore)] as const]),
]

interface Walk {
  readonly client: Client
  readonly list: List
  readonly start: Position
  /** Where a walk begins that reads all. */
  readonly fresh: Position
  /** The filters that leave only what comes after a position. */
  readonly seek: (position: Position) => ReadonlyArray<readonly Filter[]>
  /** The filters that leave only what comes before one. */
  readonly before: (position: Position) => ReadonlyArray<readonly Filter[]>
  readonly sortedBy: readonly string[]
  /** Null where a row is too broken to tell. */
  readonly keyOf: (row: unknown) => Position | null
  readonly isAfter: (one: Position, other: Position) => boolean
}

async function* walk(walking: Walk): AsyncGenerator<Stretch> {
  const { list, seek, sortedBy } = walking
  const own = (list.filters ?? []).map(filter => [filter])
  let most = list.pageSize ?? mostRows
  let pageSize = most
  let behind: Some | undefined
  for (let position = walking.start; ; ) {
    const search = { groups: [...own, ...seek(position)], sortedBy, pageSize }
    const some = await readWhole(walking, search)
    if (some instanceof ConnectorError) {
      pageSize = Math.ceil(pageSize / 5)
      if (isTooSlow(some)) most = Math.max(fewestRows, pageSize)
      continue
    }
    pageSize = Math.min(most, pageSize * 5)
    const { rows, readUpTo, ended, total } = some
    const last = lastKey(walking, rows, position)
    if (ended && position === walking.fresh && rows.length === 0 && total >= manyHidden) throw nothingShown(total)
    const hidden = hiddenBefore(total, behind) + (ended ? missingIn(some) : 0)
    const next = ended ? null : (last ?? null)
    yield { rows, next, remaining: Math.max(0, total - readUpTo), hidden }
    if (next === null) return
    position = next
    behind = some
  }
}

const missingIn = ({ readUpTo, rows }: Some): number => Math.max(0, readUpTo - rows.length)

/** What was hidden behind the last row shown is counted again with the next rows; what moved meanwhile was not hidden. */
const hiddenBefore = (total: number, behind: Some | undefined): number =>
  behind === undefined ? 0 : Math.max(0, Math.min(missingIn(behind), behind.total - behind.rows.length - total))

/** Smaller pages are asked for until the record that makes the answer fail is the first of one of a single row. */
async function readWhole(walking: Walk, search: Search): Promise<Some | ConnectorError> {
  const answer = await attemptRead(readSome(walking, search))
  if (!(answer instanceof ConnectorError) || search.pageSize > 1) return answer
  if (isTooSlow(answer)) throw answer
  const { client, list, before, keyOf } = walking
  const ask = (asked: Search) => client.search(list.route, { ...asked, ...fieldsOf(list) })
  return await readPast({ ask, before, keyOf }, search, answer)
}

const fieldsOf = ({ fields }: List) => (fields === undefined ? {} : { fields })

interface Some extends Found {
  /** How many rows from the first on have been looked at. */
  readonly readUpTo: number
  readonly ended: boolean
}

/** Lists are filtered after the limit, so a few rows that are counted and not shown are normal, even where they are all. */
const manyHidden = 10

/** More empty pages in a row are hardly hidden records, but a total that is wrong. */
const mostEmpty = 20

/**
 * A module may leave rows out of a page after it was cut: an empty one is the end only where the total says so, and so is
 * one by none of whose rows a position can be told. A total may be wrong, so a page that is full, or has more than all,
 * never is.
 */
async function readSome({ client, list, keyOf }: Walk, search: Search): Promise<Some> {
  let rows: unknown[] = []
  let counted: number | undefined
  for (let page = 1; ; page++) {
    const found = await client.search(list.route, { ...search, page, ...fieldsOf(list) })
    const { total, pageSize } = found
    const readUpTo = Math.min(page * pageSize, total)
    if (page > 1 && total !== counted) [page, rows] = [0, []]
    else {
      rows = [...rows, ...found.rows]
      const ended = readUpTo >= total && isShort(found)
      if (ended || found.rows.some(row => keyOf(row) !== null)) return { ...found, rows, readUpTo, ended }
      if (page === mostEmpty) throw nothingShown(total)
    }
    counted = total
  }
}

const isShort = ({ rows, total, pageSize }: Found): boolean => rows.length < pageSize && rows.length <= total

/**
 * The last row by which a position can be told; a broken one among the others is set aside when it is mapped.
 * @throws ConnectorError when rows are not behind the position, one after the other: then nobody could tell what is missing
 */
function lastKey({ keyOf, isAfter }: Walk, rows: readonly unknown[], start: Position): Position | undefined {
  let last: Position | undefined
  for (const key of rows.flatMap(row => keyOf(row) ?? [])) {
    if (isAfter(key, last ?? start)) last = key
    else if (key.id !== last?.id || key.at !== last.at) throw unsorted()
  }
  return last
}

/** MySQL makes `0000-00-00 00:00:00` of an empty time. */
const Timed = z.looseObject({ updated_at: z.string().regex(/^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/) })
const Identified = z.looseObject({ entity_id: z.int().positive() })
const Numbered = z.looseObject({ id: z.int().positive() })

/** Orders and their documents call it `entity_id`, products and customers `id`; all are sorted by `entity_id`. */
export const idOf = (row: unknown): number | null =>
  Identified.safeParse(row).data?.entity_id ?? Numbered.safeParse(row).data?.id ?? null

export function idTextOf(row: unknown): string | null {
  const id = idOf(row)
  return id === null ? null : String(id)
}

const unsorted = (): ConnectorError =>
  new ConnectorError(
    'contract',
    'The store does not sort or filter its lists as it is asked to, so nobody can tell whether rows are missing.',
    {
      code: 'unsorted',
      remedy: 'A module that changes the REST API’s lists is the likely cause: switch off the newest ones in turn.',
    },
  )

const nothingShown = (count: number): ConnectorError =>
  new ConnectorError('contract', `The store counts ${count} rows in a list and shows none of them.`, {
    code: 'nothing_shown',
    remedy:
      'A module that filters the REST API’s lists, or a cache before the store, is the likely cause: let /rest/ through uncached and switch off the newest modules in turn. What the store shows then is read; nothing is passed over until then.',
  })
