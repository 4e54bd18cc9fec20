import type { Answer, Asked } from '../../../../src/sdk/testing/index.ts'
import { type Row, type Rows, showRow } from './toys.ts'

const limit = 3
const credential = `Basic ${btoa('tk_1:ts_very_secret')}`

const notes = [{ text: 'Packed' }]

export type Tables = Readonly<Record<string, Rows>>

/** The toyshop's API: `/` for anyone, the rest for the key; lists by `(modified, id)` or `id`, three rows at a time. */
export function answerToyshop(tables: Tables, { path, query, headers }: Asked): Answer {
  const [, name = '', what] = path.split('/')
  if (name === '') return { body: { api: 'toyshop' } }
  if (headers.authorization !== credential) return { status: 401 }
  if (name === 'me') return { body: { may: ['read'] } }
  const rows = tables[name]
  if (rows === undefined) return { status: 404 }
  if (what === 'notes') return rows.some(row => `${row.id}` === query.get('of')) ? { body: notes } : { status: 404 }
  const ids = query.get('ids')?.split(',')
  if (ids) return { body: { items: rows.filter(row => ids.includes(String(row.id))).map(showRow) } }
  return { body: what === 'marks' ? listMarks(rows, query) : list(rows, query) }
}

const keyOf = (row: Row): string => `${row.modified}/${String(row.id).padStart(6, '0')}`

/** `page` counts, as so many shops do; `after` seeks. `next` is the key of the last row, hidden or not. */
function list(rows: Rows, query: URLSearchParams) {
  const found = rows
    .filter(row => within(row, query) && (!row.trashed || query.get('trash') === 'true'))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const after = query.get('after') ?? ''
  const page = Number(query.get('page') ?? 1)
  return cut(found.filter(row => keyOf(row) > after).slice((page - 1) * limit), keyOf)
}

function listMarks(rows: Rows, query: URLSearchParams) {
  const after = Number(query.get('after') ?? 0)
  const found = rows.filter(row => !row.trashed && row.id > after && within(row, query)).sort((a, b) => a.id - b.id)
  return cut(found, row => String(row.id))
}

function cut(rows: Rows, keyOf: (row: Row) => string) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? keyOf(last) : null
  return { items: items.filter(row => !row.hidden).map(showRow), next }
}

function within({ modified, created }: Row, query: URLSearchParams): boolean {
  const at = (name: string) => query.get(name)
  return modified >= (at('since') ?? '') && created >= (at('from') ?? '') && created < (at('before') ?? '9')
}
