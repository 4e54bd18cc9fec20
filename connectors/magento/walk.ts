import { z } from 'zod'
import { ConnectorError, type Window } from '../../src/sdk/index.ts'
import type { Client, Found } from './client.ts'
import { type Filter, type Search, timeText } from './search.ts'

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
}

/** After the row `id`: of a window, of the second `at`, among what was modified up to `until` (times as Magento writes them). */
export const Position = z.strictObject({ at: z.string().nullable(), id: z.int(), until: z.string().nullable() })
export type Position = z.output<typeof Position>

const mostRows = 100

/**
 * What was modified in the window, in the order of (updated_at, entity_id). Each request seeks behind the last row read, so
 * what leaves the list or joins it meanwhile hides no other row: what is edited moves past `until`, into the next window.
 */
export function walkWindow(client: Client, list: List, window: Window, from: Position | null) {
  const until = from?.until ?? timeText(window.until)
  const start = from ?? { at: window.since === null ? null : timeText(window.since), id: 0, until }
  const within: Filter[] = [...createdWithin(window), ['updated_at', 'lteq', until]]
  return walk({
    client,
    list,
    start,
    seek: ({ at, id }) => [
      ...within.map(filter => [filter]),
      ...(at === null ? [] : [[['updated_at', 'gteq', at] as const]]),
      ...(at === null || id === 0 ? [] : [[['updated_at', 'gt', at] as const, ['entity_id', 'gt', id] as const]]),
    ],
    sortedBy: ['updated_at', 'entity_id'],
    keyOf: row => ({ at: Timed.safeParse(row).data?.updated_at ?? '', id: idOf(row) ?? Number.NaN, until }),
    isAfter: ({ at, id }, other) => id > (at === other.at ? other.id : 0) && (at ?? '') >= (other.at ?? '1'),
  })
}

/** All rows that the window's creation bounds admit, in the order of their ids. */
export function walkIds(client: Client, list: List, window: Bounds, from: Position | null) {
  return walk({
    client,
    list,
    start: from ?? { at: null, id: 0, until: null },
    seek: ({ id }) => [...createdWithin(window).map(filter => [filter]), [['entity_id', 'gt', id] as const]],
    sortedBy: ['entity_id'],
    keyOf: row => ({ at: null, id: idOf(row) ?? Number.NaN, until: null }),
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
  /** The filters that leave only what comes after a position. */
  readonly seek: (position: Position) => ReadonlyArray<readonly Filter[]>
  readonly sortedBy: readonly string[]
  readonly keyOf: (row: unknown) => Position
  readonly isAfter: (one: Position, other: Position) => boolean
}

async function* walk(walking: Walk): AsyncGenerator<Stretch> {
  const { list, seek, sortedBy } = walking
  const own = (list.filters ?? []).map(filter => [filter])
  for (let position = walking.start; ; ) {
    const search = { groups: [...own, ...seek(position)], sortedBy, pageSize: list.pageSize ?? mostRows }
    const { rows, total, readUpTo } = await readSome(walking.client, list, search)
    const last = lastKey(walking, rows, position)
    const ended = readUpTo >= total || last === undefined
    yield { rows, next: ended ? null : last, remaining: Math.max(0, total - readUpTo) }
    if (ended) return
    position = last
  }
}

interface Some extends Found {
  /** How many rows from the first on have been looked at. */
  readonly readUpTo: number
}

/** A module may leave rows out of a page after it was cut: an empty one is the end only where the total says so. */
async function readSome(client: Client, { route, fields }: List, search: Search): Promise<Some> {
  let counted: number | undefined
  for (let page = 1; ; page++) {
    const found = await client.search(route, { ...search, page, ...(fields !== undefined && { fields }) })
    const readUpTo = Math.min(page * found.pageSize, found.total)
    if (page > 1 && found.total !== counted) page = 0
    else if (found.rows.length > 0 || readUpTo >= found.total) return { ...found, readUpTo }
    counted = found.total
  }
}

/** @throws ConnectorError when rows are not behind the position, one after the other: then nobody could tell what is missing */
function lastKey({ keyOf, isAfter }: Walk, rows: readonly unknown[], start: Position): Position | undefined {
  let last: Position | undefined
  for (const row of rows) {
    const key = keyOf(row)
    if (!isAfter(key, last ?? start)) throw unsorted()
    last = key
  }
  return last
}

const Timed = z.looseObject({ updated_at: z.string() })
const Identified = z.looseObject({ entity_id: z.int().positive() })
const Numbered = z.looseObject({ id: z.int().positive() })

/** Orders, shipments and credit memos call it `entity_id`, products and customers `id`; all are sorted by `entity_id`. */
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
