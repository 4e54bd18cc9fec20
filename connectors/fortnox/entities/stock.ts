import { entity, readable } from '../../../src/sdk/index.ts'
import type { Client } from '../client.ts'
import type { Facts } from '../facts.ts'
import { mark } from '../map/mark.ts'
import { RawArticle } from '../map/product.ts'
import { mapStock } from '../map/stock.ts'
import type { Position } from '../walk.ts'
import { activeParts } from './active.ts'
import { type Numbered, numbered } from './numbered.ts'

/** Only the article itself tells whether it is counted: so what the list shows to have changed is read, and no more. */
const counted: Numbered = {
  resource: 'articles',
  parts: activeParts,
  fingerprint: row => mark(row, { amounts: ['QuantityInStock', 'ReservedQuantity', 'DisposableQuantity'] }),
}

/** A sale or a delivery may move no time of its article, so each import looks through the lists. */
export const stock = entity<'stock', Client, RawArticle, Position, Facts>({
  name: 'stock',
  label: 'Stock',
  import: {
    ...numbered(counted),
    sweepsEachTime: true,
    raw: readable(RawArticle),
    map: mapStock,
  },
})
