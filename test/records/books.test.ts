import t from 'tap'
import { accountList, voucherList } from '../../src/records/books-sources.ts'
import { readDetail } from '../../src/records/detail.ts'
import { listRecords } from '../../src/records/list.ts'
import { normalise } from '../../src/records/normalise.ts'
import { storeBatch } from '../../src/records/store.ts'
import type { Entity } from '../../src/sdk/index.ts'
import { anInvoice } from '../support/an-invoice.ts'
import { anAccount, aRow, aVoucher } from '../support/books.ts'
import { canonicalEntity } from '../support/canonical-entity.ts'
import { testOnDatabases } from '../support/database.ts'
import { saveTinyConnection, tinyFacts } from '../support/tiny-store.ts'

const accounts = canonicalEntity('accounts')
const vouchers = canonicalEntity('vouchers')

await testOnDatabases(t, 'accounts and vouchers', async (t, db) => {
  const connectionId = await saveTinyConnection(db)
  const store = (entity: Entity, ...raws: unknown[]) =>
    db.transaction(client =>
      storeBatch(client, { connectionId, entity, runId: null }, normalise(entity, tinyFacts, raws)),
    )
  const list = async (source: typeof accountList, filters: object = {}) =>
    (await listRecords(db.pool, source, { filters: { connectionId, ...filters }, limit: 20 })).items

  await t.test('an account is one of its year: the same number of another year is another one', async t => {
    const before = { yearExternalId: '9', yearFrom: '2024-07-01', yearTo: '2025-12-31' }
    const bank = anAccount('1930', { description: 'Företagskonto', sruCode: '7281', openingBalance: '1000.5' })
    const stored = await store(accounts, bank, anAccount('1930', { ...before, active: false }), anAccount('1510'))
    t.match(stored, { changes: { length: 3 }, rejections: [] })
    t.match(await list(accountList), [{ number: '1510' }, { number: '1930' }, { number: '1930' }], 'by number')
    t.match(await list(accountList, { yearExternalId: '2', number: '1930' }), [
      { externalId: '2/1930', sruCode: '7281', openingBalance: '1000.50', closingBalance: null, yearTo: '2026-12-31' },
    ])
    t.match(await list(accountList, { active: false }), [{ externalId: '9/1930', yearFrom: '2024-07-01' }])
    t.match(await store(accounts, bank), { changes: [], unchanged: 1 }, 'and once')
  })

  await t.test('a voucher that balances is kept with its rows, in their order', async t => {
    const rows = [
      aRow('1930', '125', { description: 'Swish', project: 'P1', quantity: '1.5' }),
      aRow('3001', '-100', { costCentre: 'BUTIK' }),
      aRow('2611', '-25'),
    ]
    const sale = aVoucher('17', { referenceType: 'INVOICE', referenceNumber: '37', rows })
    t.match(await store(vouchers, sale), { changes: [{ change: 'created' }], rejections: [] })
    const [item] = await list(voucherList, { accountNumber: '3001' })
    t.match(item, { externalId: '2/A/17', transactionOn: '2026-03-01', total: '125.00', referenceNumber: '37' })
    t.match(await list(voucherList, { accountNumber: '4000' }), { length: 0 })
    t.match((await readDetail(db.pool, 'vouchers', String(item!['id'])))!['rows'], [
      { accountNumber: '1930', accountDescription: 'Företagskonto', debit: '125.00', credit: '0.00', quantity: '1.5' },
      { accountNumber: '3001', accountDescription: null, debit: '0.00', credit: '100.00', costCentre: 'BUTIK' },
      { accountNumber: '2611', credit: '25.00', description: null },
    ])
  })

  await t.test('rows may repeat, be fewer than before, or be none', async t => {
    const twice = [aRow('1930', '10'), aRow('1930', '10'), aRow('3001', '-20')]
    t.match(await store(vouchers, aVoucher('17', { rows: twice })), { changes: [{ change: 'updated' }] })
    t.match(await store(vouchers, aVoucher('17', { rows: twice })), { changes: [], unchanged: 1 })
    t.match(await store(vouchers, aVoucher('18', { rows: [] })), { rejections: [] })
    t.match(await store(vouchers, aVoucher('17', { rows: twice.slice(0, 1) })), { rejections: [{}] })
    const [item] = await list(voucherList, { number: '17' })
    t.match((await readDetail(db.pool, 'vouchers', String(item!['id'])))!['rows'], { length: 3 }, 'as it balanced last')
  })

  await t.test('a voucher that does not balance to the last decimal is set aside, and says why', async t => {
    const off = aVoucher('19', { rows: [aRow('1930', '0.3'), aRow('3001', '-0.1'), aRow('3002', '-0.199999')] })
    t.match(await store(vouchers, off, aVoucher('20')), {
      changes: [{ externalId: '2/A/20' }],
      rejections: [
        {
          externalId: '2/A/19',
          reason:
            'The voucher does not balance: its debit is 0.30 SEK, its credit 0.299999 SEK, a difference of 0.000001 SEK.',
        },
      ],
    })
    const floats = [aRow('1930', '0.3'), aRow('3001', '-0.1'), aRow('3002', '-0.2')]
    t.match(await store(vouchers, aVoucher('19', { rows: floats })), { rejections: [] }, 'tenths add up exactly')
  })

  await t.test('an invoice leads to what it was booked by', async t => {
    const [item] = await list(voucherList, { number: '20' })
    await store(canonicalEntity('invoices'), anInvoice('1', { voucherExternalId: '2/A/20' }))
    const { rows } = await db.pool.query('SELECT id FROM invoices')
    t.match(await readDetail(db.pool, 'invoices', rows[0].id), { voucherId: item!['id'] })
  })
})
