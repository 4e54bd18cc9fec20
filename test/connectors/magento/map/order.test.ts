import { readdirSync } from 'node:fs'
import t from 'tap'
import { mapOrder, RawOrder } from '../../../../connectors/magento/map/order.ts'
import { proveMoney } from '../../../../src/records/money.ts'
import { canonical } from '../../../../src/sdk/index.ts'
import { bodyOf, itemsOf, wholeOrder } from '../recorded.ts'

type Row = Record<string, unknown>

const order = (raw: Row) => canonical.orders.parse(mapOrder(RawOrder.parse(raw)))
const cents = (decimal: string): number => Math.round(Number(decimal) * 100)
const sum = (amounts: readonly string[]): number => amounts.reduce((total, amount) => total + cents(amount), 0)

const isOrder = (row: Row) => Array.isArray(row['items']) && 'grand_total' in row && 'state' in row
const names = readdirSync(new URL('../../../fixtures/magento/', import.meta.url)).map(file => file.replace('.json', ''))
const single = names.filter(name => name.startsWith('order_')).map(bodyOf)
const listed = ['orders_list_page1', 'orders_updated_sorted'].flatMap(itemsOf)
const every = [...single, ...listed].filter(isOrder).map(wholeOrder)

t.test(
  'the lines of every recorded order make its total and its tax, to the öre and with nothing left over',
  async t => {
    t.ok(every.length >= 20, `${every.length} orders`)
    for (const raw of every) {
      const { lines, taxes, total, totalTax } = order(raw)
      const name = `order ${raw['entity_id']}`
      t.equal(sum(lines.flatMap(line => [line.total, line.tax])), cents(total), `${name}: the total`)
      t.equal(sum(lines.map(({ tax }) => tax)), cents(totalTax), `${name}: the tax`)
      t.equal(sum(taxes.flatMap(tax => [tax.amount, tax.shippingAmount])), cents(totalTax), `${name}: the tax by rate`)
      for (const line of lines)
        t.equal(
          sum(line.taxes.map(({ amount }) => amount)),
          cents(line.tax),
          `${name}: the taxes of ${line.externalId}`,
        )
      t.notOk(
        lines.some(({ kind }) => kind === 'fee' || kind === 'rest'),
        `${name}: nothing is left over`,
      )
      t.match(proveMoney(order(raw)), { moneyDifference: '0.00', moneyWarning: null }, `${name} is proven`)
    }
  },
)

t.test('before discount the lines make the subtotal, and the discount is what lies between', async t => {
  for (const raw of every) {
    const { lines, discountTotal } = order(raw)
    const products = lines.filter(({ kind }) => kind === 'product')
    t.equal(sum(products.map(({ subtotal }) => subtotal)), cents(String(raw['subtotal'])), `order ${raw['entity_id']}`)
    t.equal(sum(lines.map(({ subtotal }) => subtotal)) - sum(lines.map(({ total }) => total)), cents(discountTotal))
  }
})

t.test('what the store says under row_total is never believed', async t => {
  const raw = bodyOf('order_configurable')
  const wrong = (raw['items'] as Row[]).map(item => ({ ...item, row_total: 1, base_row_total: 1 }))
  t.strictSame(order({ ...raw, items: wrong }), order(raw))
  t.match(order(raw).lines[0], { quantity: '2', subtotal: '526.4', total: '526.4', tax: '131.6' })
})

t.test('of a configurable product the parent is the line, and the child the variant', async t => {
  const { lines } = order(bodyOf('order_configurable'))
  t.strictSame(
    lines.map(({ externalId, kind }) => [externalId, kind]),
    [
      ['1', 'product'],
      ['2', 'product'],
      ['shipping', 'shipping'],
    ],
  )
  const child = (bodyOf('order_configurable')['items'] as Row[]).find(({ parent_item_id }) => parent_item_id === 2)
  t.match(lines[1], {
    sku: 'SHIRT-2-M',
    productExternalId: '44',
    variantExternalId: String(child?.['product_id']),
    total: '321.6',
    tax: '80.4',
  })
})

t.test('a bundle counts once: its parts where they have prices, else itself', async t => {
  const dynamic = order(bodyOf('order_bundle_dynamic'))
  t.strictSame(
    dynamic.lines.map(({ sku, total, tax }) => [sku, total, tax]),
    [
      ['SIMPLE-001', '283.2', '70.8'],
      ['SIMPLE-002', '165.6', '41.4'],
      [null, '47.2', '11.8'],
    ],
  )
  t.match(dynamic.lines[0]?.meta, { bundle: { itemId: '266', name: 'Bundle BUNDLE-DYN' } }, 'and they say of which')
  const fixed = order(bodyOf('order_bundle_fixed'))
  t.strictSame(
    fixed.lines.map(({ sku, total }) => [sku, total]),
    [
      ['BUNDLE-FIX-SIMPLE-001-SIMPLE-002', '1248'],
      [null, '47.2'],
    ],
  )
})

