import { z } from 'zod'
import type { CanonicalInput } from '../../../src/sdk/index.ts'
import type { Facts } from '../facts.ts'
import { amountOf, carried } from './money.ts'
import { RawAmount, RawFlag, RawKey, RawText } from './raw.ts'
import { isSet, metaOf, textOf } from './values.ts'

/** `GET /3/articles/{number}`. A number of an article is text and never changes. */
export const RawArticle = z.looseObject({
  ArticleNumber: RawKey,
  Description: RawText,
  Active: RawFlag,
  Type: RawText,
  EAN: RawText,
  Manufacturer: RawText,
  ManufacturerArticleNumber: RawText,
  SupplierNumber: RawText,
  Note: RawText,
  Unit: RawText,
  SalesPrice: RawAmount,
  PurchasePrice: RawAmount,
  VAT: RawAmount,
  StockGoods: RawFlag,
  StockPlace: RawText,
  QuantityInStock: RawAmount,
  ReservedQuantity: RawAmount,
  DisposableQuantity: RawAmount,
  Weight: RawAmount,
  Depth: RawAmount,
  Width: RawAmount,
  Height: RawAmount,
  WebshopArticle: RawFlag,
  SalesAccount: RawText,
  PurchaseAccount: RawText,
})
export type RawArticle = z.output<typeof RawArticle>

type Product = CanonicalInput<'products'>

/** An article has no variants, so it is its own only one. Fortnox tells no time of anything about it. */
export function mapProduct(raw: RawArticle, facts: Pick<Facts, 'currency'>): Product {
  const active = raw.Active === null || raw.Active === undefined || isSet(raw.Active)
  const name = textOf(raw.Description) ?? raw.ArticleNumber
  return {
    ...{ externalId: raw.ArticleNumber, sku: raw.ArticleNumber, createdAt: null, modifiedAt: null },
    type: textOf(raw.Type) ?? 'STOCK',
    name,
    status: active ? 'active' : 'other',
    externalStatus: active ? 'active' : 'inactive',
    barcode: textOf(raw.EAN),
    description: textOf(raw.Note),
    brand: textOf(raw.Manufacturer),
    taxClass: carried(raw.VAT),
    taxable: amountOf(raw.VAT) !== 0n || carried(raw.VAT) === null,
    weight: measureOf(raw.Weight),
    dimensions: dimensionsOf(raw),
    ...{ slug: null, shortDescription: null, url: null },
    ...{ collectionExternalIds: [], tags: [], images: [], attributes: [], componentExternalIds: [] },
    variants: [{ ...variantOf(raw, facts), name, active }],
    meta: articleMeta(raw),
  }
}

function variantOf(raw: RawArticle, facts: Pick<Facts, 'currency'>) {
  const price = carried(raw.SalesPrice)
  return {
    externalId: raw.ArticleNumber,
    sku: raw.ArticleNumber,
    barcode: textOf(raw.EAN),
    options: [],
    price: {
      ...{ current: price, regular: price, sale: null, saleFrom: null, saleTo: null },
      ...{ currency: facts.currency, includesTax: null },
    },
    stock: stockOf(raw),
    weight: measureOf(raw.Weight),
    ...{ imageUrl: null, modifiedAt: null },
  }
}

/** Only goods of the stock are counted; what is counted and reserved is told beside it. */
export function stockOf(raw: RawArticle): Product['variants'][number]['stock'] {
  const managed = isSet(raw.StockGoods)
  if (!managed) return { managed, quantity: null, status: null, backorders: false }
  const inStock = amountOf(raw.QuantityInStock) > 0n
  const status = inStock ? 'in_stock' : 'out_of_stock'
  return { managed, quantity: carried(raw.QuantityInStock) ?? '0', status, backorders: false }
}

/** 0 is what nobody filled in. */
const measureOf = (value: RawAmount): string | null => (amountOf(value) > 0n ? carried(value) : null)

function dimensionsOf(raw: RawArticle): Product['dimensions'] {
  const [length, width, height] = [measureOf(raw.Depth), measureOf(raw.Width), measureOf(raw.Height)]
  return length === null && width === null && height === null ? null : { length, width, height }
}

const articleMeta = (raw: RawArticle) =>
  metaOf({
    unit: textOf(raw.Unit),
    reserved: isSet(raw.StockGoods) ? carried(raw.ReservedQuantity) : null,
    disposable: isSet(raw.StockGoods) ? carried(raw.DisposableQuantity) : null,
    stock_place: textOf(raw.StockPlace),
    purchase_price: carried(raw.PurchasePrice),
    manufacturer_article_number: textOf(raw.ManufacturerArticleNumber),
    supplier_number: textOf(raw.SupplierNumber),
    sales_account: textOf(raw.SalesAccount),
    purchase_account: textOf(raw.PurchaseAccount),
    webshop: isSet(raw.WebshopArticle) ? true : null,
  })
