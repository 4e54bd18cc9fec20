import type { CanonicalRecord } from '../sdk/index.ts'
import { searchText } from './search-text.ts'
import type { RecordTable, Row } from './table.ts'

type Variant = CanonicalRecord<'products'>['variants'][number]

export const products: RecordTable = {
  table: 'products',
  columns: {
    type: 'text',
    name: 'text',
    slug: 'text',
    status: 'text',
    external_status: 'text',
    sku: 'text',
    barcode: 'text',
    description: 'text',
    short_description: 'text',
    url: 'text',
    brand: 'text',
    tax_class: 'text',
    taxable: 'boolean',
    weight: 'numeric',
    dimensions: 'jsonb',
    collection_external_ids: 'text[]',
    tags: 'jsonb',
    images: 'jsonb',
    attributes: 'jsonb',
    component_external_ids: 'jsonb',
    meta: 'jsonb',
  },
  search: record => {
    const { name, brand, sku, barcode, variants } = record as CanonicalRecord<'products'>
    const codes = variants.flatMap(variant => [variant.sku, variant.barcode])
    return searchText([name, brand, ...variants.map(variant => variant.name)], [sku, barcode, ...codes])
  },
  children: [
    {
      property: 'variants',
      table: 'variants',
      parent: 'product_id',
      keys: ['external_id'],
      withConnection: true,
      flatten: variant => flattenVariant(variant as unknown as Variant),
      columns: {
        external_id: 'text',
        position: 'int',
        name: 'text',
        sku: 'text',
        barcode: 'text',
        options: 'jsonb',
        price_current: 'numeric',
        price_regular: 'numeric',
        price_sale: 'numeric',
        sale_from: 'timestamptz',
        sale_to: 'timestamptz',
        price_currency: 'text',
        price_includes_tax: 'boolean',
        stock_managed: 'boolean',
        stock_quantity: 'numeric',
        stock_status: 'text',
        backorders: 'boolean',
        weight: 'numeric',
        image_url: 'text',
        active: 'boolean',
        modified_at: 'timestamptz',
      },
    },
  ],
}

function flattenVariant({ price, stock, ...rest }: Variant): Row {
  return {
    ...rest,
    priceCurrent: price.current,
    priceRegular: price.regular,
    priceSale: price.sale,
    saleFrom: price.saleFrom,
    saleTo: price.saleTo,
    priceCurrency: price.currency,
    priceIncludesTax: price.includesTax,
    stockManaged: stock.managed,
    stockQuantity: stock.quantity,
    stockStatus: stock.status,
    backorders: stock.backorders,
  }
}
