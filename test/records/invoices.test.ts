import t from 'tap'
import { z } from 'zod'
import { readDetail } from '../../src/records/detail.ts'
import { listRecords } from '../../src/records/list.ts'
import { normalise } from '../../src/records/normalise.ts'
import { invoiceList } from '../../src/records/sources.ts'
import { storeBatch } from '../../src/records/store.ts'
import { type CanonicalInput, entity, type StoreFacts } from '../../src/sdk/index.ts'
import { anInvoice, anInvoiceLine } from '../support/an-invoice.ts'
import { testOnDatabases } from '../support/database.ts'
import { saveTinyConnection, tinyFacts } from '../support/tiny-store.ts'

type Invoice = CanonicalInput<'invoices'>

/** Raw records that are canonical already. */
const invoices = entity<'invoices', undefined, object, null, StoreFacts>({
  name: 'invoices',
  label: 'Invoices',
  import: {
    incremental: false,
    startsAtOrderStart: true,
    raw: z.looseObject({}),
    idOf: raw => (raw as Invoice).externalId,
    position: z.null(),
    async *pages() {},
    fetch: async () => [],
    map: raw => raw as Invoice,
  },
})

const rounding = anInvoiceLine('r', {
  ...{ kind: 'rounding', sku: null, productExternalId: null, orderLineExternalId: null, quantity: '1' },
  ...{ name: 'Öresavrundning', total: '-0.004', taxPercent: null, accountNumber: '3740' },
})

await testOnDatabases(t, 'invoices', async (t, db) => {
  const connectionId = await saveTinyConnection(db)
  const store = (...raws: Invoice[]) =>
    db.transaction(client =>
      storeBatch(client, { connectionId, entity: invoices, runId: null }, normalise(invoices, tinyFacts, raws)),
    )
  const list = async (filters: object = {}) =>
    (await listRecords(db.pool, invoiceList, { filters: { connectionId, ...filters }, limit: 10 })).items

  await t.test('what an accounting system keeps of an invoice is stored and shown, its days as days', async t => {
    t.match(await store(anInvoice('1')), { changes: [{ entity: 'invoices', change: 'created' }], rejections: [] })
    const [item] = await list()
    t.match(item, {
      ...{ number: 'F1', issuedOn: '2026-03-01', dueOn: '2026-03-31', paidOn: null, currencyRate: '11.4321' },
      ...{ total: '1250.00', balance: '625.00', booked: true, voucherExternalId: 'A 17 2026', moneyWarning: null },
    })
    t.match(await readDetail(db.pool, 'invoices', String(item!['id'])), {
      moneyDifference: '0.00',
      orderId: null,
      lines: [{ subtotal: '1100.00', total: '1000.00', taxPercent: '25', accountNumber: '3001' }],
    })
    t.match(await store(anInvoice('1')), { changes: [], unchanged: 1 }, 'and once')
  })

  await t.test('a payment that settles it is a change; lines that went are gone', async t => {
    const lines = [anInvoiceLine('2', { name: 'Te', total: '1000.004', tax: '250' }), rounding]
    const settled = { status: 'paid', balance: '0', paidOn: '2026-03-20', modifiedAt: '2026-03-20T10:00:00Z' } as const
    t.match(await store(anInvoice('1', { ...settled, lines })), { changes: [{ change: 'updated' }] })
    const [item] = await list({ status: 'paid' })
    t.match(item, { balance: '0.00', paidOn: '2026-03-20', moneyWarning: null }, 'rounding is a line')
    const shown = await readDetail(db.pool, 'invoices', String(item!['id']))
    t.match(shown, { lines: [{ name: 'Te' }, { kind: 'rounding', total: '-0.004' }] })
  })

  await t.test('a credit note takes back in negative amounts', async t => {
    const lines = [anInvoiceLine('1', { quantity: '-1', subtotal: '-500', total: '-500', tax: '-125' })]
    const credit = { kind: 'credit_note', creditedExternalId: '1', issuedOn: '2026-03-25', dueOn: null } as const
    await store(anInvoice('2', { ...credit, total: '-625', totalTax: '-125', balance: '0', lines }))
    t.match(await list(), [{ number: 'F2', total: '-625.00', creditedExternalId: '1' }, { number: 'F1' }])
  })

  await t.test('money that does not add up is told, and what is no day sets the record aside', async t => {
    await store(anInvoice('3', { total: '1250.01' }))
    t.match(await list({ moneyWarning: true }), [
      {
        moneyWarning:
          'The total is 1250.01 EUR, but the lines and their tax add up to 1250.00 EUR: a difference of 0.01 EUR.',
      },
    ])
    const { rejections } = await store(anInvoice('4', { dueOn: '2026-02-30' }))
    t.match(rejections, [{ externalId: '4', reason: /dueOn/ }])
  })
})
