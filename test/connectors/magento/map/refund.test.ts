import t from 'tap'
import { mapOrder, RawOrder } from '../../../../connectors/magento/map/order.ts'
import { canonical } from '../../../../src/sdk/index.ts'
import { bodyOf, itemsOf } from '../recorded.ts'

const cents = (decimal: string): number => Math.round(Number(decimal) * 100)
const sum = (amounts: readonly string[]): number => amounts.reduce((total, amount) => total + cents(amount), 0)
const refundsOf = (raw: object, memos: readonly object[]) =>
  canonical.orders.parse(mapOrder(RawOrder.parse({ ...raw, koppla_creditmemos: memos }))).refunds

t.test('the lines of every recorded credit memo make its amount', async t => {
  const memos = [...itemsOf('creditmemos_list'), ...itemsOf('creditmemos_partial_order13')]
  t.ok(memos.length >= 4)
  for (const memo of memos) {
    const parts = memo['items'] as { order_item_id: number; row_total?: number }[]
    const items = parts.map(({ order_item_id, row_total }, at) => ({
      item_id: order_item_id,
      ...(row_total === undefined && { parent_item_id: parts[at - 1]?.order_item_id }),
    }))
    const [refund] = refundsOf({ ...bodyOf('order_partially_refunded'), items }, [memo])
    t.equal(sum(refund!.lines.flatMap(line => [line.total, line.tax])), cents(refund!.amount), refund!.externalId)
    t.notOk(
      refund!.lines.some(({ externalId }) => externalId.endsWith(':rest')),
      'with nothing left over',
    )
  }
})

t.test('a part of an order given back: pieces, shipping and an adjustment', async t => {
  const [refund] = refundsOf(bodyOf('order_partially_refunded'), itemsOf('creditmemos_partial_order13'))
  t.match(refund, { externalId: '10', createdAt: '2026-11-20T14:54:37.000Z', amount: '304.5' })
  t.strictSame(refund?.lines, [
    { externalId: '28', orderLineExternalId: '39', quantity: '1', total: '258.04', tax: '30.96' },
    { externalId: '10:shipping', orderLineExternalId: 'shipping', quantity: '0', total: '10', tax: '2.5' },
    { externalId: '10:adjustment', orderLineExternalId: null, quantity: '0', total: '3', tax: '0' },
  ])
})

t.test('a credit memo that was cancelled gives nothing back', async t => {
  const [memo] = itemsOf('creditmemos_partial_order13')
  t.strictSame(refundsOf(bodyOf('order_partially_refunded'), [{ ...memo, state: 3 }]), [])
})

t.test('a discount on shipping is taken off the shipping that is given back', async t => {
  const [memo] = itemsOf('creditmemos_partial_order13')
  const cheaper = { discount_amount: -5, shipping_discount_tax_compensation_amount: 1, shipping_tax_amount: 1.5 }
  const tax = Number(memo!['tax_amount']) - 1
  const [refund] = refundsOf(bodyOf('order_partially_refunded'), [
    { ...memo, ...cheaper, grand_total: 299.5, tax_amount: tax },
  ])
  t.match(refund?.lines[1], { externalId: '10:shipping', total: '6', tax: '1.5' })
  t.notOk(refund?.lines.some(({ externalId }) => externalId === '10:rest'))
})

t.test('what was written on a credit memo is why it was given back', async t => {
  const [memo] = itemsOf('creditmemos_partial_order13')
  const comments = [{ comment: 'Skadad i frakten' }, { comment: null }, { comment: 'Ersatt' }]
  const reasons = [comments, [], null].map(
    some => refundsOf(bodyOf('order_partially_refunded'), [{ ...memo, comments: some }])[0]?.reason,
  )
  t.strictSame(reasons, ['Skadad i frakten\nErsatt', null, null])
})

t.test('what an order says was given back is told where its credit memos make less', async t => {
  const toldBy = (raw: object, memos: readonly object[]) =>
    canonical.orders.parse(mapOrder(RawOrder.parse({ ...raw, koppla_creditmemos: memos }))).refundedByStore
  const raw = bodyOf('order_partially_refunded')
  const memos = itemsOf('creditmemos_partial_order13')
  t.equal(toldBy({ ...raw, total_refunded: 304.5 }, memos), undefined)
  t.equal(toldBy({ ...raw, total_refunded: 304.51 }, memos), undefined, 'totals are rounded')
  t.equal(toldBy({ ...raw, total_refunded: 404.5 }, memos), '404.5')
  t.equal(toldBy({ ...raw, total_refunded: 304.5 }, []), '304.5')
  const cancelled = memos.map(memo => ({ ...memo, state: 3 }))
  t.equal(toldBy({ ...raw, total_refunded: 304.5 }, cancelled), '304.5')
})
