import t from 'tap'
import { monthsOf, readBalances } from '../../src/accounting/balances.ts'
import { exportSie } from '../../src/accounting/export-sie.ts'
import { readVouchers } from '../../src/accounting/vouchers.ts'
import { chooseYear, readBooks } from '../../src/accounting/years.ts'
import { noteRejections } from '../../src/records/rejections.ts'
import { type Entity, encodePc8 } from '../../src/sdk/index.ts'
import { gatherSie } from '../sdk/sie/gather.ts'
import { saveBooks, storeCanonical } from '../support/book-year.ts'
import { aRow, aVoucher } from '../support/books.ts'
import { canonicalEntity } from '../support/canonical-entity.ts'
import { testOnDatabases } from '../support/database.ts'

const today = '2026-06-01'

t.test('a year has the months that its days are in', async t => {
  t.strictSame(monthsOf({ from: '2025-11-15', to: '2026-02-28' }), ['2025-11', '2025-12', '2026-01', '2026-02'])
})

await testOnDatabases(t, 'reports on the books', async (t, db) => {
  const connectionId = await saveBooks(db)
  const books = await readBooks(db, connectionId)
  const year = chooseYear(books, undefined, today)

  await t.test('the years are told, and the one of the day is taken unless another is named', async t => {
    t.match(books, { company: 'Tiny', organisationNumber: null, setAside: 0 })
    t.strictSame(books.years, [
      {
        yearExternalId: '2',
        from: '2026-01-01',
        to: '2026-12-31',
        accounts: 5,
        vouchers: 4,
        currency: 'SEK',
        setAside: 0,
      },
      {
        yearExternalId: '9',
        from: '2024-07-01',
        to: '2025-12-31',
        accounts: 1,
        vouchers: 1,
        currency: 'SEK',
        setAside: 0,
      },
    ])
    t.equal(chooseYear(books, undefined, '2025-01-01').yearExternalId, '9')
    t.equal(chooseYear(books, undefined, '2040-01-01').yearExternalId, '2', 'the latest')
    t.throws(() => chooseYear(books, '3', today), /no books of this year/)
    await t.rejects(readBooks(db, '00000000-0000-4000-8000-000000000000'), /no such connection/)
  })

  await t.test('what is set aside counts in its year, and in all where its year cannot be told', async t => {
    const vouchers = canonicalEntity('vouchers')
    const note = (entity: Entity, ...ids: (string | null)[]) =>
      db.transaction(client =>
        noteRejections(
          client,
          { connectionId, entity, runId: null },
          ids.map((externalId, n) => ({ key: externalId ?? `${n}`, externalId, reason: 'No.', raw: '{}' })),
        ),
      )
    const counted = async () => {
      const { setAside, years } = await readBooks(db, connectionId)
      return [setAside, ...years.map(one => one.setAside)]
    }
    await note(vouchers, '9/A/7')
    t.strictSame(await counted(), [1, 0, 1])
    await note(canonicalEntity('accounts'), '2/1930', '2/1940')
    await note(vouchers, '20/A/1', '29/A/2')
    t.strictSame(await counted(), [5, 2, 1], 'a year is not another one that begins as it does')
    await note(canonicalEntity('orders'), '9/1')
    t.strictSame(await counted(), [5, 2, 1], 'an order is not of the books')
    await note(vouchers, null, 'A7')
    t.strictSame(await counted(), [7, 4, 3])
    await db.pool.query(`UPDATE rejections SET state = 'dismissed'`)
    t.strictSame(await counted(), [0, 0, 0])
  })

  await t.test('each account has what it moved month by month, and runs on from its opening balance', async t => {
    const { accounts, classes, months, totals } = await readBalances(db, books, { year })
    t.equal(months.length, 12)
    t.strictSame(
      accounts.map(one => [one.number, one.opening, one.debit, one.credit, one.change, one.closing]),
      [
        ['1930', '1000.50', '125.30', '5.00', '120.30', '1120.80'],
        ['2099', '-1000.50', '0.00', '0.00', '0.00', '-1000.50'],
        ['2611', '0.00', '0.00', '25.00', '-25.00', '-25.00'],
        ['3001', '0.00', '0.00', '100.30', '-100.30', '-100.30'],
        ['7010', null, '5.00', '0.00', '5.00', null],
      ],
      'without accounts that say nothing; with those that are only booked on',
    )
    t.match(accounts[0], { description: 'Företagskonto', sruCode: '7281', closingTold: '1.00' })
    t.strictSame(accounts[0]!.months, [
      { month: '2026-01', debit: '125.00', credit: '0.00', change: '125.00', closing: '1125.50' },
      { month: '2026-03', debit: '0.30', credit: '5.00', change: '-4.70', closing: '1120.80' },
    ])
    t.match(accounts[4], { description: null, months: [{ closing: null }] }, 'unknown stays unknown')
    t.strictSame(totals, { opening: '0.00', debit: '130.30', credit: '130.30' })
    t.strictSame(
      classes.map(one => [one.digit, one.opening, one.debit, one.credit, one.change, one.closing]),
      [
        ['1', '1000.50', '125.30', '5.00', '120.30', '1120.80'],
        ['2', '-1000.50', '0.00', '25.00', '-25.00', '-1025.50'],
        ['3', '0.00', '0.00', '100.30', '-100.30', '-100.30'],
        ['7', null, '5.00', '0.00', '5.00', null],
      ],
    )
    const all = (await readBalances(db, books, { year, all: true })).accounts
    t.ok(all.some(one => one.number === '1910'))
  })

  await t.test('vouchers come by series and number, as numbers', async t => {
    const found: string[] = []
    for await (const { series, number, rows } of readVouchers(db, books, year))
      found.push(`${series}${number}:${rows.length}`)
    t.strictSame(found, ['A1:0', 'A2:3', 'A10:3', 'B1:2'])
  })

  await t.test('a year as SIE is read back as it was', async t => {
    const texts: Uint8Array[] = []
    for await (const text of exportSie(db, books, { year, version: '1.2.3', today })) texts.push(encodePc8(text))
    const read = (await gatherSie(texts)).map(({ line: _, ...one }) => one)
    const only = (...kinds: string[]) => read.filter(({ is }) => kinds.includes(is))
    t.strictSame(only('broken', 'remark'), [])
    t.match(only('program', 'type', 'company', 'year', 'currency', 'generated'), [
      { name: 'Koppla', version: '1.2.3' },
      { on: today },
      { type: '4' },
      { name: 'Tiny' },
      { year: 0, from: '2026-01-01', to: '2026-12-31' },
      { code: 'SEK' },
    ])
    t.match(only('account'), [
      { number: '1910' },
      { number: '1930', name: 'Företagskonto' },
      { number: '2099', name: 'Årets "resultat"' },
      { number: '2611' },
      { number: '3001', name: 'Försäljning' },
      { number: '7010', name: '' },
    ])
    t.match(only('sru'), [{ number: '1930', code: '7281' }])
    t.match(only('opening', 'closing', 'result'), [
      { is: 'opening', account: '1930', amount: '1000.50' },
      { is: 'closing', account: '1930', amount: '1120.80' },
      { is: 'opening', account: '2099', amount: '-1000.50' },
      { is: 'closing', account: '2099', amount: '-1000.50' },
      { is: 'opening', account: '2611', amount: '0.00' },
      { is: 'closing', account: '2611', amount: '-25.00' },
      { is: 'result', account: '3001', amount: '-100.30' },
      { is: 'result', account: '7010', amount: '5.00' },
    ])
    t.match(only('voucher'), [
      { series: 'A', number: '1', on: '2026-03-03', rows: { length: 0 } },
      { number: '2', text: 'Såld "vara"', rows: [{ amount: '125.00' }, { amount: '-100.00' }, { amount: '-25.00' }] },
      {
        number: '10',
        rows: [
          {
            account: '1930',
            amount: '0.30',
            text: 'Öre',
            quantity: '1.5',
            objects: [{ dimension: '6', object: 'P1' }],
          },
          { amount: '-0.10', objects: [{ dimension: '1', object: 'NORD' }] },
          { amount: '-0.20', objects: [] },
        ],
      },
      { series: 'B', text: null },
    ])
  })

  await t.test('a file says that something was set aside', async t => {
    const texts: string[] = []
    const lacking = { ...year, setAside: 3 }
    for await (const text of exportSie(db, books, { year: lacking, version: '1', today })) texts.push(text)
    t.match(texts.join(''), '#PROSA "Ofullständig: 3')
  })

  await t.test('an export ends in its midst rather than not add up', async t => {
    const changed = aVoucher('10', { rows: [aRow('1930', '1'), aRow('3001', '-1')] })
    const exported = async () => {
      for await (const text of exportSie(db, books, { year, version: '1', today }))
        if (text.startsWith('#FLAGGA')) await storeCanonical(db, connectionId, canonicalEntity('vouchers'), [changed])
    }
    await t.rejects(exported(), /changed while they were exported/)
  })
})
