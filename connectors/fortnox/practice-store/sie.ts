import type { Answer } from '../../../src/sdk/testing/index.ts'
import { balancesOf } from './balances.ts'
import { yearAsked } from './books.ts'
import { encodePc8 } from './code-page-437.ts'
import { badCharacters, badParameter, noRoute, notFound } from './refusals.ts'
import type { Call } from './resource.ts'
import type { FinancialYear, Ore, State, Voucher } from './state.ts'
import { dayOf } from './sweden.ts'

const parameters = ['financialyear', 'fromdate', 'todate', 'exportall', 'selection']

/** `GET /3/sie/4?financialyear=3`: one year of the books as a file. Types 1 to 3 have no vouchers. */
export function answerSie(call: Call, [type = '', ...more]: readonly string[]): Answer {
  if (!/^[1-4]$/.test(type) || more.length > 0) return noRoute
  if ([...call.query.values()].some(value => /[<>]/.test(value))) return badCharacters
  if ([...call.query.keys()].some(name => !parameters.includes(name))) return badParameter
  const id = yearAsked(call)
  const year = call.state.years.find(one => one.id === id)
  if (!year) return notFound.other
  const lines = [...head(call.state, year, type), ...books(call, year), ...(type === '4' ? entries(call, year) : [])]
  // The content type is inferred.
  const headers = { 'content-type': 'application/octet-stream', server: 'Fortnox' }
  return { headers, body: encodePc8(lines.map(line => `${line}\r\n`).join('')) }
}

/** As SIE has it: a backslash goes before a quotation mark and is nothing but itself elsewhere, so none may be the last letter; control characters may not stand. */
const quote = (text: string) =>
  `"${text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\\$/, '\\ ')
    .replaceAll('"', '\\"')}"`
const plain = (day: string) => day.replaceAll('-', '')
const money = (ore: Ore) => (ore / 100).toFixed(2)

const head = (state: State, year: FinancialYear, type: string): string[] => [
  '#FLAGGA 0',
  '#PROGRAM "Fortnox" 3.57.11',
  '#FORMAT PC8',
  `#GEN ${plain(dayOf(state.clock.now().getTime()))}`,
  `#SIETYP ${type}`,
  '#ORGNR 556677-8899',
  `#FNAMN ${quote(state.companyName)}`,
  `#RAR 0 ${plain(year.from)} ${plain(year.to)}`,
  ...yearBefore(state, year).map(one => `#RAR -1 ${plain(one.from)} ${plain(one.to)}`),
  '#KPTYP BAS2014',
]

const yearBefore = ({ years }: State, { from }: FinancialYear): FinancialYear[] =>
  years
    .filter(one => one.to < from)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .slice(-1)

/** Accounts in use; with `exportall` every one. Inferred. */
function books({ state, query }: Call, year: FinancialYear): string[] {
  const all = query.get('exportall') === 'true'
  const accounts = state.accounts.filter(one => one.yearId === year.id && (one.active || all))
  const balances = [year, ...yearBefore(state, year)].flatMap(({ id }, n) =>
    [...balancesOf(state, id)].flatMap(([account, one]) => balanceLines(account, one, n === 0 ? '0' : '-1')),
  )
  return [
    ...accounts.flatMap(one => [`#KONTO ${one.number} ${quote(one.description)}`, `#SRU ${one.number} ${one.sru}`]),
    ...balances,
  ]
}

function balanceLines(account: number, one: { readonly in: Ore; readonly out: Ore }, year: string): string[] {
  if (one.in === 0 && one.out === 0) return []
  if (account >= 3000) return [`#RES ${year} ${account} ${money(one.out)}`]
  return [`#IB ${year} ${account} ${money(one.in)}`, `#UB ${year} ${account} ${money(one.out)}`]
}

function entries({ state, query }: Call, year: FinancialYear): string[] {
  const [from, to] = [query.get('fromdate') ?? year.from, query.get('todate') ?? year.to]
  const isSelected = readSelection(query.get('selection'))
  const kept = state.vouchers.filter(
    one => one.yearId === year.id && one.day >= from && one.day <= to && isSelected(one),
  )
  return kept.flatMap(voucherLines)
}

/** `A,1,100;B`: a series with its first and last number, or the whole of it. */
function readSelection(text: string | null): (voucher: Voucher) => boolean {
  if (text === null) return () => true
  const parts = text.split(';').map(part => part.split(','))
  return ({ series, number }) =>
    parts.some(
      ([code, first = '0', last = 'Infinity']) => code === series && number >= Number(first) && number <= Number(last),
    )
}

/** A row that was struck out is a #BTRANS, which does not count. */
const voucherLines = ({ series, number, day, description, rows }: Voucher): string[] => [
  `#VER ${series} ${number} ${plain(day)} ${quote(description)} ${plain(day)}`,
  '{',
  ...rows.map(({ account, debit, credit, info, removed }) => {
    const kind = removed ? '#BTRANS' : '#TRANS'
    return `   ${kind} ${account} {} ${money(debit - credit)} ${plain(day)} ${quote(info)}`
  }),
  '}',
]
