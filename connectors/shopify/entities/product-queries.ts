import { connectionOf, type Nested, queriesOf } from '../queries.ts'

const products = { list: 'products', type: 'Product' }

const variant = `fragment Variant on ProductVariant {
  id title sku barcode price compareAtPrice taxable inventoryPolicy inventoryQuantity updatedAt
  selectedOptions { name value }
  media(first: 1) { nodes { id preview { image { url } } } }
  inventoryItem { id tracked measurement { weight { value unit } } }
}`

/** Up to 2,048 of them. */
export const variants: Nested = {
  ...{ on: 'Product', field: 'variants', first: 10 },
  ...{ nodes: '...Variant', fragments: [variant] },
}

export const media: Nested = {
  ...{ on: 'Product', field: 'media', first: 5 },
  nodes: 'id alt mediaContentType preview { image { url } }',
}

export const collectionsOf: Nested = { on: 'Product', field: 'collections', first: 10, nodes: 'id' }

export const whole = queriesOf({
  ...{ ...products, by: 'UPDATED_AT', fragments: [variant] },
  fields: `
  id title handle status descriptionHtml vendor productType tags createdAt updatedAt publishedAt onlineStoreUrl
  hasOnlyDefaultVariant isGiftCard
  options { name optionValues { name } }
  ${connectionOf(collectionsOf)}
  ${connectionOf(media)}
  ${connectionOf(variants)}`,
})

export const markedVariants: Nested = {
  ...{ on: 'Product', field: 'variants', first: 20 },
  nodes: 'id updatedAt inventoryQuantity',
}

export const marked = queriesOf({
  ...{ ...products, by: 'ID' },
  fields: `id createdAt updatedAt status ${connectionOf(collectionsOf)} ${connectionOf(markedVariants)}`,
})

export const collections = queriesOf({
  ...{ list: 'collections', type: 'Collection', by: 'ID' },
  fields: 'id title handle descriptionHtml updatedAt',
})
