import t from 'tap'
import { mapOrder, RawOrder } from '../../../../connectors/woocommerce/map/order.ts'
import { canonical, unread } from '../../../../src/sdk/index.ts'
import { recorded, recordedList } from '../records.ts'

const order = (raw: object) => canonical.orders.parse(mapOrder(RawOrder.parse(raw)))
const cents = (decimal: string): number => Math.round(Number(decimal) * 100)
const sum = (amounts: readonly string[]): number => amounts.reduce((total, amount) => total + cents(amount), 0)

const every = [
  ...recordedList('orders_list'),
  ...[
    'order_60_lines',
    'order_with_partial_refunds',
    'order_fully_refunded',
    'order_with_deleted_product',
    'order_with_deleted_variation',
    'order_delete_force',
    'old_811_order_one',
    'old_811_order_trash',
  ].map(recorded),
]

t.test('every recorded order fits, and its lines, shipping, fees and taxes make its total', async t => {
  for (const raw of every) {
    const mapped = order(raw)
    t.equal(
      sum(mapped.lines.flatMap(({ total, tax }) => [total, tax])),
      cents(mapped.total),
      `order ${raw.id}: the total`,
    )
    t.equal(sum(mapped.lines.map(({ tax }) => tax)), cents(mapped.totalTax), `order ${raw.id}: the tax`)
    t.equal(
      sum(mapped.taxes.flatMap(({ amount, shippingAmount }) => [amount, shippingAmount])),
      cents(mapped.totalTax),
      `order ${raw.id}: the tax by rate`,
    )
  }
})

t.test('an order arrives with all its parts', async t => {
  const mapped = order(recorded('order_with_partial_refunds'))
  t.match(mapped, {
    externalId: '1018',
    number: '1018',
    status: 'processing',
    externalStatus: 'processing',
    deleted: false,
    currency: 'SEK',
    createdAt: '2025-12-11T16:44:45.000Z',
    modifiedAt: '2025-12-12T00:14:53.000Z',
    paidAt: '2025-12-11T16:46:15.000Z',
    completedAt: null,
    customerExternalId: '217',
    email: 'kund217@example.test',
    paymentMethod: 'klarna_payments',
    paymentMethodTitle: 'Klarna',
    customerNote: null,
    pricesIncludeTax: true,
    total: '4766.00',
    billing: {
      name: 'Ingrid Öberg',
      line1: 'Storgatan 98',
      line2: null,
      city: 'Göteborg',
      country: 'SE',
      region: null,
    },
  })
  t.strictSame(mapped.meta, { fortnox_id: '10416' }, 'what a plugin keeps for itself stays out of the meta')
  const [product, shipping] = mapped.lines
  t.match(product, {
    kind: 'product',
    externalId: '1955',
    productExternalId: '503',
    variantExternalId: '503',
    sku: 'SKU-00258',
    quantity: '3',
    subtotal: '3765.60',
    total: '3765.60',
    tax: '941.40',
    taxes: [{ rateExternalId: '1', amount: '941.40' }],
  })
  t.strictSame(product?.meta, { Gravyr: 'Till Åsa ♥' })
  t.match(shipping, { kind: 'shipping', name: 'PostNord Ombud', quantity: '1', total: '47.20', tax: '11.80' })
})

t.test('refunds come with the lines they give back, as positive amounts', async t => {
  const raw = { ...recorded('order_with_partial_refunds'), koppla_refunds: recordedList('order_refunds') }
  t.strictSame(order(raw).refunds, [
    {
      externalId: '3707',
      createdAt: '2025-12-12T00:14:53.000Z',
      reason: null,
      amount: '1569.00',
      lines: [{ externalId: '14154', orderLineExternalId: '1955', quantity: '1', total: '1255.20', tax: '313.80' }],
    },
    { externalId: '3708', createdAt: '2025-12-12T00:14:53.000Z', reason: 'Goodwill', amount: '5.00', lines: [] },
  ])
})

t.test('a refund whose lines could not be read still counts', async t => {
  const [first] = order(recorded('order_with_partial_refunds')).refunds
  t.match(first, { externalId: '3707', amount: '1569.00', lines: [], createdAt: null })
})

