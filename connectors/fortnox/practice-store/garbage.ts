import type { Answer } from '../../../src/sdk/testing/index.ts'
import { notFound, systemException } from './refusals.ts'
import type { State } from './state.ts'

export type Shown = Readonly<Record<string, unknown>>

const keys = ['ArticleNumber', 'CustomerNumber', 'VoucherNumber', 'DocumentNumber', 'Number']

/** What imports and old integrations have left of single records, in lists as in the record itself. */
const records = {
  /** Numbers as text, text as numbers, rows as an object. */
  wrongTypes: shown => ({ ...shown, Total: {}, Name: ['a'], Description: 7.5, OrderRows: {}, InvoiceRows: 'none' }),
  nothing: () => null,
  /** An order still tells its customer’s number, and an invoice its voucher’s, which are not its own. */
  withoutNumber: shown => {
    const own = keys.findLast(key => key in shown)
    return Object.fromEntries(Object.entries(shown).filter(([key]) => key !== own))
  },
  yearZero: shown => ({ ...shown, OrderDate: '0000-00-00', InvoiceDate: '0000-00-00', TransactionDate: '0000-00-00' }),
  notANumber: shown => ({ ...shown, Total: 'NaN', QuantityInStock: 'INF', SalesPrice: 'NaN', Balance: 'NaN' }),
  tenMegabytes: shown => ({ ...shown, Comments: 'x'.repeat(10 * 1024 * 1024), Note: 'x'.repeat(10 * 1024 * 1024) }),
  /** What jsonb refuses, and half of an emoji. */
  nulCharacters: shown => ({
    ...shown,
    ...{ Name: 'a\u0000b \ud83d', Description: 'a\u0000b \ud83d', CustomerName: 'a\u0000b \ud83d' },
  }),
  missingKeys: shown => Object.fromEntries(Object.entries(shown).filter(([key]) => keys.includes(key))),
  nullLists: shown => ({ ...shown, OrderRows: null, InvoiceRows: null, VoucherRows: null, EmailInformation: null }),
  /** What the one who gave consent may not see. */
  noRight: shown => ({ ...shown, Email: 'API_NORIGHT', Phone1: 'API_NORIGHT', PurchasePrice: 'API_NORIGHT' }),
} satisfies Record<string, (shown: Shown) => unknown>

const half = ({ body, ...answer }: Answer): Answer => {
  const text = JSON.stringify(body)
  return { ...answer, body: text.slice(0, Math.ceil(text.length / 2)) }
}
const webPage: Answer = {
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<!doctype html><title>Fortnox</title><p>Något gick fel.</p>',
}

/** Records over which Fortnox fails when they are asked for; the lists still have them. */
const deadly = {
  fatal: () => systemException,
  cutOff: half,
  silent: answer => ({ ...answer, body: '' }),
  webPage: () => webPage,
  /** The list has it, the record is not there. */
  ghost: () => notFound.other,
  /** A search by parts found another one. */
  another: answer => JSON.parse(JSON.stringify(answer).replace(/("(?:Document|Article|Customer)Number":")/g, '$1X')),
} satisfies Record<string, (answer: Answer) => Answer>

type List = Readonly<Record<string, unknown>>
const changeList = (answer: Answer, change: (rows: readonly unknown[]) => unknown, meta: object = {}): Answer => {
  const { MetaInformation, ...list } = answer.body as List
  const [[name, rows] = ['', []]] = Object.entries(list)
  const told = { ...Object(MetaInformation), ...meta }
  return { ...answer, body: { MetaInformation: told, [name]: change(rows as readonly unknown[]) } }
}

/** What whole lists suffer. */
const lists = {
  cutOff: half,
  fatal: () => systemException,
  webPage: () => webPage,
  noNumbers: ({ body, ...answer }) => ({ ...answer, body: { ...Object(body), MetaInformation: undefined } }),
  wrongNumbers: answer => changeList(answer, rows => rows, { '@TotalResources': 7 }),
  textNumbers: answer => changeList(answer, rows => rows, { '@TotalResources': 'many', '@TotalPages': '?' }),
  hugeNumbers: answer => changeList(answer, rows => rows, { '@TotalResources': 4_000_000 }),
  twice: answer => changeList(answer, rows => [...rows.slice(0, 1), ...rows]),
  empty: answer => changeList(answer, () => []),
  nothing: answer => changeList(answer, () => null),
  anObject: answer => changeList(answer, rows => ({ ...rows })),
} satisfies Record<string, (answer: Answer) => Answer>

export type RecordGarbage = keyof typeof records | keyof typeof deadly
export type ListGarbage = keyof typeof lists

export interface Garbage {
  /** By path: `orders/7`, `articles/LJUS/25`, `vouchers/A/3?financialyear=1`. */
  readonly records: Map<string, RecordGarbage>
  /** By path: `orders`. */
  readonly lists: Map<string, ListGarbage>
}

const kindOf = ({ garbage }: State, shown: Shown): RecordGarbage | undefined =>
  garbage.records.size === 0
    ? undefined
    : garbage.records.get(decodeURIComponent(String(shown['@url']).replace('https://api.fortnox.se/3/', '')))

/** What a record becomes, in a list or by itself. */
export function spoilShown(state: State, shown: Shown): unknown {
  const kind = kindOf(state, shown)
  if (kind === undefined || !(kind in records)) return shown
  return (records[kind as keyof typeof records] as (shown: Shown) => unknown)(shown)
}

/** What becomes of the answer that a record is alone in. */
export function spoilAnswer(state: State, shown: Shown, answer: Answer): Answer {
  const kind = kindOf(state, shown)
  return kind !== undefined && kind in deadly ? deadly[kind as keyof typeof deadly](answer) : answer
}

export function spoilList(state: State, path: string, answer: Answer): Answer {
  const kind = state.garbage.lists.get(path)
  return kind === undefined ? answer : (lists[kind] as (answer: Answer) => Answer)(answer)
}

/** Null makes it whole. */
export function spoilRecord(state: State, path: string, kind: RecordGarbage | null): void {
  if (kind) state.garbage.records.set(path, kind)
  else state.garbage.records.delete(path)
}

/** Every page of the list from now on; null makes it whole. */
export function spoilLists(state: State, path: string, kind: ListGarbage | null): void {
  if (kind) state.garbage.lists.set(path, kind)
  else state.garbage.lists.delete(path)
}
