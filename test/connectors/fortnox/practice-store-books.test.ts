import t from 'tap'
import { encodePc8 } from '../../../connectors/fortnox/practice-store/code-page-437.ts'
import { readSie, type SieRead } from '../../../src/sdk/index.ts'
import { type Company, openCompany, type Told } from './ask-fortnox.ts'

type Shown = Told['body']
const ore = (amount: number) => Math.round(amount * 100)
const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)
const size = { orders: 90, vouchers: 30, articles: 60, customers: 60 }

const readAll = async ({ get }: Company, name: 'Invoice' | 'Order', count: number): Promise<Shown[]> => {
  const path = name === 'Invoice' ? 'invoices' : 'orders'
  return await Promise.all(Array.from({ length: count }, async (_, n) => (await get(`${path}/${n + 1}`)).body[name]))
}

t.test('the parts of every order and invoice are its total', async t => {
  const company = await openCompany(t, size)
  const { orders, invoices } = company.store.state
  const told = [
    ...(await readAll(company, 'Order', orders.length)),
    ...(await readAll(company, 'Invoice', invoices.length)),
  ]
  for (const one of told) {
    const { Net, TotalVAT, RoundOff, Total, Freight, AdministrationFee } = one
    t.equal(ore(Net) + ore(TotalVAT) + ore(RoundOff), ore(Total), 'net, VAT and rounding')
    const rows = one['InvoiceRows'] as readonly { readonly TotalExcludingVAT: number }[] | undefined
    if (!rows || one['VATIncluded']) continue
    t.equal(sum(rows.map(row => ore(row.TotalExcludingVAT))) + ore(Freight) + ore(AdministrationFee), ore(Net), 'rows')
  }
  const has = (name: string) => told.some(one => Number(one[name]) !== 0)
  for (const name of ['Freight', 'FreightVAT', 'AdministrationFee', 'RoundOff']) t.ok(has(name), `some have ${name}`)
  const rates = new Set(invoices.flatMap(one => one.rows.map(row => row.vat)))
  t.strictSame(
    [...rates].sort((a, b) => a - b),
    [0, 6, 12, 25],
  )
  t.strictSame([...new Set(told.map(one => one['Currency']))].sort(), ['EUR', 'JPY', 'NOK', 'SEK'])
  t.ok(
    told.every(one => one['Currency'] !== 'SEK' || ore(one['Total']) % 100 === 0),
    'whole kronor',
  )
})

t.test('a credit note takes an invoice back to the last öre, and each knows of the other', async t => {
  const { get, store } = await openCompany(t, size)
  const notes = store.state.invoices.filter(one => one.credit)
  t.ok(notes.length > 2)
  for (const { number, creditReference } of notes) {
    const note = (await get(`invoices/${number}`)).body.Invoice
    const taken = (await get(`invoices/${creditReference}`)).body.Invoice
    t.strictSame([note.Credit, taken.Credit], ['true', 'false'])
    t.strictSame([note.CreditInvoiceReference, taken.CreditInvoiceReference], [String(creditReference), String(number)])
    t.strictSame([note.Total, note.TotalVAT, note.Net], [-taken.Total || 0, -taken.TotalVAT || 0, -taken.Net || 0])
    t.strictSame([note.Balance, taken.Balance], [0, 0])
    t.ok(note.InvoiceRows.every((row: { DeliveredQuantity: string }) => row.DeliveredQuantity.startsWith('-')))
  }
})

t.test('a payment takes off what is left to pay', async t => {
  const { get, store } = await openCompany(t, size)
  const paid = store.state.payments.map(one => one.invoiceNumber)
  for (const number of new Set(paid)) {
    const { Invoice } = (await get(`invoices/${number}`)).body
    const { InvoicePayments } = (await get(`invoicepayments?invoicenumber=${number}&limit=500`)).body
    const own = InvoicePayments.filter((one: { InvoiceNumber: number }) => one.InvoiceNumber === number)
    const amounts = await Promise.all(
      own.map(async (one: { Number: string }) => (await get(`invoicepayments/${one.Number}`)).body.InvoicePayment),
    )
    t.equal(ore(Invoice.Total) - sum(amounts.map(one => ore(one.AmountCurrency))), ore(Invoice.Balance))
    t.equal(Invoice.FinalPayDate !== null, Invoice.Balance === 0)
  }
})

