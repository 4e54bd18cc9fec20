import t from 'tap'
import { z } from 'zod'
import { whole as orderQueries } from '../../../../connectors/shopify/entities/order-queries.ts'
import { summarise } from '../../../../connectors/shopify/entities/summaries.ts'
import { amountOf, decimalOf, shareOf } from '../../../../connectors/shopify/map/money.ts'
import { mapOrder, RawOrder } from '../../../../connectors/shopify/map/order.ts'
import { createPracticeStore } from '../../../../connectors/shopify/practice-store/index.ts'
import { proveMoney } from '../../../../src/records/money.ts'
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
/** As a client that sees all orders. */
const client = {
  facts: { scopes: ['read_all_orders'] },
  ask: async (query: string, variables: object) => ({ data: (await ask(store, query, { variables })).body.data }),
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

const proofOf = (raw: RawOrder) => proveMoney(canonical.orders.parse(mapOrder(raw)))
const again = async (id: number) => (await read()).find(one => one.id === `gid://shopify/Order/${id}`)!
const worth = (order: ReturnType<typeof mapOrder>) =>
  cents(order.total) - sum(order.refunds.map(({ amount }) => cents(amount)))

t.test('what an edit took off an order is not sold, whatever else was given back', async t => {
  const fresh = store.createOrder()
  const before = await again(fresh.id)
  store.addLine(fresh.id)
  store.removeLine(fresh.id)
  store.removeLine(fresh.id)
  const raw = await again(fresh.id)
  const order = canonical.orders.parse(mapOrder(raw))
  t.equal(cents(order.total), Math.round(Number(raw.currentTotalPriceSet!.shopMoney.amount) * 100))
  t.not(order.total, decimalOf(amountOf(raw.totalPriceSet)), 'of which Shopify’s own total says nothing')
  t.equal(proofOf(raw).moneyWarning, null)
  t.equal(sum(order.taxes.map(one => cents(one.amount) + cents(one.shippingAmount))), cents(order.totalTax))
  t.match(order.meta, { edited: true })
  const pieces = (one: typeof order) =>
    sum(one.lines.filter(({ kind }) => kind === 'product').map(one => Number(one.quantity)))
  t.equal(pieces(order), pieces(canonical.orders.parse(mapOrder(before))) - 1, 'one more, and two less')
  t.ok(order.lines.some(({ meta }) => meta?.['removed_quantity'] === 1))
  for await (const part of summarise(client as never, { from: '2000-01-01T00:00:00Z', before: '2100-01-01T00:00:00Z' }))
    for (const { externalId, total } of part.summaries.filter(one => one.externalId === String(fresh.id)))
      t.equal(total, order.total, `and the proof of a month asks for the same of ${externalId}`)
})

t.test('what was taken off and given back is a refund, and in part is told apart', async t => {
  const fresh = store.createOrder()
  store.addLine(fresh.id)
  store.payOrder(fresh.id)
  const paid = mapOrder(await again(fresh.id))
  store.removeLine(fresh.id)
  const owed = cents(paid.total) - worth(mapOrder(await again(fresh.id)))
  t.ok(owed > 0, 'at once, though nothing was given back yet')
  const refund = { created: Date.now(), note: null, lines: [], shipping: 0 }
  for (const given of [owed, owed - 100]) {
    fresh.refunds = [{ ...refund, id: 1, adjustment: given }]
    const raw = await again(fresh.id)
    const [left, back] = [cents(paid.total) - owed, given]
    raw.currentTotalPriceSet = { shopMoney: { amount: (left / 100).toFixed(2) } }
    const order = canonical.orders.parse(mapOrder(raw))
    t.equal(worth(order), left)
    t.equal(cents(order.refunds[0]!.amount), back)
    t.equal(proofOf(raw).moneyWarning, null)
    const removed = order.lines.filter(({ externalId }) => externalId.endsWith(':removed'))
    t.equal(sum(removed.map(({ total }) => cents(total))), back - owed)
  }
})

t.test('a line that was taken off whole, and one that was told as a refund without money', async t => {
  const fresh = store.createOrder()
  store.addLine(fresh.id)
  store.removeLine(fresh.id)
  const raw = await again(fresh.id)
  const gone = mapOrder(raw).lines.find(({ meta }) => meta?.['removed_quantity'] === 1)!
  t.match(gone, { quantity: '0', total: '0.00', tax: '0.00' })
  const lineItem = { id: raw.lineItems.nodes.at(-1)!.id }
  const nodes = [{ id: 'gid://shopify/RefundLineItem/1', quantity: 1, lineItem, subtotalSet: null, totalTaxSet: null }]
  const none = { shopMoney: { amount: '0.0' } }
  const told = { id: 'gid://shopify/Refund/1', createdAt: raw.createdAt, processedAt: null, note: null }
  const refund = { ...told, totalRefundedSet: none, refundLineItems: { nodes }, refundShippingLines: { nodes: [] } }
  t.strictSame(mapOrder({ ...raw, refunds: [refund] }), mapOrder(raw))
})

t.test('shipping that was taken off, and an order that was edited and cancelled', async t => {
  const raw = (await read()).find(
    one =>
      one.shippingLines.nodes.some(({ discountedPriceSet }) => amountOf(discountedPriceSet) > 0n) &&
      one.refunds.length === 0,
  )!
  const [sent] = raw.shippingLines.nodes
  const left = amountOf(raw.totalPriceSet) - amountOf(sent!.discountedPriceSet)
  const current = { edited: true, cancelledAt: null, currentTotalPriceSet: { shopMoney: { amount: decimalOf(left) } } }
  for (const nodes of [[], [{ ...sent!, isRemoved: true }]]) {
    const edited = { ...raw, ...current, shippingLines: { ...raw.shippingLines, nodes } }
    t.equal(mapOrder(edited).total, decimalOf(left))
    t.equal(proofOf(edited).moneyWarning, null)
    t.notOk(mapOrder(edited).lines.some(({ kind }) => kind === 'shipping'))
  }
  const euros = { ...raw.totalPriceSet!, presentmentMoney: { amount: '1.00', currencyCode: 'EUR' } }
  const abroad = { ...raw, ...current, presentmentCurrencyCode: 'EUR', totalPriceSet: euros }
  const part = Number(mapOrder(abroad).total) / Number(mapOrder(raw).total)
  t.match(mapOrder(abroad).meta, { presentment: { currency: 'EUR', total: part.toFixed(2) } })
  const nothing = { shopMoney: { amount: '0.0' } }
  const cancelled = { ...raw, edited: true, cancelledAt: raw.createdAt, currentTotalPriceSet: nothing }
  t.equal(mapOrder(cancelled).total, decimalOf(amountOf(raw.totalPriceSet)))
})

t.test('what is rounded because there are no such coins is told', async t => {
  const raw = (await read()).find(one => amountOf(one.totalCashRoundingAdjustment?.paymentSet) !== 0n)!
  t.match(mapOrder(raw).meta, { cash_rounding: /^-?0\.[34]0$/, source: 'pos' })
  t.equal(proofOf(raw).moneyWarning, null, 'and is no part of what was sold')
})

t.test('where prices are told without tax, an order adds up too', async t => {
  const set = (amount: string) => ({ shopMoney: { amount } })
  const [one] = await read()
  const tax = (amount: string) => [{ title: 'Moms', ratePercentage: 25, priceSet: set(amount) }]
  const [line] = one!.lineItems.nodes
  const sold = { quantity: 2, currentQuantity: 2, originalTotalSet: set('200.0'), taxLines: tax('45.0') }
  const discountAllocations = [{ allocatedAmountSet: set('20.0'), discountApplication: { code: 'TIO' } }]
  const sent = { id: 'gid://shopify/ShippingLine/1', title: 'Post', isRemoved: false }
  const shipping = { ...sent, originalPriceSet: set('40.0'), discountedPriceSet: set('40.0'), taxLines: tax('10.0') }
  const raw: RawOrder = {
    ...{ ...one!, taxesIncluded: false, refunds: [], edited: false, cancelledAt: null },
    ...{ totalPriceSet: set('275.0'), totalTaxSet: set('55.0'), currentTotalPriceSet: set('275.0') },
    ...{ originalTotalDutiesSet: null, totalTipReceivedSet: null },
    lineItems: { nodes: [{ ...line!, ...sold, discountAllocations }] },
    shippingLines: { nodes: [shipping] },
  }
  const order = canonical.orders.parse(mapOrder(raw))
  t.match(order, { pricesIncludeTax: false, total: '275.00', totalTax: '55.00', shippingTotal: '40.00' })
  t.match(order.lines, [
    { subtotal: '200.00', total: '180.00', tax: '45.00' },
    { kind: 'shipping', total: '40.00', tax: '10.00' },
  ])
  t.match(order.coupons, [{ code: 'TIO', discount: '20.00', discountTax: '0.00' }])
  t.equal(proofOf(raw).moneyWarning, null)
  const current = { edited: true, currentTotalPriceSet: set('162.5') }
  const cut = { ...raw, ...current, lineItems: { nodes: [{ ...raw.lineItems.nodes[0]!, currentQuantity: 1 }] } }
  t.match(mapOrder(cut), {
    total: '162.50',
    totalTax: '32.50',
    lines: [{ quantity: '1', total: '90.00', tax: '22.50' }, {}],
  })
  t.equal(proofOf(cut).moneyWarning, null)
})
