// What the shop sells and has in stock, as the practice store's own books have it.
import { DateTime } from 'luxon'
import type { State } from '../../../connectors/magento/practice-store/index.ts'
import type { Product, SourceItem } from '../../../connectors/magento/practice-store/state.ts'
import { byId, idOf, iso, type Picture } from '../store-picture.ts'

const sizes: Readonly<Record<number, string>> = { 4: 'S', 5: 'M', 6: 'L' }
const live = ({ products }: State, ids: readonly number[]) =>
  ids.flatMap(id => products.find(one => one.id === id) ?? [])

export function showProduct(state: State, product: Product): object {
  const configurable = product.type === 'configurable'
  const parts = product.type === 'grouped' ? product.links : product.parts.map(part => part.productId)
  return {
    name: product.name,
    type: product.type,
    status: product.status === 1 ? 'active' : 'draft',
    sku: product.sku,
    barcode: null,
    slug: product.sku.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    description: product.description || null,
    taxClass: String(product.taxClass),
    weight: product.weight,
    collections: product.categoryIds.map(String),
    images: 0,
    attributes: configurable ? [{ name: 'Size', values: ['S', 'M', 'L'], forVariants: true }] : [],
    parts: live(state, parts).map(one => String(one.id)),
    times: [product.created, product.updated].map(iso),
    variants: (configurable ? live(state, product.links) : [product]).map(own => showVariant(state, own, configurable)),
  }
}

const priceless: readonly Product['type'][] = ['grouped', 'bundle']

function showVariant(state: State, own: Product, isChild: boolean): object {
  const compound = own.type === 'grouped' || own.dynamicPrice
  const price = compound || own.price === null ? null : own.price / 100
  const sale = own.special === null || priceless.includes(own.type) ? null : own.special.price / 100
  const dayOf = (text: string | undefined, daysLater: number) =>
    text === undefined
      ? null
      : DateTime.fromISO(text.slice(0, 10), { zone: zoneOf(state) })
          .plus({ days: daysLater })
          .toMillis()
  const [from, to] = [dayOf(own.special?.from, 0), dayOf(own.special?.to, 1)]
  const now = state.clock.now().getTime()
  const onSale = sale !== null && now >= from! && now < to!
  return {
    id: String(own.id),
    name: own.name,
    sku: own.sku,
    barcode: null,
    chosen: isChild ? [{ name: 'Size', value: sizes[own.size!] }] : [],
    prices: [onSale ? Math.min(sale, price!) : price, price, sale],
    onSale: onSale && sale <= price!,
    sale: [iso(from), iso(to)],
    stock: { managed: false, quantity: null, status: null },
    active: own.status === 1,
    weight: own.weight,
    modified: iso(own.updated),
  }
}

const zoneOf = ({ timeZone }: State) => (/^[+-]/.test(timeZone) ? `UTC${timeZone}` : timeZone)

/** What each source has of each product; without Multi Source Inventory, what the default one has. */
export function pictureStock(state: State): Picture[string] {
  const counted = state.products.filter(one => one.type === 'simple' || one.type === 'virtual')
  if (!state.inventory) return byId(counted, idOf, one => showLevel(one, defaultOf(state, one)))
  const levels = counted.flatMap(product =>
    state.sourceItems.filter(item => item.sku === product.sku).map(item => ({ product, item })),
  )
  return byId(
    levels,
    ({ product, item }) => `${product.id}:${item.source}`,
    ({ product, item }) => showLevel(product, item),
  )
}

const defaultOf = ({ sourceItems }: State, { sku }: Product) =>
  sourceItems.find(item => item.sku === sku && item.source === 'default') ?? { quantity: 0, status: 1 as const }

const showLevel = (product: Product, item: Pick<SourceItem, 'quantity' | 'status'>) => ({
  product: String(product.id),
  sku: product.sku,
  managed: true,
  quantity: item.quantity,
  status: item.status === 0 ? 'out_of_stock' : 'in_stock',
  created: null,
  modifiedWithParent: null,
})
