import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { numberOf, RawText, textOf } from './values.ts'

export const RawLevel = z.looseObject({
  id: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  location: z.looseObject({ id: z.string() }),
  quantities: z.array(z.looseObject({ name: z.string(), quantity: z.int() })),
  item: z.looseObject({
    sku: RawText,
    tracked: z.boolean(),
    variants: z.looseObject({
      nodes: z
        .array(z.looseObject({ id: z.string(), inventoryPolicy: RawText, product: z.looseObject({ id: z.string() }) }))
        .min(1, 'belongs to no variant: the product was deleted'),
    }),
  }),
})
export type RawLevel = z.output<typeof RawLevel>

/** What can be sold at one location. A level’s id has no number that it alone has, so the whole of it is kept. */
export function mapStock(raw: RawLevel): CanonicalInput<'stock'> {
  const [variant] = raw.item.variants.nodes
  const available = raw.quantities.find(({ name }) => name === 'available')?.quantity ?? 0
  const { tracked } = raw.item
  const backorders = variant?.inventoryPolicy === 'CONTINUE'
  return {
    ...{ externalId: raw.id, createdAt: raw.createdAt, modifiedAt: raw.updatedAt, sku: textOf(raw.item.sku) },
    parentExternalId: numberOf(variant?.product.id ?? raw.id),
    variantExternalId: numberOf(variant?.id ?? raw.id),
    locationExternalId: numberOf(raw.location.id),
    ...{ managed: tracked, quantity: tracked ? String(available) : null, backorders },
    status: !tracked || available > 0 ? 'in_stock' : backorders ? 'on_backorder' : 'out_of_stock',
  }
}
