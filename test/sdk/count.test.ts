import t from 'tap'
import { agree, count, countAll } from '../../src/sdk/count.ts'
import { entityNames } from '../../src/sdk/index.ts'

t.test('a word agrees with its number', async t => {
  t.equal(count(0, 'orders'), '0 orders')
  t.equal(count(1, 'orders'), '1 order')
  t.equal(count(21, 'orders'), '21 orders')
  t.equal(count(1, 'categories'), '1 category')
  t.equal(agree(1, 'has', 'have'), 'has')
  t.equal(agree(0, 'has', 'have'), 'have')
})

t.test('every kind of record can be counted', async t => {
  const ones = Object.fromEntries(entityNames.map(name => [name, 1]))
  t.equal(countAll(ones), '1 product, 1 customer, 1 order, 1 invoice, 1 shipment, 1 stock level, 1 account, 1 voucher')
  t.equal(countAll({ stock: 2, shipments: 2 }), '2 stock levels, 2 shipments')
  t.equal(countAll({}), '')
})
