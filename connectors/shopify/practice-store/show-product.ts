import { levelsOf } from './levels.ts'
import { listChildren } from './listing.ts'
import { decimal, money } from './order-money.ts'
import { showItem } from './show-stock.ts'
import { type Collection, gid, type Product, type State, show, type Variant } from './state.ts'
import type { Shown } from './visit.ts'

export function showProduct(state: State, product: Product): Shown {
  const { id, title, handle, status, variants, optionNames } = product
  const collections = state.collections.filter(one => product.collectionIds.includes(one.id))
  return {
    ...{ __typename: 'Product', id: gid('Product', id), legacyResourceId: String(id), title, handle, status },
    ...{ descriptionHtml: `<p>${title}</p>`, description: title, vendor: product.vendor, productType: product.type },
    ...{ tags: product.tags, category: null, createdAt: show(product.created), updatedAt: show(product.updated) },
    publishedAt: status === 'ACTIVE' ? show(product.created) : null,
    onlineStoreUrl: status === 'ACTIVE' ? `https://ljusbutiken.example.test/products/${handle}` : null,
    ...{ hasOnlyDefaultVariant: optionNames.length === 0, isGiftCard: false, tracksInventory: true },
    totalInventory: () => variants.reduce((all, variant) => all + availableOf(state, variant), 0),
    variantsCount: { count: variants.length, precision: 'EXACT' },
    options: showOptions(product),
    priceRangeV2: showRange(state, variants),
    media: listChildren(`media of ${id}`, [{ id: id + 1 }], picture => showPicture(picture.id, title)),
    featuredMedia: () => showPicture(id + 1, title),
    collections: listChildren(`collections of ${id}`, collections, one => showCollection(state, one)),
    variants: listChildren(`variants of ${id}`, variants, variant => showVariant(state, product, variant)),
  }
}

function showOptions({ id, optionNames, variants }: Product): readonly Shown[] {
  const named =
    optionNames.length === 0
      ? [['Title', ['Default Title']] as const]
      : optionNames.map((name, n) => [name, valuesAt(variants, n)] as const)
  return named.map(([name, values], n) => ({
    ...{ id: gid('ProductOption', id + 10 + n), name, position: n + 1 },
    optionValues: values.map((value, m) => ({ id: gid('ProductOptionValue', id + 100 * (n + 1) + m), name: value })),
  }))
}

const valuesAt = (variants: readonly Variant[], n: number): readonly string[] => [
  ...new Set(variants.map(({ options }) => options[n] ?? '')),
]

function showRange({ currency }: State, variants: readonly Variant[]): Shown {
  const prices = variants.map(({ price }) => price)
  const [least, most] = [Math.min(...prices), Math.max(...prices)]
  return { minVariantPrice: money(least, currency), maxVariantPrice: money(most, currency) }
}

function showPicture(id: number, alt: string): Shown {
  const image = { url: `https://cdn.example.test/${id}.jpg`, width: 800, height: 600 }
  return {
    ...{ __typename: 'MediaImage', id: gid('MediaImage', id), alt, mediaContentType: 'IMAGE', status: 'READY' },
    ...{ preview: { image }, image, mimeType: 'image/jpeg' },
  }
}

export function showVariant(state: State, product: Product, variant: Variant): Shown {
  const { id, sku, barcode, price, compareAt, options } = variant
  const title = options.length > 0 ? options.join(' / ') : 'Default Title'
  const names = product.optionNames.length > 0 ? product.optionNames : ['Title']
  return {
    ...{
      __typename: 'ProductVariant',
      id: gid('ProductVariant', id),
      legacyResourceId: String(id),
      title,
      sku,
      barcode,
    },
    displayName: `${product.title} - ${title}`,
    ...{ position: product.variants.indexOf(variant) + 1, taxable: true, inventoryPolicy: 'DENY' },
    ...{ price: decimal(price), compareAtPrice: compareAt === null ? null : decimal(compareAt) },
    inventoryQuantity: () => availableOf(state, variant),
    ...{ createdAt: show(variant.created), updatedAt: show(variant.updated) },
    selectedOptions: names.map((name, n) => ({ name, value: options[n] ?? 'Default Title' })),
    media: listChildren(`media of variant ${id}`, [], () => null),
    product: () => showProduct(state, product),
    inventoryItem: () => showItem(state, { id: variant.itemId, variant, product }),
  }
}

export const availableOf = (state: State, { itemId }: Variant): number =>
  levelsOf(state, itemId).reduce((all, { available }) => all + available, 0)

export function showCollection(state: State, { id, title, handle, updated }: Collection): Shown {
  const products = state.products.filter(({ collectionIds }) => collectionIds.includes(id))
  return {
    ...{ __typename: 'Collection', id: gid('Collection', id), legacyResourceId: String(id), title, handle },
    ...{ updatedAt: show(updated), descriptionHtml: '', productsCount: { count: products.length, precision: 'EXACT' } },
    products: listChildren(`products of ${id}`, products, one => showProduct(state, one)),
  }
}
