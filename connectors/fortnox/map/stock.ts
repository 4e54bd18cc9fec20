import type { CanonicalInput } from '../../../src/sdk/index.ts'
import { type RawArticle, stockOf } from './product.ts'

/** What is on the shelf, reserved or not, as the product tells it too. What is not counted can always be sold. */
export function mapStock(raw: RawArticle): CanonicalInput<'stock'> {
  const { status, ...counted } = stockOf(raw)
  return {
    ...{ externalId: raw.ArticleNumber, createdAt: null, modifiedAt: null, sku: raw.ArticleNumber },
    ...{ parentExternalId: raw.ArticleNumber, variantExternalId: raw.ArticleNumber, locationExternalId: null },
    ...{ ...counted, status: status ?? 'in_stock' },
  }
}
