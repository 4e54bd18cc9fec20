import { type Args, badRequest, type Visit } from './visit.ts'

type Key = number | string

export interface Listed<Row> {
  /** Ascending by key, then by id. */
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => Key
  readonly idOf: (row: Row) => number
  readonly show: (row: Row) => unknown
  /** What cursors hold: a time is written with six decimals. */
  readonly kind: 'time' | 'plain'
  /** Names the walk, for the count of how far it went. */
  readonly walk: string
}

interface Place {
  readonly key: Key
  readonly id: number
}

/**
 * A page after a cursor, which is a place in the order and not a number of rows: what is put in or taken out meanwhile moves
 * nothing, and a row that is saved while it is read moves to the end.
 */
export function connect<Row>(listed: Listed<Row>, args: Args, visit: Visit): object {
  if (visit.bulk) return showRows(listed, listed.rows, { hasNextPage: false, hasPreviousPage: false })
  const size = sizeOf(args)
  const mark = args['after'] as string | null | undefined
  const ordered = args['reverse'] === true ? [...listed.rows].reverse() : listed.rows
  const start = mark ? placeAfter(listed, ordered, { mark, reverse: args['reverse'] === true }) : 0
  const rows = ordered.slice(start, start + size)
  countWalked(listed, visit, { mark, rows })
  return showRows(listed, rows, { hasNextPage: start + rows.length < ordered.length, hasPreviousPage: start > 0 })
}

/** Nobody who imports walks backwards, so `last` alone is refused. */
function sizeOf({ first, last }: Args): number {
  if (first != null && last != null) throw badRequest('providing both first and last is not supported')
  if (first == null) throw badRequest('you must provide one of first or last')
  if (Number(first) > 250) throw badRequest('first cannot exceed 250')
  if (Number(first) < 0) throw badRequest('first must be positive')
  return Number(first)
}

function showRows<Row>(listed: Listed<Row>, rows: readonly Row[], seen: object): object {
  const markOf = (row: Row | undefined) => (row === undefined ? null : writeMark(listed, row))
  return {
    nodes: () => rows.map(listed.show),
    edges: () => rows.map(row => ({ cursor: markOf(row), node: listed.show(row) })),
    pageInfo: { ...seen, startCursor: markOf(rows[0]), endCursor: markOf(rows.at(-1)) },
  }
}

/** `{"last_id":8052023623986,"last_value":"2026-07-16 01:10:50.800833"}`, in base64. */
function writeMark<Row>({ keyOf, idOf, kind }: Listed<Row>, row: Row): string {
  const key = keyOf(row)
  const value =
    kind === 'time' ? new Date(Number(key)).toISOString().replace('T', ' ').replace('Z', '000') : String(key)
  return Buffer.from(JSON.stringify({ last_id: idOf(row), last_value: value })).toString('base64')
}

function readMark(kind: 'time' | 'plain', mark: string, example: Key | undefined): Place {
  try {
    const told = JSON.parse(Buffer.from(mark, 'base64').toString()) as { last_id: number; last_value: string }
    const key = kind === 'time' ? Date.parse(`${told.last_value.replace(' ', 'T').slice(0, 23)}Z`) : told.last_value
    if (!Number.isInteger(told.last_id) || Number.isNaN(key)) throw new Error('no place')
    return { id: told.last_id, key: typeof example === 'number' ? Number(key) : key }
  } catch {
    throw badRequest('Malformed cursor')
  }
}

function placeAfter<Row>(
  { keyOf, idOf, kind }: Listed<Row>,
  rows: readonly Row[],
  { mark, reverse }: { mark: string; reverse: boolean },
): number {
  const at = readMark(kind, mark, rows[0] && keyOf(rows[0]))
  const isAfter = (row: Row): boolean => {
    const key = keyOf(row)
    const ahead = key === at.key ? idOf(row) - at.id : key > at.key ? 1 : -1
    return reverse ? ahead < 0 : ahead > 0
  }
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(rows[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

interface Walked<Row> {
  readonly mark: string | null | undefined
  readonly rows: readonly Row[]
}

function countWalked<Row>(
  listed: Listed<Row>,
  { state: { walked, mostWalked } }: Visit,
  { mark, rows }: Walked<Row>,
): void {
  const before = mark ? (walked.get(`${listed.walk} ${mark}`) ?? 0) : 0
  if (before >= mostWalked) throw badRequest(`Pagination is limited to ${mostWalked} objects`)
  const last = rows.at(-1)
  if (last !== undefined) walked.set(`${listed.walk} ${writeMark(listed, last)}`, before + rows.length)
}
