import type { Pool } from 'pg'
import { isKept } from './kept.ts'

/** What a list is read from: data, so that every list pages, filters and exports in the same way. */
export interface ListSource {
  readonly table: string
  /** API name → SQL expression over `t`. */
  readonly columns: Readonly<Record<string, string>>
  /** SQL for the connection a row belongs to, where that is not `t.connection_id`. */
  readonly connectionId?: string
  readonly order: {
    readonly column: string
    readonly direction: 'asc' | 'desc'
    readonly type: 'timestamptz' | 'date' | 'text'
  }
  /** Filter name → SQL condition with `?` for the value. */
  readonly filters: Readonly<Record<string, string>>
}

export type Filters = Readonly<Record<string, unknown>>

/** Where a page ended: the last row's place in the order. Opaque to readers. */
interface Place {
  readonly value: string | null
  readonly id: string
}

export interface ListPage {
  readonly items: ReadonlyArray<Record<string, unknown>>
  /** Give it as `after` for the next page; null at the end. */
  readonly next: string | null
}

/** A page token that was not made here, or was made for another list. */
export class BadPlaceError extends Error {
  constructor() {
    super('`after` must be the `next` value of a page that was read before.')
  }
}

/**
 * One page by keyset: the cost does not grow with how far one has read. Rows whose sort value is null come first in a
 * descending list and last in an ascending one, as the index has them.
 * @throws BadPlaceError
 */
export async function listRecords(
  pool: Pick<Pool, 'query'>,
  source: ListSource,
  options: { filters: Filters; limit: number; after?: string | undefined },
): Promise<ListPage> {
  const filters = await narrow(pool, source, options.filters)
  const { text, values } = listQuery(source, { ...options, filters })
  const { rows } = await pool.query(text, values)
  const items = rows.slice(0, options.limit)
  const last = rows.length > options.limit ? items.at(-1) : undefined
  const next = last === undefined ? null : writePlace({ value: last.sort_value_, id: last.id })
  for (const item of items) delete item.sort_value_
  return { items, next }
}

/** Filters that few rows may pass, however many there are. */
const oftenRare = ['search', 'createdByRun', 'updatedByRun', 'deletedByRun']
const fewFound = 1_000

/**
 * Rare words are looked up first and become a list of ids: walking the order until a page is full would read everything.
 * Common ones stay a condition: they fill a page soon. So it is with what a run has changed.
 */
async function narrow(pool: Pick<Pool, 'query'>, source: ListSource, filters: Filters): Promise<Filters> {
  const values: unknown[] = []
  const rare = Object.fromEntries(Object.entries(filters).filter(([name]) => oftenRare.includes(name)))
  const conditions = conditionsOf(source, rare, value => `$${values.push(value)}`)
  if (conditions.length === 0) return filters
  const { rows } = await pool.query<{ id: string }>(
    `SELECT t.id FROM ${source.table} t WHERE ${conditions.join(' AND ')} LIMIT ${fewFound + 1}`,
    values,
  )
  if (rows.length > fewFound) return filters
  const rest = Object.entries(filters).filter(([name]) => !oftenRare.includes(name))
  return { ...Object.fromEntries(rest), ids: rows.map(row => row.id) }
}

/** Every row of a list, a batch at a time, so that an export of any length needs little memory. */
export async function* readAll(
  pool: Pick<Pool, 'query'>,
  source: ListSource,
  filters: Filters,
): AsyncGenerator<ListPage['items']> {
  let after: string | undefined
  do {
    const page = await listRecords(pool, source, { filters, limit: 1_000, after })
    yield page.items
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** SQL of what a list tells of each row `t`. */
export const selectSql = ({ columns }: Pick<ListSource, 'columns'>): string =>
  Object.entries(columns)
    .map(([name, expression]) => `${expression} AS "${name}"`)
    .join(', ')

const conditionsOf = (source: ListSource, filters: Filters, bind: (value: unknown) => string): string[] =>
  Object.entries(filters)
    .filter(([name, value]) => value !== undefined && source.filters[name] !== undefined)
    .map(([name, value]) => `(${source.filters[name]!.replaceAll('?', () => bind(value))})`)

function listQuery(source: ListSource, options: { filters: Filters; limit: number; after?: string | undefined }) {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const conditions = [...conditionsOf(source, options.filters, bind), isKept(source.connectionId)]
  const { column, direction, type } = source.order
  if (options.after !== undefined) conditions.push(beyond(readPlace(options.after), source.order, bind))
  const text = `SELECT t.id, ${selectSql(source)}, t.${column}::text AS sort_value_ FROM ${source.table} t
    WHERE ${conditions.map(one => `(${one})`).join(' AND ')}
    ORDER BY t.${column} ${direction}, t.id ${direction} LIMIT ${options.limit + 1}`
  return { text, values, type }
}

function beyond(place: Place, order: ListSource['order'], bind: (value: unknown) => string): string {
  const { column, direction, type } = order
  const nullsAhead = direction === 'asc'
  const sign = nullsAhead ? '>' : '<'
  if (place.value === null) {
    const sameNulls = `t.${column} IS NULL AND t.id ${sign} ${bind(place.id)}::uuid`
    return nullsAhead ? sameNulls : `(${sameNulls}) OR t.${column} IS NOT NULL`
  }
  const after = `(t.${column}, t.id) ${sign} (${bind(place.value)}::${type}, ${bind(place.id)}::uuid)`
  return nullsAhead ? `${after} OR t.${column} IS NULL` : after
}

const writePlace = (place: Place) => Buffer.from(JSON.stringify([place.value, place.id])).toString('base64url')

function readPlace(token: string): Place {
  try {
    const [value, id] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[]
    if ((typeof value === 'string' || value === null) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      return { value, id }
  } catch {}
  throw new BadPlaceError()
}
