// What the company sells, as its own books have it.
import type { Article } from '../../../connectors/fortnox/practice-store/state.ts'

/** An article is its own only variant. */
export function showProduct(article: Article): object {
  const { number, description: name, type, active, ean, vat, note } = article
  const [barcode, description] = [ean || null, note || null]
  const price = article.price === 0 ? null : article.price / 100
  return {
    ...{ name, type, status: active ? 'active' : 'other', sku: number, barcode, slug: null, description },
    ...{ taxClass: String(vat), weight: null, collections: [], images: 0, attributes: [], parts: [] },
    times: [null, null],
    variants: [
      {
        ...{ id: number, name, sku: number, barcode, chosen: [], prices: [price, price, null], onSale: false },
        ...{ sale: [null, null], stock: stockOf(article), active, weight: null, modified: null },
      },
    ],
  }
}

const stockOf = ({ stockGoods: managed, quantity }: Article) =>
  managed
    ? { managed, quantity, status: quantity > 0 ? 'in_stock' : 'out_of_stock' }
    : { managed, quantity: null, status: null }

/** What is not counted can always be sold. */
export const showLevel = (article: Article) => ({
  ...{ product: article.number, sku: article.number, ...stockOf(article) },
  ...{ status: stockOf(article).status ?? 'in_stock', created: null, modifiedWithParent: null },
})
