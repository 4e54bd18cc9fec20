import { hash } from '../../../src/sdk/testing/index.ts'
import { readDate } from './dates.ts'
import { isTrue, type Rules, refuseWrong, repeatQuery } from './parameters.ts'
import { makePicker } from './pick-fields.ts'
import { type Call, ok, type Reply, readList, readText } from './request.ts'
import { findById, type Instant, isHpos, type State } from './state.ts'

export interface Listed {
  readonly id: number
  readonly created?: Instant
  readonly modified?: Instant | null
}

/** How one collection is listed. `Row` is what the store keeps, `show` what it answers. */
export interface Collection<Row extends Listed> {
  readonly rules: Rules
  /** All rows, ascending by id. */
  readonly rows: (state: State) => readonly Row[]
  readonly keep: (state: State, call: Call) => (row: Row) => boolean
  readonly show: (row: Row) => Readonly<Record<string, unknown>>
  readonly defaultOrderBy: string
  readonly defaultOrder?: 'asc' | 'desc'
  /** Compares two rows by `orderby`; ids and dates are known without it. */
  readonly compare?: Readonly<Record<string, (a: Row, b: Row) => number>>
  /** Orders kept in tables of their own forget their total on a page past the end. */
  readonly forgetsTotal?: boolean
  /** What the `Link` header adds to the query: always, and when a row was shown. */
  readonly repeats?: { readonly always: readonly [string, string][]; readonly withRows: readonly [string, string][] }
  readonly kind: 'orders' | 'products' | 'variations' | 'customers' | 'refunds' | 'categories'
  /** What a list is remembered under; two lists of the same name must keep the same rows for the same query. */
  readonly name: string
}

export function answerList<Row extends Listed>(state: State, call: Call, list: Collection<Row>): Reply {
  const refused = refuseWrong(list.rules, call.parameters)
  if (refused) return refused
  const number = (name: string, usual: number) => Math.trunc(Number(readText(call.parameters.get(name)) ?? usual))
  const [perPage, page] = [number('per_page', 10), number('page', 1)]
  const offset = call.parameters.has('offset') ? Math.max(0, number('offset', 0)) : (page - 1) * perPage
  const found = findRows(state, call, list)
  const slice = found.slice(offset, perPage)
  const shown = slice.filter(row => !state.hiddenAfterLimit(row.id, list.kind)).map(list.show)
  const total = slice.length === 0 && list.forgetsTotal && isHpos(state) ? 0 : found.total
  const pages = Math.ceil(total / perPage)
  const link = linkPages(call, list, { page, pages, withRows: shown.length > 0 })
  const headers = { 'X-WP-Total': String(total), 'X-WP-TotalPages': String(pages), ...(link && { Link: link }) }
  const fields = call.parameters.get('_fields')
  return ok(fields === undefined ? shown : shown.map(makePicker(readList(fields), { single: false })), headers)
}

interface Found<Row> {
  readonly total: number
  readonly slice: (offset: number, count: number) => Row[]
}

interface Remembered {
  revision: number
  readonly lists: Map<string, readonly Listed[]>
}
const remembered = new WeakMap<State, Remembered>()

/** Filtered and sorted lists are kept until something changes, so that a walk through 200,000 rows sorts them once. */
function remember<Row extends Listed>(state: State, name: string, make: () => readonly Row[]): readonly Row[] {
  let memory = remembered.get(state)
  if (memory?.revision !== state.revision || memory.lists.size > 20) {
    memory = { revision: state.revision, lists: new Map() }
    remembered.set(state, memory)
  }
  const known = memory.lists.get(name) as readonly Row[] | undefined
  const rows = known ?? make()
  if (!known) memory.lists.set(name, rows)
  return rows
}

const NOT_FILTERS = new Set(['page', 'per_page', 'offset', '_fields', 'dp', 'context'])

function findRows<Row extends Listed>(state: State, call: Call, list: Collection<Row>): Found<Row> {
  const filters = [...call.parameters].filter(([name]) => name in list.rules && !NOT_FILTERS.has(name))
  const sortName = readText(call.parameters.get('orderby')) ?? list.defaultOrderBy
  const ascending = (readText(call.parameters.get('order')) ?? list.defaultOrder ?? 'desc') === 'asc'
  const name = JSON.stringify([list.name, filters.map(([key, value]) => [key, readList(value)])])
  const rows = remember(state, name, () => {
    const tests = [list.keep(state, call), ...('after' in list.rules ? keepDates(state, call) : []), ...keepIds(call)]
    const kept = rowsAsked(list.rows(state), call).filter(row => tests.every(test => test(row)))
    return sortRows(kept, { list, sortName, ascending, call })
  })
  const key = isHpos(state) ? null : keyOf(sortName)
  return {
    total: rows.length,
    slice: (offset, count) =>
      key ? sliceUnsteadily(rows, key, { offset, count }) : rows.slice(offset, offset + count),
  }
}

