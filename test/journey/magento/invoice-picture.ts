// An invoice as the practice store's own books have it.
import { priceLines, totalOf } from '../../../connectors/magento/practice-store/money.ts'
import { qtyIn } from '../../../connectors/magento/practice-store/pieces.ts'
import type { Invoice, OrderContent, OrderRow } from '../../../connectors/magento/practice-store/state.ts'
import { iso } from '../store-picture.ts'
import { showAddress, soldOf } from './order-picture.ts'

const states = { 1: ['open', 'open'], 2: ['paid', 'paid'], 3: ['cancelled', 'canceled'] } as const

interface Shown {
  readonly content: OrderContent
  readonly timeZone: string
}

export function showInvoice(one: Invoice, row: OrderRow, { content, timeZone }: Shown): object {
  const [status, externalStatus] = states[one.state]
  const { grand, tax } = totalsOf(one, content)
  return {
    number: String(one.id).padStart(9, '0'),
    kind: 'invoice',
    ...{ status, externalStatus },
    days: [new Date(one.created).toLocaleDateString('sv-SE', { timeZone }), null, null],
    currency: content.currency,
    rate: Math.round(1e6 / content.rate) / 1e6,
    money: { total: grand, totalTax: tax, balance: one.state === 1 ? grand : 0, difference: 0 },
    order: [String(row.id), row.incrementId],
    customer: row.customerId === null ? null : String(row.customerId),
    email: content.email,
    billing: showAddress(content.billing, content.email),
    times: [row.created, one.updated].map(iso),
    lines: showLines(one, content),
  }
}

const totalsOf = ({ pieces, withShipping }: Invoice, content: OrderContent) =>
  totalOf(content, {
    rate: content.rate,
    qtyOf: qtyIn(pieces),
    shippingGross: withShipping ? content.shippingGross : 0,
  })

function showLines(invoice: Invoice, content: OrderContent): object[] {
  const qtyOf = qtyIn(invoice.pieces)
  const priced = priceLines(content, content.rate, qtyOf)
  const named = content.lines.filter(line => qtyOf(line) > 0)
  const sold = soldOf(content).filter(line => named.includes(line))
  const lines = sold.map(line => {
    const { row, rowIncl, discount, tax } = priced.get(line)!
    return {
      id: String(invoice.id * 100 + named.indexOf(line)),
      line: String(line.itemId),
      kind: 'product',
      name: line.name,
      quantity: qtyOf(line),
      percent: line.taxPercent,
      ...{ subtotal: row, total: rowIncl - discount - tax, tax },
    }
  })
  const { shipping, shippingTax } = totalsOf(invoice, content)
  const sent = { id: 'shipping', line: 'shipping', kind: 'shipping', name: 'Shipping', quantity: 1, percent: null }
  return shipping === 0 ? lines : [...lines, { ...sent, subtotal: shipping, total: shipping, tax: shippingTax }]
}
