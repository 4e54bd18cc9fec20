import type { Fields, Kind, SieObject } from './layout.ts'

export type Field = string | readonly SieObject[]

/** What is wrong with a line, in plain words that begin small. */
export class BrokenLineError extends Error {}

const oneField = /[ \t]*(?:"((?:\\"|[^"])*)"|([{}])|((?:\\"|[^\s"{}])+))/gy

/**
 * `1930 {1 "Nord"} -12.50 "" "a \"b\""` as fields. The standard has one escape, a backslash before a quotation mark;
 * anywhere else a backslash stands for itself. @throws BrokenLineError
 */
export function splitFields(text: string): Field[] {
  const line = text.trimEnd()
  const fields: Field[] = []
  let list: string[] | undefined
  let end = 0
  for (const { 0: whole, 1: quoted, 2: brace, 3: bare = '', index } of line.matchAll(oneField)) {
    end = index + whole.length
    if (brace === undefined) (list ?? fields).push((quoted ?? bare).replaceAll('\\"', '"'))
    else if (brace === '{' && !list) list = []
    else if (brace === '}' && list) {
      fields.push(pairUp(list))
      list = undefined
    } else throw new BrokenLineError(`a ${brace} stands where none may`)
  }
  if (end < line.length) throw new BrokenLineError('a quotation mark is not closed')
  if (list) throw new BrokenLineError('a list of objects is not closed')
  return fields
}

function pairUp(words: readonly string[]): SieObject[] {
  if (words.length % 2 === 1) throw new BrokenLineError('a list of objects has a dimension without an object')
  return words.flatMap((dimension, at) => (at % 2 === 0 ? [{ dimension, object: words[at + 1]! }] : []))
}

/** The fields of a label by their names. What stands behind the last one is left out. @throws BrokenLineError */
export function nameFields(label: string, fields: Fields, given: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, kind], at) => [name, readField(kind, given[at], { label, at: at + 1 })]),
  )
}

interface Place {
  readonly label: string
  /** From 1. */
  readonly at: number
}

function readField(kind: Kind, given: Field | undefined, place: Place): unknown {
  if (kind.endsWith('?')) return given === undefined || given === '' ? null : readField(required(kind), given, place)
  if (given === undefined) throw new BrokenLineError(`field ${place.at} of ${place.label} is missing`)
  if (kind === 'objects') {
    if (typeof given === 'string') throw isNo('list of objects', given, place)
    return given
  }
  if (typeof given !== 'string') throw new BrokenLineError(`field ${place.at} of ${place.label} is a list of objects`)
  return readText(kind, given, place)
}

const required = (kind: Kind): Kind => kind.slice(0, -1) as Kind

function readText(kind: Kind, given: string, place: Place): string | number {
  const value = kind === 'text' ? given : readers[kind]?.(given)
  if (value === undefined) throw isNo(wanted[kind] ?? kind, given, place)
  return value
}

const isNo = (wanted: string, given: string, { label, at }: Place) =>
  new BrokenLineError(`field ${at} of ${label}, “${given}”, is no ${wanted}`)

const readers: Partial<Record<Kind, (given: string) => string | number | undefined>> = {
  int: given => (/^-?\d{1,9}$/.test(given) ? Number(given) : undefined),
  amount: given => (/^-?\d{1,14}(\.\d{1,6})?$/.test(given) ? given : undefined),
  day: readDay,
}

const wanted: Partial<Record<Kind, string>> = {
  int: 'whole number',
  amount: 'amount such as 1250.50',
  day: 'day such as 20260131',
}

function readDay(given: string): string | undefined {
  if (!/^\d{8}$/.test(given)) return undefined
  const day = `${given.slice(0, 4)}-${given.slice(4, 6)}-${given.slice(6)}`
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(day) ? undefined : day
}
