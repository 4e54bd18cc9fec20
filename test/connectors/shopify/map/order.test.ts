import t from 'tap'
import { z } from 'zod'
import { whole as orderQueries } from '../../../../connectors/shopify/entities/order-queries.ts'
import { amountOf, decimalOf, shareOf } from '../../../../connectors/shopify/map/money.ts'
import { mapOrder, RawOrder } from '../../../../connectors/shopify/map/order.ts'
import { createPracticeStore } from '../../../../connectors/shopify/practice-store/index.ts'
import { canonical } from '../../../../src/sdk/index.ts'
import { ask } from '../ask-shop.ts'

const store = createPracticeStore({ orders: 90, limit: { maximumAvailable: 5_000, restoreRate: 1_000_000 } })
const read = async () => {
  const { body } = await ask(store, orderQueries.page, { variables: { first: 100 } })
  const { nodes } = z.object({ nodes: z.array(z.unknown()) }).parse(body.data['listed'])
  // Those whose lines go on past their page are read on elsewhere.
  const whole = nodes.filter(
    node =>
      !z.looseObject({ lineItems: z.object({ pageInfo: z.object({ hasNextPage: z.literal(true) }) }) }).safeParse(node)
        .success,
  )
  return whole.map(node => RawOrder.parse(node))
}
const cents = (text: string) => Math.round(Number(text) * 100)
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

t.test('every order is canonical, and its lines and taxes make up its total', async t => {
  const raws = await read()
  t.ok(raws.length > 80)
  for (const raw of raws) {
    const order = canonical.orders.parse(mapOrder(raw))
    t.equal(sum(order.lines.map(({ total, tax }) => cents(total) + cents(tax))), cents(order.total), order.number)
    t.equal(sum(order.taxes.map(one => cents(one.amount) + cents(one.shippingAmount))), cents(order.totalTax))
    for (const line of order.lines) t.ok(cents(line.subtotal) >= cents(line.total), 'a discount never adds')
  }
})

t.test('what is special about an order is kept', async t => {
  const orders = (await read()).map(raw => ({ raw, order: mapOrder(raw) }))
  const some = (what: (one: (typeof orders)[number]) => boolean) => orders.find(what)!
  const duty = some(({ raw }) => amountOf(raw.originalTotalDutiesSet) > 0n).order
  t.match(
    duty.lines.find(({ externalId }) => externalId === `${duty.externalId}:duties`),
    { kind: 'fee', total: '12.50' },
  )
  t.match(duty.meta, { presentment: { currency: 'EUR', total: /^\d/ } })
  t.equal(duty.currency, 'SEK', 'in the shop’s money')
  const tip = some(({ raw }) => amountOf(raw.totalTipReceivedSet) > 0n).order
  t.match(tip.lines.at(-1), { kind: 'fee', name: 'Tip', total: '20.00', tax: '0.00' })
  const test = some(({ raw }) => raw.test).order
  t.match(test.meta, { test: true })
  const guest = some(({ raw }) => !raw.customer).order
  t.equal(guest.customerExternalId, null)
  const custom = some(({ raw }) => raw.lineItems.nodes.some(line => !line.product)).order
  t.ok(custom.lines.some(line => line.kind === 'product' && line.productExternalId === null))
  const coupon = some(({ order }) => order.coupons.length > 0).order
  const [{ code, discount, discountTax }] = coupon.coupons as [(typeof coupon.coupons)[number]]
  t.equal(code, 'HÖST10')
  t.ok(Math.abs(cents(discount) - cents(coupon.discountTotal)) <= coupon.lines.length, 'net, but for rounding')
  t.ok(cents(discountTax) > 0)
})

t.test('a refund says which lines it is of, net and tax apart', async t => {
  const { refunds, lines } = (await read()).map(mapOrder).find(order => order.refunds.length > 0)!
  const [refund] = refunds
  const [line] = refund!.lines
  t.ok(lines.some(({ externalId }) => externalId === line!.orderLineExternalId))
  t.ok(cents(line!.total) + cents(line!.tax) <= cents(refund!.amount))
})

t.test('where an order stands follows from money and parcels', async t => {
  const [raw] = (await read()).filter(({ cancelledAt }) => !cancelledAt)
  const status = (changes: Partial<RawOrder>) => mapOrder({ ...raw!, ...changes }).status
  t.equal(status({ displayFinancialStatus: 'PENDING' }), 'pending')
  t.equal(status({ displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'UNFULFILLED' }), 'processing')
  t.equal(status({ displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'FULFILLED' }), 'completed')
  t.equal(status({ displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'FULFILLMENT_NOT_REQUIRED' }), 'completed')
  t.equal(status({ displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'ON_HOLD' }), 'on_hold')
  t.equal(status({ displayFinancialStatus: 'REFUNDED' }), 'refunded')
  t.equal(status({ displayFinancialStatus: 'A_NEW_WORD' }), 'other', 'a word that is new stops nothing')
  t.equal(status({ cancelledAt: '2026-01-01T00:00:00Z' }), 'cancelled')
})

t.test('an order that was paid in two ways tells both, and what was given back of which', async t => {
  const raw = (await read()).find(({ transactions }) => transactions.some(({ kind }) => kind === 'REFUND'))!
  const [card, ...given] = raw.transactions as [RawOrder['transactions'][number]]
  const gift = { ...card, id: 'gid://shopify/OrderTransaction/7', gateway: 'gift_card' }
  const amountSet = { shopMoney: { amount: '50.0' } }
  const { meta } = canonical.orders.parse(mapOrder({ ...raw, transactions: [{ ...gift, amountSet }, card, ...given] }))
  const [id] = /\d+$/.exec(card.id)!
  const sale = { kind: 'SALE', status: 'SUCCESS', currency: 'SEK', parent: null }
  t.match(meta['transactions'], [
    { ...sale, id: '7', gateway: 'gift_card', amount: '50.00' },
    { ...sale, id, amount: decimalOf(amountOf(card.amountSet)) },
    { kind: 'REFUND', amount: /^\d+\.\d\d$/, parent: id },
  ])
  t.not(amountOf(card.amountSet), 0n, 'it was asked for')
})

t.test('money is exact', async t => {
  const money = (amount: string) => amountOf({ shopMoney: { amount } })
  for (const [amount, told] of [
    ['12.5', '12.50'],
    ['-0.05', '-0.05'],
    ['100', '100.00'],
    ['0.1234', '0.1234'],
    ['-12.0', '-12.00'],
  ])
    t.equal(decimalOf(money(amount!)), told)
  t.equal(decimalOf(shareOf(money('10.00'), money('1.00'), money('3.00'))), '3.33')
  t.equal(decimalOf(shareOf(money('20.00'), money('1.00'), money('3.00'))), '6.67')
})