t.test('every voucher balances without the rows that were struck out, and some only then', async t => {
  const { get, store } = await openCompany(t, size)
  let uneven = 0
  for (const { yearId, series, number } of store.state.vouchers) {
    const { Voucher } = (await get(`vouchers/${series}/${number}?financialyear=${yearId}`)).body
    const over = (rows: readonly Shown[]) => sum(rows.map(row => ore(row['Debit']!) - ore(row['Credit']!)))
    t.equal(over(Voucher.VoucherRows.filter((row: { Removed: boolean }) => !row.Removed)), 0, `${series}${number}`)
    if (over(Voucher.VoucherRows) !== 0) uneven++
  }
  t.ok(uneven > 2)
})

t.test('an invoice is booked by a voucher that names it, in kronor', async t => {
  const { get, store } = await openCompany(t, size)
  for (const { number, voucher } of store.state.invoices.filter(one => one.voucher !== null)) {
    const { Invoice } = (await get(`invoices/${number}`)).body
    t.strictSame(
      [Invoice.VoucherYear, Invoice.VoucherSeries, Invoice.VoucherNumber],
      [voucher!.yearId, 'B', voucher!.number],
    )
    const { Voucher } = (await get(`vouchers/B/${voucher!.number}?financialyear=${voucher!.yearId}`)).body
    t.strictSame([Voucher.ReferenceType, Voucher.ReferenceNumber], ['INVOICE', String(number)])
    const claims = Voucher.VoucherRows.filter((row: { Account: number }) => row.Account === 1510)
    const owed = sum(claims.map((row: { Debit: number; Credit: number }) => ore(row.Debit) - ore(row.Credit)))
    const rate = Invoice.CurrencyRate / Invoice.CurrencyUnit
    t.ok(Math.abs(owed - ore(Invoice.Total) * rate) < 1, `invoice ${number}`)
  }
})

t.test('an account ends a year with what it began with and what was booked, and begins the next one so', async t => {
  const { get, store } = await openCompany(t, size)
  const read = async (yearId: number) => {
    const { Accounts } = (await get(`accounts?financialyear=${yearId}&limit=500`)).body
    return await Promise.all(
      Accounts.map(
        async (one: { Number: number }) => (await get(`accounts/${one.Number}?financialyear=${yearId}`)).body.Account,
      ),
    )
  }
  const byTime = [2, 3, 1]
  const years = await Promise.all(byTime.map(read))
  for (const [n, accounts] of years.entries()) {
    const rows = store.state.vouchers.filter(one => one.yearId === byTime[n]).flatMap(one => one.rows)
    for (const account of accounts) {
      const booked = rows.filter(row => row.account === account.Number && !row.removed)
      const moved = sum(booked.map(row => row.debit - row.credit))
      t.equal(ore(account.BalanceCarriedForward) - ore(account.BalanceBroughtForward), moved, `${account.Number}`)
      const before = years[n - 1]?.find(one => one.Number === account.Number)
      if (before && account.Number < 3000 && account.Number !== 2099)
        t.equal(account.BalanceBroughtForward, before.BalanceCarriedForward, `${account.Number} is carried forward`)
    }
    t.equal(sum(accounts.map(one => ore(one.BalanceBroughtForward))), 0, 'a year begins in balance')
    t.equal(sum(accounts.map(one => ore(one.BalanceCarriedForward))), 0, 'and ends in it')
  }
})

