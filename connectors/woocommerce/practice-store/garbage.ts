import type { Call, Reply } from './request.ts'
import type { State } from './state.ts'

type Shown = Record<string, unknown>

/** What plugins, migrations and hands in the database have done to single records. */
const records = {
  /** Numbers as text, text as numbers, objects as empty lists: PHP's idea of an empty object. */
  wrongTypes: row => ({ ...row, date_created_gmt: 20_261_110, billing: [], line_items: 'none', variations: null }),
  nothing: () => null,
  withoutId: ({ id: _, ...row }) => row,
  /** `strtotime` of an empty MySQL date. */
  yearZero: row => ({ ...row, date_created: '-0001-11-30T00:00:00', date_created_gmt: '0000-00-00T00:00:00' }),
  notANumber: row => ({ ...row, total: 'NaN', price: 'NAN' }),
  tenMegabytes: row => ({ ...row, meta_data: [{ id: 1, key: 'blob', value: 'x'.repeat(10 * 1024 * 1024) }] }),
  /** What jsonb refuses, and half of an emoji. */
  nulCharacters: row => ({ ...row, customer_note: 'a\u0000b \ud83d', name: 'a\u0000b \ud83d' }),
  missingKeys: ({ id, status }) => ({ id, status }),
} satisfies Record<string, (row: Shown) => unknown>

const died: Reply = {
  status: 500,
  body: {
    code: 'internal_server_error',
    message: '<p>There has been a critical error on this website.</p>',
    data: { status: 500 },
    additional_errors: [],
  },
}

/** Records over which WordPress, PHP or a plugin dies: what becomes of every answer that one of them is in. */
const deadly = {
  fatal: () => died,
  /** Loaded before the fields are picked, so that a list of ids dies too. */
  fatalByIds: () => died,
  fatalPage: () => ({ status: 500, headers: html, body: '<p>There has been a critical error on this website.</p>' }),
  cutOff: reply => ({ ...reply, body: half(JSON.stringify(reply.body)) }),
  silent: reply => ({ ...reply, body: '' }),
  webPage: reply => ({ ...reply, headers: html, body: '<!DOCTYPE html><title>Ljusbutiken</title>' }),
} satisfies Record<string, (reply: Reply) => Reply>

const html = { 'Content-Type': 'text/html; charset=UTF-8' }

/** What whole answers suffer: half of one, a number that is none, totals of a cache, a row twice. */
const answers = {
  truncatedJson: reply => ({ ...reply, body: half(JSON.stringify(reply.body)) }),
  nanInJson: reply => ({ ...reply, body: JSON.stringify(reply.body).replace(/"price":[\d.]+/, '"price":NaN') }),
  wrongTotals: reply => ({ ...reply, headers: { ...reply.headers, 'X-WP-Total': '7', 'X-WP-TotalPages': '1' } }),
  textTotals: reply => ({ ...reply, headers: { ...reply.headers, 'X-WP-Total': 'many', 'X-WP-TotalPages': '' } }),
  noTotals: ({ headers: { 'X-WP-Total': _, 'X-WP-TotalPages': __, ...headers } = {}, ...reply }) => ({
    ...reply,
    headers,
  }),
  duplicateIds: reply => ({ ...reply, body: rowsOf(reply).flatMap((row, at) => (at === 0 ? [row, row] : [row])) }),
  fatal: () => died,
  /** A filter of a plugin that leaves nothing over, after the rows were counted. */
  emptyList: reply => ({ ...reply, body: [] }),
  hugeTotals: reply => ({ ...reply, headers: { ...reply.headers, 'X-WP-Total': '4000000' } }),
  anObject: reply => ({ ...reply, body: Object.fromEntries(rowsOf(reply).map((row, at) => [at, row])) }),
} satisfies Record<string, (reply: Reply) => Reply>

export type RecordGarbage = keyof typeof records | keyof typeof deadly
export type AnswerGarbage = keyof typeof answers

export interface Garbage {
  /** By collection and id: `orders/586`. */
  readonly records: Map<string, RecordGarbage>
  /** Every list of the collection from now on. */
  readonly answers: Map<string, AnswerGarbage>
}

const half = (text: string) => text.slice(0, Math.ceil(text.length / 2))
const rowsOf = ({ body }: Reply): unknown[] => (Array.isArray(body) ? body : [body])

export function spoil({ garbage }: State, { route, parameters }: Call, reply: Reply): Reply {
  if (reply.status !== 200 || (garbage.records.size === 0 && garbage.answers.size === 0)) return reply
  const [, collection = '', single] = /^\/wc\/v3\/(.+?)(?:\/(\d+))?\/?$/.exec(route) ?? []
  const kindOf = (row: unknown) => garbage.records.get(`${collection}/${(row as Shown | null)?.['id']}`)
  const idsOnly = parameters.get('_fields') === 'id'
  const deaths = rowsOf(reply).flatMap(row => deadlyOf(kindOf(row)) ?? [])
  const death = deaths.find(kind => kind === 'fatalByIds' || !idsOnly)
  if (death) return (deadly[death] as (reply: Reply) => Reply)(reply)
  const spoilRow = (row: unknown) => {
    const kind = kindOf(row)
    return kind && kind in records
      ? (records[kind as keyof typeof records] as (row: Shown) => unknown)(row as Shown)
      : row
  }
  if (single) return { ...reply, body: spoilRow(reply.body) }
  if (!Array.isArray(reply.body)) return reply
  const spoiled = { ...reply, body: reply.body.map(spoilRow) }
  const kind = garbage.answers.get(collection)
  return kind ? (answers[kind] as (reply: Reply) => Reply)(spoiled) : spoiled
}

const deadlyOf = (kind: RecordGarbage | undefined) =>
  kind !== undefined && kind in deadly ? (kind as keyof typeof deadly) : null

/** `collection` is the route below wc/v3: `orders`, `products`, `customers`. Null makes it whole again. */
export function spoilRecord({ garbage }: State, collection: string, id: number, kind: RecordGarbage | null): void {
  if (kind) garbage.records.set(`${collection}/${id}`, kind)
  else garbage.records.delete(`${collection}/${id}`)
}

export function spoilAnswers({ garbage }: State, collection: string, kind: AnswerGarbage | null): void {
  if (kind) garbage.answers.set(collection, kind)
  else garbage.answers.delete(collection)
}