t.test('an order that was refunded in full has one refund over the full amount', async t => {
  const raw = { ...recorded('order_fully_refunded'), koppla_refunds: recordedList('order_fully_refunded_refunds') }
  const mapped = order(raw)
  t.equal(mapped.status, 'refunded')
  t.strictSame(
    mapped.refunds.map(({ amount }) => amount),
    [mapped.total],
  )
})

t.test('a line whose product was deleted has no product', async t => {
  const [line] = order(recorded('order_with_deleted_product')).lines
  t.match(line, { productExternalId: null, variantExternalId: null, sku: null, name: 'Umeå pläd nr 79' })
})

t.test('a line of a variation names product and variation', async t => {
  const [line] = order(recorded('order_with_deleted_variation')).lines
  t.match(line, { productExternalId: '570', variantExternalId: '571' })
  t.strictSame(line?.meta, { pa_farg: 'rod' })
})

t.test('an order in the trash is marked, with the status it had', async t => {
  t.match(order(recorded('order_delete_force')), { deleted: true, status: 'processing', externalStatus: 'trash' })
})

t.test('an unfinished checkout is no order, also in the trash', async t => {
  const raw = recorded('order_with_deleted_product')
  t.equal(mapOrder(RawOrder.parse({ ...raw, status: 'checkout-draft' })), null)
  t.equal(mapOrder(RawOrder.parse({ ...raw, status: 'auto-draft' })), null)
  const trashed = [{ id: 1, key: '_wp_trash_meta_status', value: 'wc-checkout-draft' }]
  t.equal(mapOrder(RawOrder.parse({ ...raw, status: 'trash', meta_data: trashed })), null)
})

t.test('a status that a plugin adds is kept in its own word', async t => {
  t.match(order({ ...recorded('order_60_lines'), status: 'paket-klart' }), {
    status: 'other',
    externalStatus: 'paket-klart',
  })
  for (const status of ['constructor', '__proto__', 'toString'])
    t.match(order({ ...recorded('order_60_lines'), status }), { status: 'other', externalStatus: status })
})

t.test('negative fees are kept', async t => {
  const fee = { id: 7, name: 'Rabatt (manuell)', amount: '-20', total: '-20.00', total_tax: '-5.00', taxes: [] }
  const mapped = order({ ...recorded('order_60_lines'), fee_lines: [{ ...fee, meta_data: [] }] })
  t.match(mapped.lines.at(-1), { kind: 'fee', name: 'Rabatt (manuell)', total: '-20.00', tax: '-5.00', sku: null })
})

t.test('meta: a VAT number is kept, repeated keys become a list, secrets of plugins stay away', async t => {
  const meta_data = [
    { id: 1, key: '_vat_number', value: 'SE556677889901' },
    { id: 2, key: 'leverans', value: 'måndag' },
    { id: 3, key: 'leverans', value: 'tisdag' },
    { id: 4, key: '_stripe_source_id', value: 'src_1' },
    null,
  ]
  t.strictSame(order({ ...recorded('order_60_lines'), meta_data }).meta, {
    _vat_number: 'SE556677889901',
    leverans: ['måndag', 'tisdag'],
  })
})

t.test('what is no order is refused with the place at fault', async t => {
  const raw = recorded('order_60_lines')
  for (const bad of [null, 'text', {}, { ...raw, total: 'NaN' }, { ...raw, total: '' }, { ...raw, line_items: {} }]) {
    const parsed = RawOrder.safeParse(bad)
    const result = parsed.success ? canonical.orders.safeParse(mapOrder(parsed.data)) : parsed
    t.notOk(result.success)
  }
  const early = canonical.orders.safeParse(
    mapOrder(RawOrder.parse({ ...raw, date_created_gmt: '0000-00-00T00:00:00' })),
  )
  t.strictSame(early.error?.issues[0]?.path, ['createdAt'])
})

t.test('a record that could not be read is refused with its own reason', async t => {
  const parsed = RawOrder.safeParse(unread(17, 'is too large'))
  t.equal(parsed.error?.issues.length, 1)
  t.equal(parsed.error?.issues[0]?.message, 'is too large')
})

t.test('the map leaves its input alone and gives the same again', async t => {
  const raw = RawOrder.parse({
    ...recorded('order_with_partial_refunds'),
    koppla_refunds: recordedList('order_refunds'),
  })
  const before = structuredClone(raw)
  t.strictSame(mapOrder(raw), mapOrder(raw))
  t.strictSame(raw, before)
})
