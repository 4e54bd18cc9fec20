import { type BulkList, type InBulk, inBulk } from '../bulk/query.ts'
import { connectionOf, type Nested, queriesOf } from '../queries.ts'

const products = { list: 'products', type: 'Product' }

const variantFields = (media: string) => `
  id title sku barcode price compareAtPrice taxable inventoryPolicy inventoryQuantity updatedAt
  selectedOptions { name value }
  ${media}
  inventoryItem { id tracked measurement { weight { value unit } } }`
const pictureFields = 'id preview { image { url } }'
const variant = `fragment Variant on ProductVariant { ${variantFields(`media(first: 1) { nodes { ${pictureFields} } }`)} }`

/** Up to 2,048 of them. */
export const variants: Nested = {
  ...{ on: 'Product', field: 'variants', first: 10, type: 'ProductVariant' },
  ...{ nodes: '...Variant', fragments: [variant] },
}

export const media: Nested = {
  ...{ on: 'Product', field: 'media', first: 5 },
  nodes: 'id alt mediaContentType preview { image { url } }',
}

export const collectionsOf: Nested = {
  ...{ on: 'Product', field: 'collections', first: 10, type: 'Collection' },
  nodes: 'id',
}

/** Named one by one: a search that names none is documented to find the active ones only. */
export const search = 'status:active,archived,draft,unlisted'

const fieldsWith = (connections: readonly string[]) => `
  id title handle status descriptionHtml vendor productType tags createdAt updatedAt publishedAt onlineStoreUrl
  hasOnlyDefaultVariant isGiftCard
  options { name optionValues { name } }
  ${connections.join('\n  ')}`

export const whole = queriesOf({
  ...{ ...products, by: 'UPDATED_AT', fragments: [variant] },
  fields: fieldsWith([collectionsOf, media, variants].map(connectionOf)),
})

const pictures: InBulk = { on: 'ProductVariant', field: 'media', nodes: pictureFields, most: 1 }
const inProduct: readonly InBulk[] = [collectionsOf, media, { ...variants, nodes: variantFields(inBulk(pictures)) }]
export const bulk: BulkList = {
  ...{ list: products.list, search, nested: [...inProduct, pictures] },
  fields: fieldsWith(inProduct.map(inBulk)),
}

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
