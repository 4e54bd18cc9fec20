import { z } from 'zod'
import { entity } from '../../../src/sdk/index.ts'
import type { Client } from './client.ts'
import { fetchByIds, idOf, Position, walk } from './walk.ts'

const RawProduct = z.looseObject({
  id: z.number(),
  created: z.string(),
  modified: z.string(),
  sku: z.string(),
  name: z.string(),
  price: z.string(),
})

/** Products are erased, never trashed, and have no sweep: a reconcile reads them whole. */
export const products = entity({
  name: 'products',
  label: 'Products',
  import: {
    incremental: true,
    startsAtOrderStart: false,
    raw: RawProduct,
    idOf,
    position: Position,
    pages: walk('/products'),
    fetch: (client: Client, ids) => fetchByIds(client, '/products', ids),
    map: raw => ({
      externalId: String(raw.id),
      createdAt: raw.created,
      modifiedAt: raw.modified,
      type: 'toy',
      name: raw.name,
      sku: raw.sku,
      status: 'active' as const,
      externalStatus: 'on sale',
      taxable: true,
      ...{ slug: null, barcode: null, description: null, shortDescription: null, url: null, brand: null },
      ...{ taxClass: null, weight: null, dimensions: null, collectionExternalIds: [], tags: [], images: [] },
      ...{ attributes: [], componentExternalIds: [], variants: [variantOf(raw)] },
    }),
  },
})

const variantOf = (raw: z.output<typeof RawProduct>) => ({
  externalId: String(raw.id),
  name: raw.name,
  sku: raw.sku,
  price: {
    ...{ current: raw.price, regular: raw.price, currency: 'SEK', includesTax: true },
    ...{ sale: null, saleFrom: null, saleTo: null },
  },
  stock: { managed: false, quantity: null, status: 'in_stock' as const, backorders: false },
  active: true,
  modifiedAt: raw.modified,
  ...{ barcode: null, options: [], weight: null, imageUrl: null },
})
