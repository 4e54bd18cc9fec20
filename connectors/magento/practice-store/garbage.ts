import { fail, internalError, type Reply } from './request.ts'
import type { State } from './state.ts'

type Shown = Readonly<Record<string, unknown>>

/** What modules, migrations and hands in the database have done to single records. */
const records = {
  /** Numbers as text, text as numbers, objects as empty lists: PHP's idea of an empty object. */
  wrongTypes: row => ({ ...row, updated_at: 20_261_110, billing_address: [], items: 'none', custom_attributes: {} }),
  nothing: () => null,
  withoutId: ({ entity_id: _, id: __, sku: ___, ...row }) => row,
  /** What MySQL makes of an empty date. */
  yearZero: row => ({ ...row, created_at: '0000-00-00 00:00:00', updated_at: '0000-00-00 00:00:00' }),
  notANumber: row => ({ ...row, grand_total: 'NaN', price: 'NAN', quantity: 'INF' }),
  tenMegabytes: row => ({ ...row, customer_note: 'x'.repeat(10 * 1024 * 1024) }),
  /** What jsonb refuses, and half of an emoji. */
  nulCharacters: row => ({
    ...row,
    customer_firstname: 'a\u0000b \ud83d',
    name: 'a\u0000b \ud83d',
    firstname: '\u0000',
  }),
  missingKeys: ({ entity_id, id }) => (entity_id === undefined ? { id } : { entity_id }),
  /** A list is null where the shop's answer was cut down, and where a module thought so. */
  nullLists: row => ({ ...row, items: null, addresses: null, tracks: null, custom_attributes: null }),
} satisfies Record<string, (row: Shown) => unknown>

const half = (text: string) => text.slice(0, Math.ceil(text.length / 2))
const webPage = { 'Content-Type': 'text/html; charset=UTF-8' }

/** Records over which PHP or a module dies: what becomes of every page that one of them is on. */
const deadly = {
  fatal: () => internalError(),
  /** Developer mode, or a shop that speaks another language: the mask is not known by its words. */
  unmasked: () => fail(500, 'Call to a member function getData() on null'),
  /** A module looks up what the record refers to and finds it gone. */
  orphan: () =>
    fail(404, 'No such entity with %fieldName = %fieldValue', { fieldName: 'customerId', fieldValue: 9_999 }),
  refused: () => fail(400, 'The gift message is not available.'),
  cutOff: reply => ({ ...reply, garble: half }),
  silent: reply => ({ ...reply, garble: () => '' }),
  webPage: reply => ({ ...reply, headers: webPage, garble: () => '<!doctype html><title>Ljusbutiken</title>' }),
} satisfies Record<string, (reply: Reply) => Reply>

interface List {
  readonly items: readonly unknown[]
  readonly total_count: number
}
const changeList = (reply: Reply, change: (list: List) => object): Reply => {
  const list = reply.body as List
  return { ...reply, body: { ...list, ...change(list) } }
}

/** What whole pages suffer. */
const pages = {
  truncatedJson: reply => ({ ...reply, garble: half }),
  nanInJson: reply => ({ ...reply, garble: text => text.replace(/"(price|grand_total)":[\d.]+/, '"$1":NaN') }),
  wrongTotals: reply => changeList(reply, () => ({ total_count: 7 })),
  textTotals: reply => changeList(reply, () => ({ total_count: 'many' })),
  hugeTotals: reply => changeList(reply, () => ({ total_count: 4_000_000 })),
  noTotals: reply => changeList(reply, () => ({ total_count: undefined })),
  duplicateIds: reply => changeList(reply, ({ items }) => ({ items: [...items.slice(0, 1), ...items] })),
  emptyList: reply => changeList(reply, () => ({ items: [] })),
  nullItems: reply => changeList(reply, () => ({ items: null })),
  anObject: reply => changeList(reply, ({ items }) => ({ items: { ...items } })),
  aList: reply => ({ ...reply, body: (reply.body as List).items }),
  fatal: () => internalError(),
} satisfies Record<string, (reply: Reply) => Reply>

export type RecordGarbage = keyof typeof records | keyof typeof deadly
export type PageGarbage = keyof typeof pages

export interface Garbage {
  /** By collection and id: `orders/586`. */
  readonly records: Map<string, RecordGarbage>
  /** Every page of the collection from now on. */
  readonly pages: Map<string, PageGarbage>
}

/** What a page becomes; `ids` are those of its items. */
export function spoilPage(state: State, name: string, ids: readonly (number | string)[], reply: Reply): Reply {
  const { records: spoilt, pages: spoiltPages } = state.garbage
  if (spoilt.size === 0 && spoiltPages.size === 0) return reply
  const kinds = ids.map(id => spoilt.get(`${name}/${id}`))
  const death = kinds.find(kind => kind !== undefined && kind in deadly)
  if (death) return deadly[death as keyof typeof deadly](reply)
  const spoiled = changeList(reply, ({ items }) => ({ items: items.map((row, n) => spoilRow(row, kinds[n])) }))
  const kind = spoiltPages.get(name)
  return kind ? (pages[kind] as (reply: Reply) => Reply)(spoiled) : spoiled
}

const spoilRow = (row: unknown, kind: RecordGarbage | undefined): unknown =>
  kind === undefined ? row : (records[kind as keyof typeof records] as (row: Shown) => unknown)(row as Shown)

/** `name` is that of the list: `orders`, `products`, `customers`, `shipments`, `source-items` … Null makes it whole. */
export function spoilRecord(state: State, name: string, id: number | string, kind: RecordGarbage | null): void {
  if (kind) state.garbage.records.set(`${name}/${id}`, kind)
  else state.garbage.records.delete(`${name}/${id}`)
}

export function spoilPages(state: State, name: string, kind: PageGarbage | null): void {
  if (kind) state.garbage.pages.set(name, kind)
  else state.garbage.pages.delete(name)
}
