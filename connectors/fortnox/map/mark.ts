import { amountOf, decimalOf } from './money.ts'
import { RawAmount } from './raw.ts'
import { isSet } from './values.ts'

type Row = Readonly<Record<string, unknown>>

/** What a row of a list and the record itself tell alike, whatever type either gives it. */
export const mark = (row: Row, told: Told): string =>
  [
    ...(told.texts ?? []).map(name => text(row[name])),
    ...(told.amounts ?? []).map(name => amount(row[name])),
    ...(told.flags ?? []).map(name => (isSet(row[name] as boolean) ? 'yes' : 'no')),
  ].join('|')

interface Told {
  readonly texts?: readonly string[]
  readonly amounts?: readonly string[]
  readonly flags?: readonly string[]
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value).trim())

/** Nothing is 0: lists say null where the record says 0. */
function amount(value: unknown): string {
  const told = RawAmount.safeParse(value)
  return told.success ? decimalOf(amountOf(told.data)) : text(value)
}