/** Ids that are asked for are looked up; otherwise every row is a candidate. */
function rowsAsked<Row extends Listed>(rows: readonly Row[], { parameters }: Call): readonly Row[] {
  const include = readList(parameters.get('include') ?? '').map(Number)
  if (include.length === 0) return rows
  return [...new Set(include)].sort((a, b) => a - b).flatMap(id => findById(rows, id) ?? [])
}

type Test = (row: Listed) => boolean

/** Both ends are exclusive and in whole seconds. */
function keepDates(state: State, { parameters }: Call): Test[] {
  const areGmt = isTrue(parameters.get('dates_are_gmt'))
  const limit = (name: string, test: (limit: Instant) => Test) => {
    const text = readText(parameters.get(name))
    return text === undefined ? [] : [test(readDate(text, state.zone, areGmt))]
  }
  return [
    ...limit('after', at => row => row.created! > at),
    ...limit('before', at => row => row.created! < at),
    ...limit('modified_after', at => row => row.modified! > at),
    ...limit('modified_before', at => row => row.modified! < at),
  ]
}

function keepIds({ parameters }: Call): Test[] {
  const exclude = new Set(readList(parameters.get('exclude') ?? '').map(Number))
  return exclude.size > 0 ? [({ id }) => !exclude.has(id)] : []
}

interface Sorting<Row extends Listed> {
  readonly list: Collection<Row>
  readonly sortName: string
  readonly ascending: boolean
  readonly call: Call
}

function sortRows<Row extends Listed>(rows: Row[], { list, sortName, ascending, call }: Sorting<Row>): readonly Row[] {
  if (sortName === 'include') {
    const order = readList(call.parameters.get('include') ?? '').map(Number)
    return rows.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
  }
  const compare = list.compare?.[sortName]
  const key = keyOf(sortName)
  if (compare) rows.sort((a, b) => compare(a, b) || a.id - b.id)
  else if (key) rows.sort((a, b) => key(a) - key(b) || a.id - b.id)
  return ascending ? rows : rows.reverse()
}

function keyOf(sortName: string): ((row: Listed) => number) | null {
  if (sortName === 'modified') return row => row.modified ?? 0
  if (sortName === 'date' || sortName === 'registered_date') return row => row.created ?? 0
  return null
}

/**
 * Orders that are posts: `ORDER BY post_modified LIMIT` has no tie-break, so rows that share a second come in another
 * order on every page, and a walk by pages loses some and doubles others.
 */
function sliceUnsteadily<Row extends Listed>(
  rows: readonly Row[],
  key: (row: Listed) => number,
  { offset, count }: { offset: number; count: number },
): Row[] {
  const slice: Row[] = []
  for (let at = offset; at < Math.min(rows.length, offset + count); ) {
    let [first, end] = [at, at + 1]
    while (first > 0 && key(rows[first - 1]!) === key(rows[at]!)) first--
    while (end < rows.length && key(rows[end]!) === key(rows[at]!)) end++
    const group = rows.slice(first, end)
    if (group.length > 1) group.sort((a, b) => hash(a.id, offset, count) - hash(b.id, offset, count))
    slice.push(...group.slice(at - first, offset + count - first))
    at = end
  }
  return slice
}

interface Place {
  readonly page: number
  readonly pages: number
  readonly withRows: boolean
}

/** Repeats the whole query, credentials included: whoever follows or logs it gives them away. The real one does so. */
function linkPages<Row extends Listed>(
  call: Call,
  list: Collection<Row>,
  { page, pages, withRows }: Place,
): string | null {
  const query = repeatQuery(list.rules, call.parameters)
  const known = new Set(query.map(([name]) => name.replace(/\[.*/, '')))
  const more = [...(list.repeats?.always ?? []), ...(withRows ? (list.repeats?.withRows ?? []) : [])]
  query.push(...more.filter(([name]) => !known.has(name.replace(/\[.*/, ''))))
  const to = (target: number, rel: string) => {
    const at = query.findIndex(([name]) => name === 'page')
    const all = query.map(([name, value], n): [string, string] => [name, n === at ? String(target) : value])
    if (at === -1) all.push(['page', String(target)])
    const join = call.api.includes('?') ? '&' : '?'
    return `<${call.api}${call.route}${join}${all.map(pair => pair.map(encode).join('=')).join('&')}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [to(Math.min(page - 1, pages), 'prev')] : []),
    ...(pages > page ? [to(page + 1, 'next')] : []),
  ]
  return links.length > 0 ? links.join(', ') : null
}

const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')
