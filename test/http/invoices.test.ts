import t from 'tap'
import type { Database } from '../../src/db.ts'
import { startApi } from '../support/api.ts'
import { testOnDatabases } from '../support/database.ts'
import { insertConnection, insertRows } from '../support/rows.ts'

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const money = { currency: 'SEK', total: '125.5', total_tax: '25.1', money_difference: '0', meta: {} }

async function fill(db: Database) {
  const shop = await insertConnection(db)
  const own = (n: number) => ({ id: idOf(n), connection_id: shop, external_id: `${n}`, hash: `${n}` })
  const order = { number: 'N1', status: 'completed', external_status: 'complete', prices_include_tax: true }
  const none = { shipping_total: '0', discount_total: '0', refunded_total: '0', coupons: '[]' }
  await insertRows(db, 'orders', [{ ...own(1), ...order, ...money, ...none, search: "'n1'" }])
  const invoice = { kind: 'invoice', status: 'open', external_status: '1', ...money, balance: '125.5' }
  const days = [null, '2026-03-01', '2026-03-02', '2026-03-02']
  await insertRows(
    db,
    'invoices',
    days.map((issued_on, n) => ({
      ...{ ...own(11 + n), ...invoice, number: `F${n}`, issued_on, search: `'f${n}'` },
      ...(n < 2 && { order_external_id: '1', order_number: 'N1' }),
      ...(n === 0 && { deleted_at: '2026-03-05T00:00:00Z' }),
      ...(n === 2 && { status: 'paid', balance: '0', due_on: '2026-03-31', booked: true }),
    })),
  )
  return shop
}

await testOnDatabases(t, 'invoices are listed by the day they bear, filtered and exported', async (t, db) => {
  await fill(db)
  const { ask } = await startApi(t, db)
  const seen: string[] = []
  let after: string | null = null
  do {
    const paging: string = after === null ? '' : `&after=${after}`
    const { body } = await ask('GET', `/invoices?limit=1${paging}`, { as: 'viewer' })
    seen.push(...body.items.map((one: { number: string }) => one.number))
    after = body.next
  } while (after !== null)
  t.strictSame(seen, ['F0', 'F3', 'F2', 'F1'], 'each once, one without a day too')
  const numbers = async (query: string) =>
    (await ask('GET', `/invoices?${query}`)).body.items.map((one: { number: string }) => one.number)
  t.strictSame(await numbers('status=paid'), ['F2'])
  t.strictSame(await numbers('booked=true'), ['F2'])
  t.strictSame(await numbers('q=f3'), ['F3'])
  t.strictSame(await numbers('issuedFrom=2026-03-01&issuedBefore=2026-03-02'), ['F1'])
  t.strictSame(await numbers('dueBefore=2026-04-01'), ['F2'])
  t.strictSame(await numbers('orderExternalId=1&deleted=false'), ['F1'])
  t.match(await ask('GET', '/invoices?issuedFrom=yesterday'), {
    status: 400,
    body: { errors: [{ field: 'issuedFrom' }] },
  })
  const { text } = await ask('GET', '/invoices.csv?columns=number,issuedOn,balance&status=paid')
  t.match(text, /number,issuedOn,balance\r?\nF2,2026-03-02,0\.00/)
  await db.pool.query(`UPDATE invoices SET total = -625, order_number = '-1+1' WHERE number = 'F2'`)
  const credit = (await ask('GET', '/invoices.csv?columns=total,orderNumber&status=paid')).text
  t.match(credit, /\n-625\.00,'-1\+1/, 'an amount below zero stays a number; a formula becomes text')
})

await testOnDatabases(t, 'an invoice leads to its order, and the order to its invoices', async (t, db) => {
  await fill(db)
  const { ask } = await startApi(t, db)
  t.match(await ask('GET', `/invoices/${idOf(12)}`), {
    status: 200,
    body: { number: 'F1', issuedOn: '2026-03-01', orderId: idOf(1), lines: [], storePage: null },
  })
  t.match(await ask('GET', `/invoices/${idOf(13)}`), { body: { orderId: null } })
  const { invoices } = (await ask('GET', `/orders/${idOf(1)}`)).body
  t.match(invoices, [{ id: idOf(12), number: 'F1', issuedOn: '2026-03-01', total: '125.50', balance: '125.50' }])
  t.equal(invoices.length, 1, 'without the one that is gone')
  t.match(await ask('GET', `/invoices/${idOf(99)}`), { status: 404, body: { detail: /no such invoice/ } })
})
