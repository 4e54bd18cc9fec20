import t from 'tap'
import { mapCustomer, RawCustomer } from '../../../../connectors/magento/map/customer.ts'
import { amountOf, decimalOf } from '../../../../connectors/magento/map/money.ts'
import { mapShipment, RawShipment } from '../../../../connectors/magento/map/shipment.ts'
import { mapStockLevel, RawStockLevel, stockIdOf } from '../../../../connectors/magento/map/stock.ts'
import { canonical } from '../../../../src/sdk/index.ts'
import { bodyOf, itemsOf } from '../recorded.ts'

t.test('a customer has the address it has chosen, its company and its VAT number', async t => {
  const mapped = canonical.customers.parse(mapCustomer(RawCustomer.parse(bodyOf('customer_5_company'))))
  t.match(mapped, {
    externalId: '5',
    email: 'kund5@example.com',
    company: 'Bolaget AB',
    phone: '040-123455',
    billing: { name: 'Fö Test5', line1: 'Storgatan 5', line2: 'lgh 1105', region: null, country: 'SE' },
    meta: { vat_number: 'SE556677889901', is_subscribed: false },
  })
  t.strictSame(mapped.shipping, mapped.billing)
  for (const raw of itemsOf('customers_search')) canonical.customers.parse(mapCustomer(RawCustomer.parse(raw)))
  const without = { ...bodyOf('customer_5_company'), default_billing: undefined }
  t.match(mapCustomer(RawCustomer.parse(without)), { billing: null, company: null })
})

t.test('a shipment is one record, whatever number of parcels it has; its creation is its order’s', async t => {
  const items = [{ item_id: 5, product_type: 'simple', qty_ordered: 1 }]
  const koppla_order = { increment_id: '000000003', created_at: '2026-11-20 14:52:21', items }
  const shipment = (raw: object) => canonical.shipments.parse(mapShipment(RawShipment.parse({ ...raw, koppla_order })))
  const [raw] = itemsOf('shipments_list')
  t.match(shipment(raw!), {
    externalId: '1',
    parentExternalId: '3',
    orderNumber: '000000003',
    createdAt: '2026-11-20T14:52:21.000Z',
    shippedAt: '2026-11-20T14:53:47.000Z',
    carrier: 'PostNord',
    trackingNumber: 'PN100003SE',
    source: 'default',
    lines: [{ orderLineExternalId: '5', quantity: '1' }],
  })
  const [track] = raw!['tracks'] as object[]
  const twice = { ...raw, tracks: [track, { ...track, entity_id: 9, track_number: 'PN2' }] }
  t.match(shipment(twice), { carrier: 'PostNord', trackingNumber: 'PN100003SE, PN2' })
  t.match(shipment({ ...raw, tracks: [] }), { carrier: null, trackingNumber: null })
})

t.test('a parcel is of lines that its order has, whichever rows of a bundle it names', async t => {
  const [raw] = itemsOf('shipments_list')
  const shirt = [
    { item_id: 1, product_type: 'configurable', qty_ordered: 2, price: 80 },
    { item_id: 2, parent_item_id: 1, product_type: 'simple', qty_ordered: 2, price: 0 },
  ]
  const bundle = (price: number) => [
    { item_id: 3, product_type: 'bundle', qty_ordered: 2, price: 100 },
    { item_id: 4, parent_item_id: 3, product_type: 'simple', qty_ordered: 2, price },
    { item_id: 5, parent_item_id: 3, product_type: 'simple', qty_ordered: 6, price },
  ]
  const linesOf = (price: number, packed: Record<number, number>) => {
    const koppla_order = { increment_id: '3', created_at: '2026-11-20 14:52:21', items: [...shirt, ...bundle(price)] }
    const items = Object.entries(packed).map(([id, qty]) => ({ order_item_id: Number(id), qty }))
    const { lines } = mapShipment(RawShipment.parse({ ...raw, items, koppla_order }))
    return Object.fromEntries(lines.map(line => [line.orderLineExternalId, line.quantity]))
  }
  const [dynamic, fixed] = [50, 0]
  t.strictSame(
    linesOf(dynamic, { 1: 2, 3: 1 }),
    { 1: '2', 4: '1', 5: '3' },
    'one of two bundles, and its parts are lines',
  )
  t.strictSame(linesOf(dynamic, { 3: 1, 4: 2 }), { 4: '2' }, 'in parts, under a parent that stands for nothing')
  t.strictSame(linesOf(fixed, { 1: 1, 3: 2 }), { 1: '1', 3: '2' }, 'the bundle is the line')
  t.strictSame(linesOf(fixed, { 4: 2 }), { 3: '0.5' }, 'two of eight parts are a quarter of both bundles')
  t.strictSame(linesOf(fixed, { 4: 2, 5: 6 }), { 3: '2' }, 'and all of them')
})

t.test('stock is what a source has, or what the stock item says where there are no sources', async t => {
  const koppla_product = { id: 1, sku: 'SIMPLE-001' }
  const level = (raw: object) => canonical.stock.parse(mapStockLevel(RawStockLevel.parse({ ...raw, koppla_product })))
  t.match(level(itemsOf('source_items')[0]!), {
    externalId: '1:default',
    parentExternalId: '1',
    locationExternalId: 'default',
    quantity: '994',
    status: 'in_stock',
    managed: true,
  })
  t.match(level({ source_code: 'b', quantity: -5, status: 0 }), { quantity: '-5', status: 'out_of_stock' })
  t.match(level(bodyOf('stockItems_sku')), { externalId: '1', locationExternalId: null, quantity: '994' })
  t.equal(stockIdOf({ source_code: 'x' }), null)
})

t.test('amounts lose nothing to floats', async t => {
  const through = (value: string | number) => decimalOf(amountOf(value))
  t.strictSame([0.1 + 0.2, 263.2, -57.1, 1e-5, '12.3400', '.5', 1039].map(through), [
    '0.3',
    '263.2',
    '-57.1',
    '0.00001',
    '12.34',
    '0.5',
    '1039',
  ])
  t.equal(decimalOf(amountOf(null)), '0')
})
