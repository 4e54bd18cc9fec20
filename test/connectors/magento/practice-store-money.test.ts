import t, { type Test } from 'tap'
import { createPracticeStore } from '../../../connectors/magento/practice-store/index.ts'
import { askStore } from './ask-store.ts'
import { readFixture } from './replayed.ts'

interface Line {
  readonly parent_item_id?: number
  readonly product_type: string
  readonly price: number
  readonly qty_ordered: number
  readonly discount_amount: number
  readonly row_total: number
  readonly row_total_incl_tax: number
  readonly sku: string
  readonly parent_item?: { readonly sku: string }
}
interface Order {
  readonly entity_id: number
  readonly grand_total: number
  readonly subtotal: number
  readonly discount_amount: number
  readonly discount_tax_compensation_amount: number
  readonly shipping_amount: number
  readonly shipping_incl_tax: number
  readonly tax_amount: number
  readonly base_grand_total: number
  readonly order_currency_code: string
  readonly base_to_order_rate: number
  readonly total_refunded?: number
  readonly is_virtual: number
  readonly items: readonly Line[]
  readonly extension_attributes: {
    readonly applied_taxes: readonly { readonly amount: number }[]
    readonly shipping_assignments: readonly { readonly shipping: { readonly address?: object } }[]
  }
}
const store = createPracticeStore({ orders: 200 })
const list = <Row>(path: string, from = store) =>
  (askStore(from, `${path}?searchCriteria=`).body as { items: Row[] }).items
const orders = list<Order>('orders')
const cents = (amount: number) => Math.round(amount * 100)
const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + cents(one), 0)
const topsOf = ({ items }: Order) => items.filter(line => line.parent_item_id === undefined)

/** Both hold for every recorded order. */
function addsUp(t: Test, order: Order): void {
  const parts = [order.subtotal, order.discount_amount, order.discount_tax_compensation_amount]
  t.equal(
    sum([...parts, order.shipping_amount, order.tax_amount]),
    cents(order.grand_total),
    `${order.entity_id}: parts`,
  )
  const rows = topsOf(order).map(line => line.row_total_incl_tax)
  t.equal(sum([...rows, order.shipping_incl_tax]), cents(order.grand_total), `${order.entity_id}: rows and shipping`)
}

t.test('every order adds up, as every recorded one does', async t => {
  for (const order of orders) addsUp(t, order)
  for (const name of ['order_configurable', 'order_discount', 'order_bundle_dynamic', 'order_bundle_fixed'])
    addsUp(t, readFixture(name).body as Order)
})

t.test('taxes by rate are the tax', async t => {
  for (const { extension_attributes, tax_amount } of orders)
    t.equal(sum(extension_attributes.applied_taxes.map(tax => tax.amount)), cents(tax_amount))
})

t.test('row_total is wrong in its own way in each release, and row_total_incl_tax right in all', async t => {
  for (const version of ['2.4.8', '2.4.7', '2.3'] as const) {
    const shown = list<Order>('orders', createPracticeStore({ orders: 200, version }))
    const lines = shown.flatMap(order => topsOf(order).filter(one => one.qty_ordered > 1 && one.discount_amount > 0))
    t.ok(lines.length > 3, 'there are some')
    for (const { row_total, price, discount_amount } of lines) {
      if (version === '2.4.8') t.equal(cents(row_total), Math.max(0, cents(price) - cents(discount_amount)))
      else t.ok(row_total > price, 'all the pieces are counted')
    }
    for (const order of shown) addsUp(t, order)
  }
})

t.test('a dynamic bundle holds the sum of its parts, a fixed one leaves them nothing', async t => {
  const bundles = orders.flatMap(order => {
    const at = order.items.findIndex(line => line.product_type === 'bundle')
    return at === -1 ? [] : [{ bundle: order.items[at]!, parts: order.items.slice(at + 1, at + 3) }]
  })
  const priced = bundles.filter(({ parts }) => parts[0]!.price > 0)
  t.ok(priced.length > 0)
  t.ok(bundles.length > priced.length, 'both kinds are sold')
  for (const { bundle, parts } of priced)
    t.equal(sum(parts.map(part => part.row_total_incl_tax)), cents(bundle.row_total_incl_tax))
  for (const { bundle, parts } of bundles) for (const part of parts) t.equal(part.parent_item?.sku, bundle.sku)
})

t.test('a configurable has the SKU of the child below it, which costs nothing', async t => {
  const pairs = orders.flatMap(({ items }) =>
    items.flatMap((line, at) => (line.product_type === 'configurable' ? [[line, items[at + 1]!] as const] : [])),
  )
  t.ok(pairs.length > 5)
  for (const [parent, child] of pairs) {
    t.equal(parent.sku, child.sku)
    t.equal(child.row_total_incl_tax, 0)
  }
})

t.test('an order in euros has both currencies, each rounded for itself', async t => {
  const euros = orders.filter(order => order.order_currency_code === 'EUR')
  t.ok(euros.length > 5)
  for (const { grand_total, base_grand_total, base_to_order_rate } of euros)
    t.ok(Math.abs(grand_total - base_grand_total * base_to_order_rate) < 0.2)
  const differing = euros.filter(one => cents(one.grand_total) !== cents(one.base_grand_total * one.base_to_order_rate))
  t.ok(differing.length > 0, 'and they differ by cents')
})

t.test('an order of virtual things alone has no address to send it to', async t => {
  const virtual = orders.filter(order => order.is_virtual === 1)
  t.ok(virtual.length > 0)
  for (const order of orders) {
    const { address } = order.extension_attributes.shipping_assignments[0]!.shipping
    t.equal(address === undefined, order.is_virtual === 1)
  }
})

t.test('invoices, refunds and their orders agree', async t => {
  const invoices = list<{ order_id: number; grand_total: number; total_qty: number }>('invoices')
  for (const invoice of invoices)
    t.equal(cents(invoice.grand_total), cents(orders.find(one => one.entity_id === invoice.order_id)!.grand_total))
  const memos = list<{ order_id: number; grand_total: number }>('creditmemos')
  t.ok(memos.length > 2)
  for (const order of orders.filter(one => one.total_refunded)) {
    const own = memos.filter(memo => memo.order_id === order.entity_id)
    t.equal(sum(own.map(memo => memo.grand_total)), cents(order.total_refunded!))
  }
})