t.test('a virtual order has no shipping address and no shipping', async t => {
  const { shipping, billing, lines } = order(bodyOf('order_virtual'))
  t.equal(shipping, null)
  t.match(billing, { company: 'Bolaget AB', city: 'Malmö' })
  t.notOk(lines.some(({ kind }) => kind === 'shipping'))
})

t.test('amounts are in the currency of the order, beside the store’s own', async t => {
  const eur = order(bodyOf('order_eur_currency'))
  t.match(eur, { currency: 'EUR', total: '90.39', number: '2000000001' })
  t.match(eur.meta, { base_currency: 'SEK', base_total: '1039', store_id: 2 })
  t.notMatch(order(bodyOf('order_configurable')).meta, { base_currency: 'SEK' })
})

t.test('guests and customers that were deleted have no id, and keep their address', async t => {
  t.match(order(bodyOf('order_guest')), { customerExternalId: null, email: 'guest4@example.com' })
  const { customer_id: _, ...whole } = bodyOf('order_configurable')
  const [told] = itemsOf('order_of_deleted_customer')
  t.equal(told?.['customer_is_guest'], 0, 'who is gone is no guest, and has no id')
  t.match(order({ ...whole, ...told }), { customerExternalId: null, email: 'kund20@example.com' })
  t.equal(order(bodyOf('order_configurable')).customerExternalId, '12')
})

t.test('times are UTC though they come without a zone, and states are told apart from a shop’s own words', async t => {
  t.match(order(bodyOf('order_configurable')), {
    createdAt: '2026-11-20T14:52:20.000Z',
    modifiedAt: '2026-11-20T14:53:47.000Z',
    status: 'processing',
  })
  t.match(order(bodyOf('order_canceled')), { status: 'cancelled', externalStatus: 'canceled' })
  const own = { ...bodyOf('order_configurable'), state: 'processing', status: 'packas_nu' }
  t.match(order(own), { status: 'processing', externalStatus: 'packas_nu' })
})

t.test('comments come along, since nothing else tells that they are there', async t => {
  const { comments } = order(bodyOf('order_with_comments')).meta as { comments: Row[] }
  t.equal(comments.length, 3)
  t.match(comments[0], { externalId: '22', text: 'only comment', toCustomer: false })
})

t.test('a discount of prices with tax is told without it, and its tax beside it', async t => {
  const { coupons, pricesIncludeTax, discountTotal } = order(bodyOf('order_discount'))
  t.equal(pricesIncludeTax, true)
  t.equal(discountTotal, '47.25')
  t.strictSame(coupons, [{ code: 'TEN', discount: '47.25', discountTax: '9.85' }])
})

t.test('how prices are entered is told by lines whose catalogue price is just what was paid, or by none', async t => {
  const raw = bodyOf('order_configurable')
  const [item] = raw['items'] as Row[]
  const told = (...lines: [original: number, net: number, gross: number][]) =>
    order({
      ...raw,
      items: lines.map(([original_price, price, price_incl_tax], at) => ({
        ...{ ...item, item_id: at + 1, original_price, price, price_incl_tax },
      })),
    }).pricesIncludeTax
  t.equal(told([125, 100, 125]), true)
  t.equal(told([100, 100, 125]), false)
  t.equal(told([100, 100, 100]), null, 'without tax there is no telling')
  t.equal(told(), null, 'nor without lines')
  t.equal(told([125, 80, 100]), null, 'nor at a special price')
  t.equal(told([100, 80, 100], [59, 59, 73.75], [10, 10, 12.5]), false, 'which may look like the other by chance')
  t.equal(told([100, 80, 100], [59, 59, 73.75]), null)
})

t.test('what a module adds to the total without a row of its own is a line that says so', async t => {
  const more = order({ ...bodyOf('order_configurable'), grand_total: 1148, tax_amount: 229.6 })
  const { lines, total } = more
  t.match(lines.at(-1), { kind: 'rest', externalId: 'rest', total: '23.2', tax: '5.8' })
  t.equal(sum(lines.flatMap(line => [line.total, line.tax])), cents(total))
  t.match(proveMoney(more), {
    moneyDifference: '29.00',
    moneyWarning: /^No row of the store tells of 29\.00 SEK of the total, of which tax is 5\.80 SEK/,
  })
})

t.test('a shipping discount lowers the shipping line', async t => {
  const raw = { ...bodyOf('order_configurable'), shipping_discount_amount: 59, shipping_tax_amount: 0 }
  const free = { ...raw, shipping_discount_tax_compensation_amount: 11.8, discount_amount: -59, tax_amount: 212 }
  const { lines, shippingTotal, discountTotal } = order({ ...free, grand_total: 1060 })
  t.match(lines.at(-1), { kind: 'shipping', subtotal: '47.2', total: '0', tax: '0' })
  t.strictSame([shippingTotal, discountTotal], ['0', '47.2'])
})
