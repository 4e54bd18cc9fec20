import { takeDice } from '../../../src/sdk/testing/index.ts'
import type { Category, Instant, Product, SaleItem, State } from './state.ts'

const DAY_MS = 86_400_000
const SIZES = [4, 5, 6] as const
const sizeNames = { 4: 'S', 5: 'M', 6: 'L' } as const
/** The first ones of every shop; after them each fifth is configurable and the others are simple. */
const first = ['simple', 'simple', 'configurable', 'bundleDynamic', 'bundleFixed', 'virtual', 'grouped'] as const

export const categories: readonly Category[] = [
  { id: 1, parentId: 0, level: 0, name: 'Root Catalog' },
  { id: 2, parentId: 1, level: 1, name: 'Default Category' },
  { id: 3, parentId: 2, level: 2, name: 'Ljus & lyktor' },
  { id: 4, parentId: 3, level: 3, name: 'Doftljus' },
]

/** `count` products that a shopper sees; the children of configurables come on top of them. */
export function seedCatalogue(state: State, count: number): void {
  for (let n = 0; n < count; n++) {
    const kind = first[n] ?? (n % 5 === 2 ? 'configurable' : 'simple')
    const created = state.openedAt - (400 - Math.floor((n * 390) / Math.max(1, count))) * DAY_MS
    makeKind(state, kind, { n, created })
  }
}

interface Making {
  readonly n: number
  readonly created: Instant
}

function makeKind(state: State, kind: (typeof first)[number], { n, created }: Making): void {
  const number = String(n + 1).padStart(3, '0')
  if (kind === 'configurable') return void makeConfigurable(state, `SHIRT-${n + 1}`, created)
  const simples = state.products.filter(one => one.type === 'simple').map(one => one.id)
  const parts = simples.slice(0, 2).map((productId, at) => ({ productId, qty: 2 - at }))
  if (kind === 'bundleDynamic') {
    const given = { type: 'bundle', name: 'Bundle BUNDLE-DYN', parts, price: 0, dynamicPrice: true } as const
    return void addProduct(state, { ...given, sku: 'BUNDLE-DYN', created })
  }
  if (kind === 'bundleFixed') {
    return void addProduct(state, {
      type: 'bundle',
      sku: 'BUNDLE-FIX',
      name: 'Bundle BUNDLE-FIX',
      parts,
      price: 52_000,
      created,
    })
  }
  if (kind === 'virtual') {
    return void addProduct(state, {
      type: 'virtual',
      sku: 'VIRTUAL-1',
      name: 'Presentkort',
      price: 12_500,
      weight: null,
      created,
    })
  }
  if (kind === 'grouped') {
    const group = { type: 'grouped', price: null, weight: null, links: simples.slice(0, 2) } as const
    return void addProduct(state, { ...group, links: [...group.links], sku: 'GROUP-1', name: 'Ljusset', created })
  }
  const sku = n === 1 ? 'Ö-kant/åäö 7' : `SIMPLE-${number}`
  const dice = takeDice(state.seed, 'product', n)
  const price = 4_900 + 1_000 * dice.roll(40) + (dice.chance(0.2) ? 50 : 0)
  const more = { taxClass: n % 4 === 1 ? 4 : 2, updated: laterThan(created, state, n) } as const
  addProduct(state, { type: 'simple', sku, name: `Simple product ${n + 1}`, price, created, ...more })
}

/** Many were last saved by the same import, within one second. */
const laterThan = (created: Instant, { openedAt }: State, n: number): Instant =>
  n % 3 === 0 ? openedAt - 20 * DAY_MS : Math.min(created + (n % 17) * DAY_MS, openedAt - DAY_MS)

export function makeConfigurable(state: State, sku: string, created: Instant): Product {
  const number = sku.replace(/\D+/g, '')
  const price = 20_000 + 100 * Number(number)
  const children = SIZES.map(size => {
    const name = `Shirt ${number} ${sizeNames[size]}`
    const child = { type: 'simple', sku: `${sku}-${sizeNames[size]}`, name, price, size } as const
    return addProduct(state, { ...child, visibility: 1, weight: 0.3, created, description: '' }).id
  })
  const parent = { type: 'configurable', sku, name: `Shirt ${number}`, price: 0, weight: 0.3 } as const
  return addProduct(state, { ...parent, links: children, created, description: '' })
}

type Given = Partial<Product> & Pick<Product, 'type' | 'sku' | 'name' | 'price' | 'created'>

export function addProduct(state: State, given: Given): Product {
  const id = state.next.product++
  const product: Product = {
    ...{
      id,
      special: null,
      categoryIds: id % 3 === 0 ? [3, 4] : [],
      status: 1,
      visibility: 4,
      weight: 1,
      taxClass: 2,
      updated: given.created,
      links: [],
    },
    ...{ size: null, parts: [], dynamicPrice: false, backorders: false, description: `<p>Beskrivning ${id}</p>` },
    ...given,
  }
  state.products.push(product)
  state.revision++
  if (product.type === 'simple' || product.type === 'virtual') {
    for (const source of state.sources) {
      const quantity = source === 'default' ? 10 + ((id * 37) % 990) : id % 20
      state.sourceItems.push({ id: state.next.sourceItem++, sku: product.sku, source, quantity, status: 1 })
    }
  }
  return product
}

/** What shoppers put in their basket: all but groups and children, which come with what they belong to. */
export function listSaleItems(products: readonly Product[]): SaleItem[] {
  const sold = products.filter(one => one.type !== 'grouped' && one.size === null && one.status === 1)
  return sold.map(one => ({ productId: one.id, kind: one.type as SaleItem['kind'] }))
}