t.test('the SIE file has the same vouchers, in the letters of code page 437', async t => {
  const { store, baseUrl, tokenOf, apps, get } = await openCompany(t, size)
  const headers = { authorization: `Bearer ${await tokenOf(apps.full)}` }
  const read = async (query: string) => {
    const answer = await fetch(`${baseUrl}/3/sie/4?${query}`, { headers })
    return Buffer.from(await answer.arrayBuffer())
  }
  const file = await read('financialyear=1')
  t.ok(file.includes(encodePc8('#FNAMN "Ljusbutiken i Malmö AB"\r\n')))
  t.strictSame([...encodePc8('Åäö 明😀')], [0x8f, 0x84, 0x94, 0x20, 0x3f, 0x3f], 'a letter is a byte')
  const lines = file.toString('latin1').split('\r\n')
  t.strictSame(lines.slice(0, 3), ['#FLAGGA 0', '#PROGRAM "Fortnox" 3.57.11', '#FORMAT PC8'])
  const own = store.state.vouchers.filter(one => one.yearId === 1)
  const count = (start: string) => lines.filter(line => line.trim().startsWith(start)).length
  t.equal(count('#VER '), own.length)
  t.equal(count('#BTRANS '), own.flatMap(one => one.rows).filter(row => row.removed).length, 'struck out')
  const amounts = lines.flatMap(line => /^ {3}#TRANS \d+ \{\} (\S+)/.exec(line)?.[1] ?? [])
  t.equal(sum(amounts.map(amount => ore(Number(amount)))), 0)
  const { Account } = (await get('accounts/1930?financialyear=1')).body
  t.ok(lines.includes(`#IB 0 1930 ${Account.BalanceBroughtForward.toFixed(2)}`))
  t.ok(lines.includes(`#UB 0 1930 ${Account.BalanceCarriedForward.toFixed(2)}`))
  t.equal(store.state.sideEffects.length, 0)
})

t.test('texts of a SIE file are read back as they were, as far as code page 437 has their letters', async t => {
  const { store, baseUrl, tokenOf, apps } = await openCompany(t, size)
  const texts = ['C:\\böcker\\nya', 'a \\"b\\" c', 'sagt "så" \\', '\\\\server', 'Åäö', '5 €']
  const vouchers = store.state.vouchers.filter(one => one.yearId === 1).slice(0, texts.length)
  for (const [n, voucher] of vouchers.entries()) voucher.description = texts[n]!
  const headers = { authorization: `Bearer ${await tokenOf(apps.full)}` }
  const answer = await fetch(`${baseUrl}/3/sie/4?financialyear=1`, { headers })
  const entries: SieRead[] = []
  for await (const entry of readSie([new Uint8Array(await answer.arrayBuffer())])) entries.push(entry)
  t.notOk(entries.some(({ is }) => is === 'broken'))
  const told = vouchers.map(({ series, number }) =>
    entries.find(one => one.is === 'voucher' && one.series === series && one.number === String(number)),
  )
  t.strictSame(
    told.map(one => one?.is === 'voucher' && one.text?.trimEnd()),
    [...texts.slice(0, -1), '5 ?'],
  )
})

t.test('a SIE file may be of some vouchers, of every account, or of no vouchers', async t => {
  const { get, store } = await openCompany(t, size)
  const count = async (path: string, start: string) => (await get(path)).text.split(start).length - 1
  t.equal(await count('sie/4?financialyear=1&selection=A,2,3;C', '#VER A '), 2)
  t.equal(await count('sie/4?financialyear=1&selection=A,2,3', '#VER B '), 0)
  const [first] = store.state.vouchers.filter(one => one.yearId === 3)
  const same = store.state.vouchers.filter(one => one.yearId === 3 && one.day === first!.day).length
  t.equal(await count(`sie/4?financialyear=3&fromdate=${first!.day}&todate=${first!.day}`, '#VER '), same)
  t.equal(await count('sie/1?financialyear=1', '#VER '), 0)
  const all = store.state.accounts.filter(one => one.yearId === 1).length
  t.equal(await count('sie/4?financialyear=1&exportall=true', '#KONTO '), all)
  t.ok((await count('sie/4?financialyear=1', '#KONTO ')) < all)
  t.equal((await get('sie/5')).status, 404)
  t.equal((await get('sie/4?financialyear=99')).status, 404)
})

t.test('series are of a year and tell the next number, and only one takes what is entered by hand', async t => {
  const { get, store } = await openCompany(t, size)
  const series = (await get('voucherseries?financialyear=1')).body.VoucherSeriesCollection
  t.match(series, [
    { Code: 'A', Manual: true, Year: 1 },
    { Code: 'B', Manual: false, Year: 1 },
    { Code: 'C', Manual: false, Year: 1 },
  ])
  const next = store.createVoucher()
  t.equal(next.number, series[0].NextVoucherNumber)
  t.equal((await get('voucherseries/A?financialyear=1')).body.VoucherSeries.NextVoucherNumber, next.number + 1)
  t.match((await get('predefinedaccounts/CUSTCLAIM')).body, { PreDefinedAccount: { Account: 1510 } })
})
