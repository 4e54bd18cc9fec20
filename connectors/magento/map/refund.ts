import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { type Amount, amountOf, carried, decimalOf, sum } from './money.ts'
import { RawAmount, RawId, RawText } from './raw.ts'
import { shippingDiscountOf } from './shipping-discount.ts'
import { instantOf, textOf } from './values.ts'

/** Here `row_total` is right, and before discount. Children of a configurable product have none. */
const RawRefundItem = z.looseObject({
  entity_id: RawId,
  order_item_id: RawId,
  qty: RawAmount.nullish(),
  row_total: RawAmount.nullish(),
  tax_amount: RawAmount.nullish(),
  discount_amount: RawAmount.nullish(),
  discount_tax_compensation_amount: RawAmount.nullish(),
})

export const RawCreditMemo = z.looseObject({
  entity_id: RawId,
  order_id: RawId,
  created_at: RawText,
  /** 1 open, 2 refunded, 3 cancelled. */
  state: RawAmount.nullish(),
  grand_total: RawAmount,
  tax_amount: RawAmount.nullish(),
  adjustment: RawAmount.nullish(),
  shipping_amount: RawAmount.nullish(),
  shipping_tax_amount: RawAmount.nullish(),
  discount_amount: RawAmount.nullish(),
  shipping_discount_tax_compensation_amount: RawAmount.nullish(),
  items: z.array(RawRefundItem),
  comments: z.array(z.looseObject({ comment: RawText })).nullish(),
})
export type RawCreditMemo = z.output<typeof RawCreditMemo>

type Refund = CanonicalInput<'orders'>['refunds'][number]

/** @param sold the ids of the order's lines: what a credit memo repeats of their parents and children is left out */
export function mapRefund(memo: RawCreditMemo, sold: ReadonlySet<string>): Refund[] {
  if (Number(memo.state) === 3) return []
  return [
    {
      externalId: String(memo.entity_id),
      createdAt: instantOf(memo.created_at),
      reason: reasonOf(memo),
      amount: decimalOf(amountOf(memo.grand_total)),
      lines: linesOf(memo, sold),
    },
  ]
}

/** Totals have two places, credit memos four. */
const roundingOf = (memos: readonly unknown[]): Amount => BigInt(memos.length) * 10_000n

/**
 * What an order says was given back, where its credit memos make less: there are payment modules that write the sum alone,
 * and others that hide credit memos. Magento itself makes the one from the other.
 */
export function untoldRefunds({ total_refunded, koppla_creditmemos: memos }: Refunded) {
  if (memos === undefined) return {}
  const told = amountOf(total_refunded)
  const known = sum(memos.map(({ state, grand_total }) => (Number(state) === 3 ? 0n : amountOf(grand_total))))
  return told - known > roundingOf(memos) ? { refundedByStore: decimalOf(told) } : {}
}

interface Refunded {
  readonly total_refunded?: RawAmount | null | undefined
  readonly koppla_creditmemos?: readonly RawCreditMemo[] | undefined
}

export const reasonOf = ({ comments }: Pick<RawCreditMemo, 'comments'>): string | null =>
  textOf((comments ?? []).flatMap(({ comment }) => textOf(comment) ?? []).join('\n'))

function linesOf(memo: RawCreditMemo, sold: ReadonlySet<string>): Refund['lines'] {
  const items = memo.items.filter(({ order_item_id }) => sold.has(String(order_item_id)))
  const before = amountOf(memo.shipping_amount)
  const shipping = before === 0n ? 0n : before - shippingDiscountOf(memo, items)
  const lines = [
    ...items.map(mapItem),
    ...moneyOf(memo, 'shipping', shipping, amountOf(memo.shipping_tax_amount)),
    ...moneyOf(memo, 'adjustment', amountOf(memo.adjustment), 0n),
  ]
  const tax = amountOf(memo.tax_amount) - sum(lines.map(line => amountOf(line.tax)))
  const total = amountOf(memo.grand_total) - amountOf(memo.tax_amount) - sum(lines.map(line => amountOf(line.total)))
  return [...lines, ...moneyOf(memo, 'rest', total, tax)]
}

function mapItem(item: z.output<typeof RawRefundItem>): Refund['lines'][number] {
  const discount = amountOf(item.discount_amount) - amountOf(item.discount_tax_compensation_amount)
  return {
    externalId: String(item.entity_id),
    orderLineExternalId: String(item.order_item_id),
    quantity: carried(item.qty) ?? '0',
    total: decimalOf(amountOf(item.row_total) - discount),
    tax: decimalOf(amountOf(item.tax_amount)),
  }
}

/** Shipping and adjustments are given back as money, not as pieces. */
function moneyOf(memo: RawCreditMemo, what: string, total: Amount, tax: Amount): Refund['lines'] {
  if (total === 0n && tax === 0n) return []
  return [
    {
      externalId: `${memo.entity_id}:${what}`,
      orderLineExternalId: what === 'shipping' ? 'shipping' : null,
      quantity: '0',
      total: decimalOf(total),
      tax: decimalOf(tax),
    },
  ]
}
