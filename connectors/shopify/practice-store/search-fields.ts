import { DateTime } from 'luxon'
import type { Term } from './search-query.ts'
import { type Instant, indexedTime, type Row, type State } from './state.ts'
import { badRequest } from './visit.ts'

/** Whether a row fits one condition. */
export type SearchField<R> = (row: R, term: Term, state: State) => boolean
export type SearchFields<R> = Readonly<Record<string, SearchField<R>>>

const instantOf = ({ field, value }: Term): Instant => {
  const at = Date.parse(value)
  if (Number.isNaN(at)) throw badRequest(`Invalid timestamp for query filter \`${field}\`.`)
  return at
}

/** `>` was seen to let equals through, as `>=` does. */
const fitsTime = (at: Instant, term: Term): boolean => {
  const wanted = instantOf(term)
  if (term.operator === ':') return Math.floor(at / 1000) === Math.floor(wanted / 1000)
  return term.operator.startsWith('>') ? at >= wanted : at <= wanted
}

export const timeField =
  <R extends Row>(timeOf: (row: R) => Instant | null): SearchField<R> =>
  (row, term) => {
    const at = timeOf(row)
    return at !== null && fitsTime(at, term)
  }

/** By what the search index knows. */
export const updatedField: SearchField<Row> = (row, term, state) => {
  const at = indexedTime(state, row, state.clock.now().getTime())
  return at !== null && fitsTime(at, term)
}

/** Customers are found by the whole day, in the shop's zone: `>` leaves the day out, `>=` takes all of it. */
export const updatedDayField: SearchField<Row> = (row, term, state) => {
  const at = indexedTime(state, row, state.clock.now().getTime())
  if (at === null) return false
  const day = (time: Instant) => DateTime.fromMillis(time, { zone: state.timeZone }).toISODate() ?? ''
  return compare(day(at), day(instantOf(term)), term)
}

export const numberField =
  <R>(numberOf: (row: R) => number | null): SearchField<R> =>
  (row, term) => {
    const number = numberOf(row)
    return number !== null && compare(number, Number(term.value), term)
  }

/** Without regard to case; a star at the end stands for anything. */
export const textField =
  <R>(textsOf: (row: R) => readonly (string | null)[]): SearchField<R> =>
  (row, { value }) => {
    const wanted = value.toLowerCase()
    const fitsOne = (text: string) => (wanted.endsWith('*') ? text.startsWith(wanted.slice(0, -1)) : text === wanted)
    return textsOf(row).some(text => text !== null && wanted.split(',').some(() => fitsOne(text.toLowerCase())))
  }

/** One of several, with commas between: `status:active,draft`. */
export const wordField =
  <R>(wordOf: (row: R) => string): SearchField<R> =>
  (row, { value }) =>
    value.toLowerCase().split(',').includes(wordOf(row).toLowerCase())

/** Words anywhere in the text. */
export const wordsField =
  <R>(textOf: (row: R) => string): SearchField<R> =>
  (row, { value }) =>
    textOf(row).toLowerCase().includes(value.toLowerCase().replace(/\*$/, ''))

function compare<T extends number | string>(a: T, b: T, { operator }: Term): boolean {
  if (operator === ':') return a === b
  if (operator === '>') return a > b
  if (operator === '>=') return a >= b
  return operator === '<' ? a < b : a <= b
}
