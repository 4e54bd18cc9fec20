import { amount } from './money.ts'
import { notFound } from './refusals.ts'
import { defineResource, urlOf } from './resource.ts'
import type { Article } from './state.ts'

const place = (article: Article) => urlOf(`articles/${encodeURIComponent(article.number)}`)
const worth = ({ quantity, purchasePrice }: Article) => amount(quantity * purchasePrice)

/** Numbers of a list are texts, what is not set is null, and whether it is active is not told. */
const showListed = (article: Article) => ({
  '@url': place(article),
  ArticleNumber: article.number,
  Description: article.description,
  DisposableQuantity: String(article.quantity - article.reserved),
  EAN: article.ean,
  Housework: false,
  PurchasePrice: String(amount(article.purchasePrice)),
  SalesPrice: article.price === 0 ? null : String(amount(article.price)),
  QuantityInStock: String(article.quantity),
  ReservedQuantity: String(article.reserved),
  StockPlace: null,
  StockValue: String(worth(article)),
  Unit: article.unit,
  VAT: String(article.vat),
  WebshopArticle: article.webshop,
})

const show = (article: Article) => ({
  '@url': place(article),
  ArticleNumber: article.number,
  Bulky: false,
  ConstructionAccount: 0,
  Depth: 0,
  Description: article.description,
  DisposableQuantity: article.quantity - article.reserved,
  EAN: article.ean,
  ...{ EUAccount: 3108, EUVATAccount: 3106, ExportAccount: 3105, Height: 0, Housework: false, HouseworkType: null },
  Active: article.active,
  ...{ Manufacturer: null, ManufacturerArticleNumber: '', Note: article.note, PurchaseAccount: 4000 },
  PurchasePrice: amount(article.purchasePrice),
  QuantityInStock: article.quantity,
  ReservedQuantity: article.reserved,
  SalesAccount: article.account,
  StockGoods: article.stockGoods,
  StockPlace: null,
  StockValue: worth(article),
  ...{ StockWarning: 0, SupplierName: null, SupplierNumber: null, Type: article.type },
  Unit: article.unit === '' ? null : article.unit,
  VAT: article.vat,
  WebshopArticle: article.webshop,
  ...{ Weight: 0, Width: 0, Expired: false },
  SalesPrice: article.price === 0 ? null : amount(article.price),
  ...{ CostCalculationMethod: null, StockAccount: null, StockChangeAccount: null, DirectCost: null },
  ...{ FreightCost: null, OtherCost: null, DefaultStockPoint: null, DefaultStockLocation: null },
})

export const articles = defineResource<Article>({
  ...{ path: 'articles', list: 'Articles', one: 'Article', scope: 'article', missing: notFound.article },
  rows: ({ state }) => state.articles,
  ...{ showListed, show },
  find: ({ state }, [number, ...more]) =>
    more.length === 0 ? state.articles.find(one => one.number === number) : undefined,
  filters: { active: one => one.active, inactive: one => !one.active },
  unfiltered: (one, state) => one.active || !state.hidesInactive,
  fields: {
    articlenumber: one => one.number,
    description: one => one.description,
    ean: one => one.ean,
    webshop: one => String(one.webshop),
  },
  modified: one => one.modified,
  sorts: {
    articlenumber: one => one.number,
    quantityinstock: one => one.quantity,
    reservedquantity: one => one.reserved,
    stockvalue: worth,
  },
})
