// What the shop sells and has in stock, as the practice shop's own books have it.
import type { Level, Product, State, Variant } from '../../../connectors/shopify/practice-store/state.ts'
import { byId, type Picture } from '../store-picture.ts'
import { told } from './picture.ts'

const statuses = { ACTIVE: 'active', UNLISTED: 'active', DRAFT: 'draft', ARCHIVED: 'other' } as const

export function showProduct(state: State, product: Product): object {
  const { variants, optionNames } = product
  const only = optionNames.length === 0 ? variants[0] : undefined
  return {
    name: product.title,
    type: only ? 'simple' : 'variable',
    status: statuses[product.status],
    sku: only?.sku ?? null,
    barcode: only?.barcode ?? null,
    slug: product.handle,
    description: `<p>${product.title}</p>`,
    taxClass: null,
    weight: only?.weight ? only.weight / 1_000 : null,
    collections: state.collections.filter(({ id }) => product.collectionIds.includes(id)).map(({ id }) => String(id)),
    images: 1,
    attributes: optionNames.map((name, n) => ({
      name,
      values: [...new Set(variants.map(({ options }) => options[n] ?? ''))],
      forVariants: true,
    })),
    parts: [],
    times: [product.created, product.updated].map(told),
    variants: variants.map(own => showVariant(state, product, own)),
  }
}

function showVariant({ levels }: State, { optionNames }: Product, own: Variant): object {
  const onSale = own.compareAt !== null && own.compareAt > own.price
  const here = levels.filter(({ itemId }) => itemId === own.itemId)
  return {
    id: String(own.id),
    name: own.options.join(' / ') || 'Default Title',
    sku: own.sku,
    barcode: own.barcode,
    chosen: optionNames.map((name, n) => ({ name, value: own.options[n] })),
    prices: [own.price, onSale ? own.compareAt! : own.price, onSale ? own.price : null].map(inCrowns),
    onSale,
    sale: [null, null],
    stock: stockOf(
      own,
      here.reduce((all, { available }) => all + available, 0),
    ),
    active: true,
    weight: own.weight === null ? null : own.weight / 1_000,
    modified: told(own.updated),
  }
}

const inCrowns = (cents: number | null) => (cents === null ? null : cents / 100)

const stockOf = ({ tracked }: Variant, available: number) => ({
  managed: tracked,
  quantity: tracked ? available : null,
  status: !tracked || available > 0 ? 'in_stock' : 'out_of_stock',
})

/** A level’s number is not its alone. */
const keyOf = ({ id, itemId }: Level) => `gid://shopify/InventoryLevel/${id}?inventory_item_id=${itemId}`

export function pictureStock({ products, levels }: State): Picture[string] {
  const sold = products.flatMap(product => product.variants.map(variant => ({ product, variant })))
  const byItem = new Map(sold.map(one => [one.variant.itemId, one]))
  return byId(
    levels.filter(({ itemId }) => byItem.has(itemId)),
    keyOf,
    level => {
      const { product, variant } = byItem.get(level.itemId)!
      return {
        product: String(product.id),
        sku: variant.sku,
        ...stockOf(variant, level.available),
        created: told(level.created),
        modifiedWithParent: told(level.updated),
      }
    },
  )
}
