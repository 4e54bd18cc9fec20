import { connect, type Listed } from './connection.ts'
import type { SearchFields } from './search-fields.ts'
import { type Condition, fits, readQuery, termsOf } from './search-query.ts'
import { indexedTime, type Row, type State } from './state.ts'
import type { Args, Visit } from './visit.ts'

/** A list of one kind of row: what it can be searched and sorted by. */
export interface List<R extends Row> {
  readonly name: string
  readonly rows: (visit: Visit) => readonly R[]
  readonly show: (row: R) => unknown
  readonly fields: SearchFields<R>
  /** What a bare word is looked for in. */
  readonly words?: string
  /** What a search finds that does not name this field, as documented: it has a default. */
  readonly unsaid?: { readonly field: string; readonly fits: (row: R) => boolean }
  /** By the name of the sort key. */
  readonly sorts: Readonly<Record<string, Sort<R>>>
  readonly sortedBy: string
}

interface Sort<R> {
  readonly kind: Listed<R>['kind']
  readonly keyOf: (row: R, state: State) => number | string
}

export const byId: Sort<Row> = { kind: 'plain', keyOf: row => row.id }
export const byCreated: Sort<Row> = { kind: 'time', keyOf: row => row.created }
export const byUpdated: Sort<Row> = {
  kind: 'time',
  keyOf: (row, state) => indexedTime(state, row, state.clock.now().getTime()) ?? row.updated,
}

/** The rows that fit `query`, by `sortKey`, from `after`. What does not name a field of the list fits, with a warning. */
export function list<R extends Row>(from: List<R>, args: Args, visit: Visit): object {
  const query = String(args['query'] ?? '')
  const sortKey = String(args['sortKey'] ?? from.sortedBy)
  const { kind, keyOf } = from.sorts[sortKey] ?? byId
  const { state } = visit
  const rows = sortedRows(from, { query, sortKey }, visit)
  tellWarnings(from, query, visit)
  const walk = `${from.name} ${sortKey} ${query} ${visit.app.id}`
  return connect(
    { rows, kind, walk, keyOf: row => keyOf(row, state), idOf: ({ id }) => id, show: from.show },
    args,
    visit,
  )
}

const kept = new WeakMap<State, Map<string, { readonly revision: number; readonly rows: readonly Row[] }>>()

/** The last sorted lists are kept until something changes: a large shop is walked page by page. */
function sortedRows<R extends Row>(from: List<R>, by: { query: string; sortKey: string }, visit: Visit): readonly R[] {
  const { state } = visit
  const key = `${from.name} ${visit.app.id} ${by.sortKey} ${by.query}`
  const known = kept.get(state)?.get(key)
  if (known?.revision === state.revision && state.indexLagMs === 0) return known.rows as readonly R[]
  const condition = readQuery(by.query)
  const { unsaid } = from
  const isSaid = !unsaid || by.query === '' || termsOf(condition).some(({ field }) => field === unsaid.field)
  const keyOf = (from.sorts[by.sortKey] ?? byId).keyOf
  const rows = from
    .rows(visit)
    .filter(row => by.query === '' || indexedTime(state, row, state.clock.now().getTime()) !== null)
    .filter(row => isSaid || from.unsaid!.fits(row))
    .filter(row => fits(condition, term => decide(from, { row, term, state })))
    .map(row => ({ row, key: keyOf(row, state) }))
    .sort((a, b) => (a.key === b.key ? a.row.id - b.row.id : a.key > b.key ? 1 : -1))
    .map(({ row }) => row)
  const lists = kept.get(state) ?? new Map()
  if (lists.size > 20) lists.clear()
  kept.set(state, lists.set(key, { revision: state.revision, rows }))
  return rows
}

type Term = Parameters<Parameters<typeof fits>[1]>[0]

function decide<R extends Row>(from: List<R>, { row, term, state }: { row: R; term: Term; state: State }): boolean {
  const field = from.fields[term.field ?? from.words ?? ''] ?? (() => true)
  return field(row, term, state)
}

function tellWarnings<R extends Row>(from: List<R>, query: string, visit: Visit): void {
  if (query === '') return
  const condition: Condition | null = readQuery(query)
  const warnings = termsOf(condition).flatMap(({ field }) =>
    field === null || field in from.fields
      ? []
      : [{ field, message: 'Invalid search field for this query.', code: 'invalid_field' }],
  )
  if (warnings.length > 0) visit.searches.push({ path: [from.name], query, warnings })
}

/** A list without a search, in the order in which it is kept: an order's lines. */
export function listChildren<T extends { readonly id: number }>(
  walk: string,
  rows: readonly T[],
  show: (row: T) => unknown,
) {
  const places = new Map(rows.map((row, n) => [row.id, n]))
  const keyOf = ({ id }: T) => places.get(id) ?? 0
  return (args: Args, visit: Visit) =>
    connect({ rows, kind: 'plain', walk, keyOf, idOf: ({ id }) => id, show }, args, visit)
}
