import t from 'tap'
import type { Database } from '../../src/db.ts'
import { startApi } from '../support/api.ts'
import { saveBooks } from '../support/book-year.ts'
import { bookYear } from '../support/books.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const year = { year_external_id: bookYear.yearExternalId, year_from: bookYear.yearFrom, year_to: bookYear.yearTo }

async function fill(db: Database) {
  const connection_id = await insertConnection(db)
  const own = (n: number, external_id: string) => ({ id: idOf(n), connection_id, external_id, hash: `${n}`, meta: {} })
  const account = (n: number, number: string, given: object = {}) => ({
    ...own(n, `2/${number}`),
    ...{ ...year, number, description: `Konto ${number}`, active: true, currency: 'SEK', search: `'${number}'` },
    ...given,
  })
  await insertRows(db, 'accounts', [
    account(1, '3001'),
    account(2, '1930', { description: '=Bank', opening_balance: '-12.5' }),
    account(3, '1910', { active: false }),
  ])
  const voucher = (n: number, number: string, transaction_on: string) => ({
    ...own(n, `2/A/${number}`),
    ...{ ...year, series: 'A', number, transaction_on, description: `V${number}`, currency: 'SEK', total: '125' },
    search: `'a${number}'`,
  })
  await insertRows(db, 'vouchers', [
    voucher(11, '1', '2026-01-31'),
    voucher(12, '2', '2026-02-01'),
    voucher(13, '3', '2026-02-01'),
  ])
  await insertRows(db, 'voucher_rows', [
    { voucher_id: idOf(12), position: 0, account_number: '1930', debit: '125', credit: '0' },
    { voucher_id: idOf(12), position: 1, account_number: '3001', debit: '0', credit: '125' },
  ])
}

await testOnDatabases(t, 'accounts are listed by number, filtered, exported and shown', async (t, db) => {
  await fill(db)
  const { ask } = await startApi(t, db)
  const numbers = async (query: string) =>
    (await ask('GET', `/accounts?${query}`)).body.items.map((one: { number: string }) => one.number)
  t.strictSame(await numbers(''), ['1910', '1930', '3001'])
  t.strictSame(await numbers('active=false'), ['1910'])
  t.strictSame(await numbers('q=19&yearExternalId=2'), ['1910', '1930'])
  t.strictSame(await numbers('yearExternalId=3'), [])
  const { body } = await ask('GET', '/accounts?limit=1', { as: 'viewer' })
  t.strictSame(await numbers(`limit=1&after=${body.next}`), ['1930'], 'a page at a time')
  const { text } = await ask('GET', '/accounts.csv?columns=number,description,openingBalance&number=1930')
  t.match(text, /number,description,openingBalance\r?\n1930,'=Bank,-12\.50/)
  t.match(await ask('GET', `/accounts/${idOf(2)}`), { status: 200, body: { number: '1930', storePage: null } })
  t.match(await ask('GET', `/accounts/${idOf(9)}`), { status: 404, body: { detail: /no such account/ } })
})

await testOnDatabases(
  t,
  'vouchers are listed by their day, filtered, exported and shown with their rows',
  async (t, db) => {
    await fill(db)
    const { ask } = await startApi(t, db)
    const numbers = async (query: string) =>
      (await ask('GET', `/vouchers?${query}`)).body.items.map((one: { number: string }) => one.number)
    t.strictSame(await numbers(''), ['3', '2', '1'])
    t.strictSame(await numbers('transactionFrom=2026-01-31&transactionBefore=2026-02-01'), ['1'])
    t.strictSame(await numbers('accountNumber=1930&series=A'), ['2'])
    t.strictSame(await numbers('q=a3'), ['3'])
    t.match(await ask('GET', '/vouchers?transactionFrom=yesterday'), {
      body: { errors: [{ field: 'transactionFrom' }] },
    })
    const { text } = await ask('GET', '/vouchers.csv?columns=series,number,transactionOn,total&number=1')
    t.match(text, /series,number,transactionOn,total\r?\nA,1,2026-01-31,125\.00/)
    t.match(await ask('GET', `/vouchers/${idOf(12)}`), {
      status: 200,
      body: {
        yearTo: '2026-12-31',
        rows: [
          { accountNumber: '1930', accountDescription: '=Bank', debit: '125.00', credit: '0.00', project: null },
          { accountNumber: '3001', debit: '0.00', credit: '125.00' },
        ],
      },
    })
    t.match(await ask('GET', `/vouchers/${idOf(12)}/changes`), { status: 200, body: { items: [] } })
  },
)

await testOnDatabases(t, 'the books of a year are balanced, and given as CSV and SIE', async (t, db) => {
  const id = await saveBooks(db)
  const { ask } = await startApi(t, db)
  const get = (path: string) => ask('GET', `/connections/${id}/books${path}`, { as: 'viewer' })
  t.match((await get('')).body, { years: [{ yearExternalId: '2' }, { yearExternalId: '9' }], setAside: 0 })
  t.match((await get('/balances?yearExternalId=2')).body, {
    accounts: [{ number: '1930', closing: '1120.80', months: [{ month: '2026-01' }, {}] }, {}, {}, {}, {}],
    totals: { debit: '130.30', credit: '130.30' },
  })
  t.match(await get('/balances?yearExternalId=7'), { status: 404, body: { remedy: /import of accounts/ } })
  const { text } = await get('/balances.csv?yearExternalId=2')
  t.match(text, /number,description,opening,2026-01,.*,2026-12,change,closing/)
  t.match(text, /1930,Företagskonto,1000\.50,125\.00,,-4\.70,,/)
  t.match((await get('/vouchers.csv?yearExternalId=2')).text, /B,1,2026-03-02,,7010,,5\.00,0\.00,,,,\r?\nB,1,/)
  const sie = await get('/sie?yearExternalId=2')
  t.match(sie.headers.get('content-disposition'), '2026-01-01--2026-12-31.se')
  t.match(sie.text, /^#FLAGGA 0\r\n[\s\S]*#VER B 1 20260302\r\n\{[\s\S]*\}\r\n$/)
  t.match(await ask('GET', `/connections/${idOf(9)}/books/sie`), { status: 404 })
  const shop = await insertConnection(db, 'A shop')
  t.match(await ask('GET', `/connections/${shop}/books`), { status: 200, body: { years: [] } }, 'a shop has none')
  t.match(await ask('GET', `/connections/${shop}/books/balances`), { status: 404 })
})
