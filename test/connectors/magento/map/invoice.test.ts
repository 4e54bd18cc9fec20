import t from 'tap'
import { mapInvoice, RawInvoice } from '../../../../connectors/magento/map/invoice.ts'
import { proveInvoice } from '../../../../src/records/money.ts'
import { canonical } from '../../../../src/sdk/index.ts'
import { bodyOf, itemsOf, storeFacts } from '../recorded.ts'

type Row = Record<string, unknown>

const invoiceOf = (raw: object, order: object) =>
  canonical.invoices.parse(mapInvoice(RawInvoice.parse({ ...raw, koppla_order: order }), storeFacts))

const orders = new Map([...itemsOf('orders_list_page1'), bodyOf('order_discount')].map(row => [row['entity_id'], row]))
const recorded = [...itemsOf('invoices_list'), ...itemsOf('invoices_of_discounted_configurable_order')]
const [first] = recorded as [Row]
const mapped = (raw: Row) => invoiceOf(raw, orders.get(raw['order_id'])!)

t.test('the money of every recorded invoice is proven, to the öre and without a rest', async t => {
  t.equal(recorded.length, 4)
  for (const raw of recorded) {
    const invoice = mapped(raw)
    t.strictSame(proveInvoice(invoice), { moneyDifference: '0.00', moneyWarning: null }, invoice.number)
    t.notOk(invoice.lines.some(line => line.externalId === 'rest'))
    t.equal(invoice.total, String(raw['grand_total']))
  }
})

t.test('an invoice is of its order, whose payer it has; the child of a configurable is no line of it', async t => {
  const invoice = mapped(recorded[3]!)
  t.match(invoice, {
    externalId: '6',
    number: '000000006',
    kind: 'invoice',
    status: 'paid',
    externalStatus: 'paid',
    issuedOn: '2026-11-20',
    currency: 'SEK',
    currencyRate: '1',
    total: '572.9',
    totalTax: '100.46',
    balance: '0',
    booked: null,
    orderExternalId: '7',
    orderNumber: orders.get(7)!['increment_id'] as string,
    email: orders.get(7)!['customer_email'] as string,
    billing: { country: 'SE' },
  })
  t.strictSame(
    invoice.lines.map(line => [line.orderLineExternalId, line.quantity, line.subtotal, line.total, line.tax]),
    [
      ['18', '1', '150.89', '135.8', '16.3'],
      ['19', '2', '321.6', '289.44', '72.36'],
      ['shipping', '1', '47.2', '47.2', '11.8'],
    ],
    'after discount, and the discount without the tax in it',
  )
})

t.test('a bundle charges for its parts or for itself, never for both', async t => {
  const bundle = { item_id: 1, product_type: 'bundle', price: 20 }
  const part = { item_id: 2, parent_item_id: 1, product_type: 'simple' }
  const item = { order_item_id: 1, qty: 1, row_total: 20, tax_amount: 5 }
  const items = [
    { ...item, entity_id: 1 },
    { ...item, entity_id: 2, order_item_id: 2 },
  ]
  const raw = { ...first, items, shipping_amount: 0, shipping_tax_amount: 0, grand_total: 25, tax_amount: 5 }
  const soldIn = (price: number) =>
    invoiceOf(raw, { ...orders.get(1), items: [bundle, { ...part, price }] }).lines.map(
      line => line.orderLineExternalId,
    )
  t.strictSame(soldIn(20), ['2'], 'parts with prices of their own')
  t.strictSame(soldIn(0), ['1'], 'parts without')
})

t.test('what is open is to be paid, what was cancelled is not', async t => {
  const inState = (state: number) => mapped({ ...first, state })
  t.match(inState(1), { status: 'open', balance: '1119' })
  t.match(inState(3), { status: 'cancelled', externalStatus: 'canceled', balance: '0' })
  t.match(inState(9), { status: 'other', externalStatus: '9', balance: null })
})

t.test('a discount on shipping is taken off shipping, and what a module adds has a line', async t => {
  const cheaper = mapped({ ...first, discount_amount: -10, grand_total: 1109 })
  t.match(cheaper.lines.at(-1), { externalId: 'shipping', subtotal: '47.2', total: '37.2' })
  const dearer = mapped({ ...first, grand_total: 1148 })
  t.match(dearer.lines.at(-1), { externalId: 'rest', kind: 'rest', total: '29', tax: '0' })
  t.match(proveInvoice(dearer), {
    moneyDifference: '29.00',
    moneyWarning: /tells of 29\.00 SEK .* before it is booked/,
  })
})

t.test('in another currency, the rate tells what one of it is worth in the store’s own', async t => {
  const euros = { order_currency_code: 'EUR', base_to_order_rate: 0.087, base_grand_total: 12_862 }
  t.match(mapped({ ...first, ...euros }), {
    currencyRate: '11.494253',
    meta: { base_currency: 'SEK', base_total: '12862' },
  })
  t.match(mapped({ ...first, ...euros, base_to_order_rate: 0 }), { currencyRate: null })
})

t.test('the day of an invoice is the store’s', async t => {
  const late = { ...first, created_at: '2026-11-20 23:30:00', koppla_order: orders.get(first['order_id']) }
  t.equal(mapped(late).issuedOn, '2026-11-21')
  const view = { id: 2, code: 'us', name: 'US', websiteId: 2, timeZone: 'America/New_York', currency: 'USD' }
  const dayOf = (store_id: number) =>
    mapInvoice(RawInvoice.parse({ ...late, store_id }), { ...storeFacts, storeViews: [view] }).issuedOn
  t.strictSame([dayOf(1), dayOf(2)], ['2026-11-21', '2026-11-20'], 'or its store view’s own')
})
