import type { Filter } from './criteria.ts'
import { readDate } from './dates.ts'

type Value = string | number | null | undefined

/** A column that can be filtered and sorted by. Dates are instants. */
export interface Column<Row> {
  readonly is: 'number' | 'text' | 'date'
  readonly of: (row: Row) => Value
}

export const number = <Row>(of: (row: Row) => Value): Column<Row> => ({ is: 'number', of })
export const text = <Row>(of: (row: Row) => Value): Column<Row> => ({ is: 'text', of })
export const date = <Row>(of: (row: Row) => Value): Column<Row> => ({ is: 'date', of })

type Test = (value: Value) => boolean

/** One filter as MySQL would decide it. A condition that nobody knows, `moreq` too, is `eq`. */
export function makeTest<Row>({ is, of }: Column<Row>, filter: Filter): (row: Row) => boolean {
  const test = (tests[filter.conditionType] ?? tests['eq']!)(filter.value, is)
  return row => test(of(row))
}

const read = (value: string, is: Column<never>['is']): string | number => {
  if (is === 'date') return readDate(value)
  return is === 'number' ? Number.parseFloat(value) || 0 : value.toLowerCase()
}
const own = (value: Value) => (typeof value === 'string' ? value.toLowerCase() : value!)
/** Nothing compares with NULL, not even `neq`. */
const known =
  (test: (value: string | number) => boolean): Test =>
  value =>
    value != null && test(own(value))
const listOf = (value: string, is: Column<never>['is']) => value.split(',').map(one => read(one.trim(), is))

const compare =
  (holds: (one: string | number, wanted: string | number) => boolean) =>
  (value: string, is: Column<never>['is']): Test => {
    const wanted = read(value, is)
    return known(one => holds(one, wanted))
  }
const atLeast = compare((one, wanted) => one >= wanted)
const atMost = compare((one, wanted) => one <= wanted)

const tests: Readonly<Record<string, (value: string, is: Column<never>['is']) => Test>> = {
  eq: compare((one, wanted) => one === wanted),
  neq: compare((one, wanted) => one !== wanted),
  gt: compare((one, wanted) => one > wanted),
  gteq: atLeast,
  lt: compare((one, wanted) => one < wanted),
  lteq: atMost,
  from: atLeast,
  to: atMost,
  in: (value, is) => {
    const wanted = new Set(listOf(value, is))
    return known(one => wanted.has(one))
  },
  nin: (value, is) => {
    const unwanted = new Set(listOf(value, is))
    return known(one => !unwanted.has(one))
  },
  like: value => {
    const like = pattern(value)
    return known(one => like.test(String(one)))
  },
  nlike: value => {
    const like = pattern(value)
    return known(one => !like.test(String(one)))
  },
  null: () => value => value == null,
  notnull: () => value => value != null,
  finset: value => known(one => String(one).split(',').includes(value.toLowerCase())),
  nfinset: value => known(one => !String(one).split(',').includes(value.toLowerCase())),
}

function pattern(like: string): RegExp {
  const escaped = like.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'is')
}
