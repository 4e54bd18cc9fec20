import t from 'tap'
import { entities } from '../../../connectors/fortnox/entities/index.ts'
import type { FinancialYear } from '../../../connectors/fortnox/facts.ts'
import { mapAccount, RawAccount } from '../../../connectors/fortnox/map/account.ts'
import { inYear } from '../../../connectors/fortnox/years.ts'
import { type CanonicalRecord, canonical, type Page, type Window } from '../../../src/sdk/index.ts'
import { openCompany } from './open-company.ts'

t.setTimeout(300_000)

const { pages, fetch } = entities.find(one => one.name === 'accounts')!.import!
const always: Window = { since: null, until: '2026-11-20T12:00:00Z', createdFrom: null, createdBefore: null }
type Company = Awaited<ReturnType<typeof openCompany>>
type Account = CanonicalRecord<'accounts'>

async function readAll({ client }: Company, from: unknown = null) {
  const parts: Page<unknown>[] = []
  for await (const page of pages(client, always, from)) parts.push(page)
  return parts
}
const mapOne = (raw: unknown): Account => canonical.accounts.parse(mapAccount(RawAccount.parse(raw)))
const mapAll = (parts: readonly Page<unknown>[]) => parts.flatMap(({ records }) => records).map(mapOne)
const numberOf = (amount: unknown) => Number(amount)

t.test('each account of each year has what it began and ended with, and no account is asked for alone', async t => {
  const company = await openCompany(t, { vouchers: 60 })
  const { store, server, client } = company
  const accounts = mapAll(await readAll(company))
  t.equal(accounts.length, store.state.accounts.length)
  t.strictSame(new Set(server.asked.map(({ path }) => path).filter(path => path.startsWith('/3/accounts/'))), new Set())
  for (const { url, query } of server.asked)
    if (/accounts|sie/.test(url.pathname)) t.match(query.get('financialyear'), /^[123]$/, 'a year is always asked for')
  t.equal(server.asked.filter(({ path }) => path === '/3/sie/1').length, 3, 'one file for each year')
  for (const { yearExternalId, number, openingBalance, closingBalance } of accounts) {
    const told = Object(await client.read('accounts', number, { financialyear: yearExternalId }))
    t.strictSame(
      [numberOf(openingBalance), numberOf(closingBalance)],
      [told.BalanceBroughtForward, told.BalanceCarriedForward],
      `${yearExternalId}/${number}`,
    )
  }
  t.ok(accounts.some(({ closingBalance }) => closingBalance !== '0'))
})

t.test('one number is an account of each year, one of which has eighteen months', async t => {
  const company = await openCompany(t)
  const parts = await readAll(company)
  const bank = mapAll(parts).filter(({ number }) => number === '1930')
  t.match(
    bank.map(({ externalId, yearFrom, yearTo }) => [externalId, yearFrom, yearTo]),
    [
      ['2/1930', '2023-07-01', '2024-12-31'],
      ['3/1930', '2025-01-01', '2025-12-31'],
      ['1/1930', '2026-01-01', '2026-12-31'],
    ],
    'in the order of time',
  )
  t.equal(bank[1]!.openingBalance, bank[0]!.closingBalance)
  const [, second] = parts
  const rest = mapAll(await readAll(company, JSON.parse(JSON.stringify(second!.next))))
  const read = mapAll(parts.slice(0, 2)).map(({ externalId }) => externalId)
  t.equal(new Set([...read, ...rest.map(({ externalId }) => externalId)]).size, company.store.state.accounts.length)
  t.ok(rest.length < company.store.state.accounts.length, 'a run that broke off goes on in the year where it was')
  await t.rejects(
    readAll(company, { year: '9', at: null }),
    { kind: 'position', code: 'year_gone' },
    'a year that is gone starts it over',
  )
})

t.test('asked for alone, an account is what it is in the list, and of its own year', async t => {
  const company = await openCompany(t)
  const listed = new Map(mapAll(await readAll(company)).map(one => [one.externalId, one]))
  const ids = ['1/1930', '2/1930', '3/3001', '9/1930', '1/9999']
  const fetched = (await fetch(company.client, ids)).map(mapOne)
  t.strictSame(fetched.map(({ externalId }) => externalId).toSorted(), ids.slice(0, 3))
  for (const one of fetched) t.strictSame(one, listed.get(one.externalId))
})

t.test('without a file the closing balances are not told, and that is said', async t => {
  const company = await openCompany(t)
  const when = ({ path, query }: { path: string; query: URLSearchParams }) =>
    path === '/3/sie/1' && query.get('financialyear') === '3'
  company.server.failWith({ when, fault: { status: 500 } }, { when, fault: { status: 500 } })
  const parts = await readAll(company)
  const byYear = Map.groupBy(mapAll(parts), one => one.yearExternalId)
  t.ok(byYear.get('3')!.every(one => one.closingBalance === null && one.openingBalance !== null))
  t.ok(byYear.get('1')!.every(one => one.closingBalance !== null))
  const [notice] = parts.flatMap(part => part.notice ?? [])
  t.match(notice, /SIE file of 2025-01-01 to 2025-12-31, so the closing balances of that year are not told/)
})

t.test('a financial year that cannot be told stops the run: its books would be missing without a word', async t => {
  const company = await openCompany(t)
  const { state } = company.store
  state.years = state.years.map((year, at) => (at === 1 ? { ...year, to: '' } : year))
  await t.rejects(readAll(company), { kind: 'contract', code: 'years', message: /no number, or no days/ })
  const years = Array.from({ length: 101 }, (_, at) => ({ ...state.years[0]!, id: at + 1 }))
  state.years = years
  await t.rejects(readAll(company), { code: 'years', message: /100 of 101/ })
})

t.test('a file leaves out what is 0, and an account of another year is not taken', t => {
  const year: FinancialYear = { id: '2', from: '2024-07-01', to: '2025-12-31', method: 'ACCRUAL' }
  const raw = { Number: 1930, Description: 'Företagskonto', Active: true, SRU: 7281, VATCode: null, koppla_year: year }
  const none = { opening: null, closing: null }
  t.match(mapOne({ ...raw, koppla_balances: none }), {
    ...{ externalId: '2/1930', openingBalance: '0', closingBalance: '0', sruCode: '7281', active: true },
    currency: 'SEK',
  })
  const told = { opening: '12.50', closing: '-3.00' }
  t.match(mapOne({ ...raw, koppla_balances: told }), { openingBalance: '12.5', closingBalance: '-3' })
  t.match(mapOne({ ...raw, BalanceBroughtForward: '7', koppla_balances: null }), {
    ...{ openingBalance: '7', closingBalance: null },
  })
  t.throws(() => inYear({ Number: 1930, Year: 10 }, 'accounts', year), { code: 'another_year' })
  t.match(inYear({ Number: 1930, Year: 2 }, 'accounts', year), { koppla_year: year })
  t.end()
})
