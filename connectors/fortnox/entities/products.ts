import { entity, readable } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mark } from '../map/mark.ts'
import { mapProduct, RawArticle } from '../map/product.ts'
import type { Position } from '../walk.ts'
import { activeParts, isInactive } from './active.ts'
import { type Numbered, numbered } from './numbered.ts'

const articles: Numbered = {
  resource: 'articles',
  parts: activeParts,
  fingerprint: (row, part) =>
    [
      isInactive(row, part),
      mark(row, {
        texts: ['Description', 'EAN', 'Unit', 'StockPlace'],
        amounts: ['QuantityInStock', 'ReservedQuantity', 'DisposableQuantity', 'SalesPrice', 'PurchasePrice'],
      }),
    ].join('|'),
}

/** What is in stock changes without a word: the sweep sees it in the list. */
export const products = entity<'products', Client, RawArticle, Position, Facts>({
  name: 'products',
  label: 'Products',
  import: {
    ...numbered(articles),
    raw: readable(RawArticle),
    map: mapProduct,
  },
})
