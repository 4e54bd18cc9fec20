import { type Column, makeTest } from './conditions.ts'
import { type Criteria, readCriteria, showCriteria } from './criteria.ts'
import { spoilPage } from './garbage.ts'
import { fail, internalError, ok, type Reply } from './request.ts'
import type { Visit } from './routes.ts'
import type { State } from './state.ts'

/** What can be listed, and how. */
export interface Collection<Row> {
  readonly name: string
  readonly rows: (state: State) => readonly Row[]
  readonly columns: Readonly<Record<string, Column<Row>>>
  /** EAV knows its attributes and answers 400; a flat table finds out in MySQL and answers 500. */
  readonly eav?: boolean
  readonly show: (row: Row, state: State) => unknown
  readonly idOf: (row: Row) => number | string
}

export function answerList<Row>(visit: Visit, collection: Collection<Row>): Reply {
  const criteria = readCriteria(visit.query)
  if ('status' in criteria) return criteria
  const { state } = visit
  const refusal = checkLimits(state, criteria) ?? checkFields(collection, criteria)
  if (refusal) return refusal
  const limited = limitPage(state, criteria)
  const found = find(state, collection, limited)
  const { pageSize } = limited
  const page = pageSize ? found.slice(...rangeOf(state, limited, found.length)) : found
  const shown = page.filter(row => !state.hiddenAfterLimit(collection.idOf(row), collection.name))
  const items = shown.map(row => collection.show(row, state))
  const reply = ok({ items, search_criteria: showCriteria(limited), total_count: found.length })
  return spoilPage(state, collection.name, shown.map(collection.idOf), reply)
}

function checkLimits({ limits }: State, { pageSize }: Criteria): Reply | null {
  if (!limits || (pageSize ?? 0) <= limits.maximumPageSize) return null
  return fail(400, 'Maximum SearchCriteria pageSize is %max', { max: limits.maximumPageSize })
}

const limitPage = ({ limits }: State, criteria: Criteria): Criteria =>
  limits && criteria.pageSize === null ? { ...criteria, pageSize: limits.defaultPageSize } : criteria

function checkFields<Row>({ columns, eav }: Collection<Row>, { groups, sorts }: Criteria): Reply | null {
  const unknown = [...groups.flat(), ...sorts].find(({ field }) => !Object.hasOwn(columns, field))
  if (!unknown) return null
  if (!eav) return internalError()
  return fail(400, 'The "%1" attribute name is invalid. Reset the name and try again.', [unknown.field])
}

/** Past the end there is nothing; until 2.4.0 there was the last page again. */
function rangeOf({ version }: State, { pageSize, currentPage }: Criteria, count: number): [number, number] {
  const size = pageSize!
  const asked = Math.max(1, currentPage ?? 1)
  const page = version === '2.3' ? Math.min(asked, Math.max(1, Math.ceil(count / size))) : asked
  return [(page - 1) * size, page * size]
}

interface Kept {
  readonly revision: number
  readonly asked: string
  readonly rows: readonly unknown[]
}
const remembered = new WeakMap<State, Map<string, Kept>>()

/** What the last question to each collection came to is kept: its pages follow each other, in the same order. */
function keep<Row>(state: State, key: string, asked: unknown, make: () => readonly Row[]): readonly Row[] {
  const kept = remembered.get(state) ?? new Map<string, Kept>()
  remembered.set(state, kept)
  const question = JSON.stringify(asked)
  const last = kept.get(key)
  if (last?.asked === question && last.revision === state.revision) return last.rows as readonly Row[]
  const rows = make()
  kept.set(key, { revision: state.revision, asked: question, rows })
  return rows
}

function find<Row>(state: State, collection: Collection<Row>, { groups, sorts }: Criteria): readonly Row[] {
  const { name } = collection
  return keep(state, name, [groups, sorts], () => {
    const sorted = keep(state, `${name} sorted`, sorts, () => sortRows(collection, collection.rows(state), sorts))
    return filterRows(collection, sorted, groups)
  })
}

function filterRows<Row>(
  { columns }: Collection<Row>,
  rows: readonly Row[],
  groups: Criteria['groups'],
): readonly Row[] {
  const tests = groups
    .filter(group => group.length > 0)
    .map(group => group.map(one => makeTest(columns[one.field]!, one)))
  return tests.length === 0 ? rows : rows.filter(row => tests.every(group => group.some(test => test(row))))
}

function sortRows<Row>({ columns }: Collection<Row>, rows: readonly Row[], sorts: Criteria['sorts']): readonly Row[] {
  if (sorts.length === 0) return rows
  const keys = sorts.map(({ field, direction }) => ({ of: columns[field]!.of, sign: direction === 'ASC' ? 1 : -1 }))
  return rows.toSorted((a, b) => {
    for (const { of, sign } of keys) {
      const order = compare(of(a), of(b))
      if (order !== 0) return order * sign
    }
    return 0
  })
}

/** NULL comes first, as in MySQL. */
function compare(a: string | number | null | undefined, b: string | number | null | undefined): number {
  if (a == null || b == null) return Number(a != null) - Number(b != null)
  return a < b ? -1 : a > b ? 1 : 0
}
