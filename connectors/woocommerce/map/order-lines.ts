import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { RawAmount, RawId, RawMeta, RawText } from './raw.ts'
import { amountOf, decimalOf, idText, metaOf, textOf } from './values.ts'

const RawLineTaxes = z
  .array(z.object({ id: RawId, total: RawAmount.nullish() }))
  .nullish()
  .transform(list => list ?? [])

const charged = { id: RawId, total: RawAmount, total_tax: RawAmount.nullish(), taxes: RawLineTaxes, meta_data: RawMeta }

export const RawLine = z.object({
  ...charged,
  name: RawText,
  product_id: RawId.nullish(),
  variation_id: RawId.nullish(),
  quantity: RawAmount,
  subtotal: RawAmount,
  sku: RawText,
})
export const RawShippingLine = z.object({
  ...charged,
  method_title: RawText,
  method_id: RawText,
  instance_id: RawText,
})
export const RawFeeLine = z.object({ ...charged, name: RawText })

type Line = CanonicalInput<'orders'>['lines'][number]

interface RawLines {
  readonly line_items: readonly z.output<typeof RawLine>[]
  readonly shipping_lines: readonly z.output<typeof RawShippingLine>[]
  readonly fee_lines: readonly z.output<typeof RawFeeLine>[]
}

/**
 * Totals are net, also where the store's prices include tax. `sku`, `product_id` and `variation_id` are today's, not the
 * order's: the store looks them up when it is read. The `price` number is left alone, for it is a rounded quotient.
 */
export const mapLines = (raw: RawLines): Line[] => [
  ...raw.line_items.map(mapProductLine),
  ...raw.shipping_lines.map(mapShippingLine),
  ...raw.fee_lines.map(mapFeeLine),
]

const mapProductLine = (line: z.output<typeof RawLine>): Line => ({
  ...chargeOf(line),
  kind: 'product',
  name: textOf(line.name) ?? '',
  sku: textOf(line.sku),
  productExternalId: idText(line.product_id),
  // A product without variations is its own only variant.
  variantExternalId: idText(line.variation_id) ?? idText(line.product_id),
  quantity: amountOf(line.quantity),
  subtotal: amountOf(line.subtotal),
  meta: metaOf(line.meta_data),
})

const noProduct = { sku: null, productExternalId: null, variantExternalId: null, quantity: '1' } as const

const mapShippingLine = (line: z.output<typeof RawShippingLine>): Line => ({
  ...chargeOf(line),
  ...noProduct,
  kind: 'shipping',
  name: textOf(line.method_title) ?? '',
  subtotal: amountOf(line.total),
  meta: { ...metaOf(line.meta_data), method_id: textOf(line.method_id), instance_id: textOf(line.instance_id) },
})

const mapFeeLine = (line: z.output<typeof RawFeeLine>): Line => ({
  ...chargeOf(line),
  ...noProduct,
  kind: 'fee',
  name: textOf(line.name) ?? '',
  subtotal: amountOf(line.total),
  meta: metaOf(line.meta_data),
})

type Charged = Pick<z.output<typeof RawLine>, 'id' | 'total' | 'total_tax' | 'taxes'>

const chargeOf = ({ id, total, total_tax, taxes }: Charged) => ({
  externalId: String(id),
  total: amountOf(total),
  tax: amountOf(total_tax),
  taxes: taxes.flatMap(tax => {
    const amount = decimalOf(tax.total)
    return amount === null ? [] : [{ rateExternalId: String(tax.id), amount }]
  }),
})
