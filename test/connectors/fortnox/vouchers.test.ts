import t from 'tap'
import { entities } from '../../../connectors/fortnox/entities/index.ts'
import { proveVoucher } from '../../../src/records/money.ts'
import { normalise } from '../../../src/records/normalise.ts'
import { openCompany } from './open-company.ts'
import { always, askedAlone, byId, changeFile, idsOf, imports, linesOf, readAll, readParts } from './read-vouchers.ts'

// Its many requests are real ones.
t.setTimeout(300_000)

t.test('at first a year comes by one file and its list, and no voucher is asked for alone', async t => {
  const company = await openCompany(t)
  const vouchers = await readAll(company)
  t.strictSame([...vouchers.keys()].toSorted(), idsOf(company).toSorted())
  t.strictSame(askedAlone(company), [])
  const files = company.server.asked.filter(({ path }) => path === '/3/sie/4')
  t.strictSame(
    files.map(({ query }) => query.get('financialyear')),
    ['2', '3', '1'],
    'year by year, in the order of time',
  )
  for (const { path, query } of company.server.asked)
    if (path === '/3/vouchers') t.ok(query.has('financialyear'), 'a year is always asked for')
  const [long] = [...vouchers.values()].filter(one => one.yearExternalId === '2')
  t.match(long, { yearFrom: '2023-07-01', yearTo: '2024-12-31' }, 'one has eighteen months')
  t.match([...vouchers.values()].find(one => one.referenceType === 'INVOICE')?.referenceNumber, /^\d+$/)
  t.ok([...vouchers.values()].some(one => one.series === 'A' && one.referenceType === null))
})

t.test('a voucher is the same to the last letter whether a file or the record tells it', async t => {
  const company = await openCompany(t, { vouchers: 60 })
  const { store } = company
  const own = store.state.vouchers.filter(one => one.yearId === 1)
  const texts = ['C:\\böcker', 'a "b" c', 'sagt \\"så\\"', 'slut \\', 'Åäö é ü ½', '  två   ord ', 'rad\netta\tb', '']
  for (const [n, info] of texts.entries()) Object.assign(own[n]!.rows[0]!, { info })
  own[9]!.description = 'Hyra – 5 €'
  const fromFiles = await readAll(company)
  t.strictSame(askedAlone(company), [], 'what only the list needs to tell may have any letter')
  const alone = byId(await imports.fetch(company.client, idsOf(company)))
  t.equal(alone.size, fromFiles.size)
  for (const [id, voucher] of alone) t.strictSame(fromFiles.get(id), voucher, id)
  t.equal(fromFiles.get(`1/${own[9]!.series}/${own[9]!.number}`)?.description, 'Hyra – 5 €')
  t.ok(store.state.vouchers.some(one => one.rows.some(row => row.removed)))
})

t.test('what a letter was lost of in the file is read by itself', async t => {
  const company = await openCompany(t)
  const { yearId, series, number, rows } = company.store.state.vouchers.at(-1)!
  Object.assign(rows[0]!, { info: '5 € för lunch' })
  const vouchers = await readAll(company)
  t.equal(vouchers.get(`${yearId}/${series}/${number}`)?.rows[0]?.description, '5 € för lunch')
  t.strictSame(askedAlone(company), [`${series}/${number}`])
})

t.test('rows that were struck out do not count, and what is left balances', async t => {
  const company = await openCompany(t, { vouchers: 60 })
  const [key] = company.store.state.vouchers.filter(one => one.series === 'A' && one.yearId === 1)
  company.store.correctVoucher(key!)
  const vouchers = await readAll(company)
  for (const voucher of vouchers.values()) t.equal(proveVoucher(voucher).refusal, null, voucher.externalId)
  for (const { yearId, series, number, rows } of company.store.state.vouchers) {
    const counting = rows.filter(row => !row.removed)
    t.equal(vouchers.get(`${yearId}/${series}/${number}`)?.rows.length, counting.length)
  }
  t.ok(vouchers.get(`1/A/${key!.number}`)?.rows.every(row => row.description === 'Rättad'))
})

t.test('one that does not balance is set aside, whoever tells it', async t => {
  const company = await openCompany(t)
  const [voucher] = company.store.state.vouchers.filter(one => one.yearId === 1)
  Object.assign(voucher!.rows[0]!, { debit: voucher!.rows[0]!.debit + 100 })
  const raws = (await readParts(company)).flatMap(({ records }) => records)
  t.equal(askedAlone(company).length, 1, 'the file is not believed that it does not')
  const entity = entities.find(({ name }) => name === 'vouchers')!
  const { records, rejections } = normalise(entity, {} as never, raws)
  t.equal(records.length, company.store.state.vouchers.length - 1)
  t.match(rejections, [
    { externalId: `1/${voucher!.series}/${voucher!.number}`, reason: /does not balance.*difference of 1\.00 SEK/ },
  ])
})

t.test('what the file lacks is read by itself, and what only the file has is not there', async t => {
  const company = await openCompany(t)
  const [gone, kept] = company.store.state.vouchers.filter(one => one.yearId === 3)
  await changeFile(company, 3, file => {
    const lines = linesOf(file, gone!.series, gone!.number)
    return file.replace(lines, lines.replace(/^#VER \S+ \d+/, `#VER ${gone!.series} 9999`))
  })
  const vouchers = await readAll(company)
  t.strictSame([...vouchers.keys()].toSorted(), idsOf(company).toSorted())
  t.strictSame(askedAlone(company), [`${gone!.series}/${gone!.number}`])

  await changeFile(company, 3, file => file + linesOf(file, kept!.series, kept!.number))
  t.strictSame(await readAll(company), vouchers)
  t.strictSame(askedAlone(company), [`${kept!.series}/${kept!.number}`], 'nor is one taken that the file has twice')

  await changeFile(company, 3, file =>
    file.replace(linesOf(file, kept!.series, kept!.number), x => x.replace('}\r\n', '')),
  )
  t.strictSame(await readAll(company), vouchers)
  t.ok(askedAlone(company).includes(`${kept!.series}/${kept!.number}`), 'nor one with a line that cannot be read')
})

t.test('a run that broke off goes on in the year where it was, and no year before is read again', async t => {
  const company = await openCompany(t, { vouchers: 400, orders: 90 })
  const parts = await readParts(company)
  const within = parts.findIndex(({ next }) => Object(next).year === '3' && Object(next).at !== null)
  t.ok(within > 0, 'it can break off in the middle of a year')
  company.server.forget()
  const rest = await readParts(company, always, JSON.parse(JSON.stringify(parts[within]!.next)))
  const read = [...parts.slice(0, within + 1), ...rest].flatMap(({ records }) => records)
  t.strictSame([...byId(read).keys()].toSorted(), idsOf(company).toSorted())
  const files = company.server.asked.filter(({ path }) => path === '/3/sie/4')
  t.strictSame(
    files.map(({ query }) => query.get('financialyear')),
    ['3', '1'],
  )
  t.strictSame(askedAlone(company), [])
})
