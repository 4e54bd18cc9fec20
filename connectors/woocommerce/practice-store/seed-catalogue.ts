import { hex, takeDice } from '../../../src/sdk/testing/index.ts'
import type { Category, Instant, Product, SaleItem, State } from './state.ts'
import { colours, places, sizes, slugify, things } from './words.ts'

const DAY_MS = 86_400_000
const FIRST_PRODUCT_ID = 13

/** One of each kind comes first, so that every small store has them all; then simple ones, every fifth with variations. */
const specials: readonly Partial<Product>[] = [
  { name: 'Jönköping ljusstake', sku: 'LJUS-001', globalUniqueId: '7300000000001', images: 3, description: longText() },
  { name: 'Kaffe & te "lyx" <b>fet</b> 5 < 6 – 100 % 🕯️', weight: '0.2' },
  { regularPrice: '', taxClass: 'bokmoms' },
  { regularPrice: '69', salePrice: '55.2', taxClass: 'reduced-rate' },
  { status: 'draft', slug: '' },
  { type: 'external', sku: '', externalUrl: 'https://example.test/extern?a=1&b=2', manageStock: false, stock: null },
  { type: 'grouped', regularPrice: '', manageStock: false, stock: null },
  { regularPrice: '12.345', virtual: true, manageStock: false, stock: null },
  { regularPrice: '0', stock: -3 },
  { status: 'private', sku: 'ÅÄÖ/7 #å', taxClass: 'reduced-rate' },
  { type: 'variable' },
  { sku: '' },
]

export function seedCategories(): Category[] {
  const names = ['Uncategorized', 'Ljusstakar', 'Keramik', 'Textil', 'Böcker', 'Kafé &amp; te', 'Vaser', 'Muggar']
  return names.map((name, n) => ({ id: 15 + n, name, slug: slugify(name), parent: name === 'Muggar' ? 17 : 0 }))
}

interface Catalogue {
  readonly count: number
  readonly variableEvery: number
}

export function seedCatalogue(state: State, { count, variableEvery }: Catalogue): void {
  state.nextId = Math.max(state.nextId, FIRST_PRODUCT_ID)
  for (let n = 0; n < count; n++) {
    const usual = n % variableEvery === variableEvery - 1 ? variable : {}
    const product = makeProduct(state, n, specials[n] ?? usual)
    state.products.push(product)
    if (product.type === 'variable') makeVariations(state, product)
  }
  state.saleItems.push(...listSaleItems(state))
}

const variable = { type: 'variable' } as const

function makeProduct(state: State, n: number, special: Partial<Product>): Product {
  const now = state.openedAt
  const dice = takeDice(state.seed, 'product', n)
  const name = special.name ?? `${dice.pick(places)} ${dice.pick(things)} nr ${n + 1}`
  const created = now - (30 + dice.roll(300)) * DAY_MS - dice.roll(86_400) * 1000
  const isVariable = special.type === 'variable'
  const onSale = special.salePrice ? { saleFrom: now - 20 * DAY_MS, saleTo: now + 33 * DAY_MS } : {}
  const product = blankProduct(state.nextId++, { name, created, sku: `SKU-${String(n + 1).padStart(5, '0')}` })
  return Object.assign(product, {
    description: `<p>En fin ${name.split(' ')[1] ?? 'sak'} från Småland.</p>\n`,
    regularPrice: isVariable ? '' : `${19 + dice.roll(2_000)}${dice.chance(0.2) ? '.5' : ''}`,
    taxClass: dice.pick(['', '', '', '', 'reduced-rate', 'bokmoms']),
    manageStock: isVariable ? n % 2 === 0 : true,
    stock: isVariable && n % 2 === 1 ? null : dice.roll(1_500),
    categoryIds: [16 + dice.roll(7)],
    images: dice.roll(3),
    attributes: isVariable ? parentAttributes() : [],
    groupedIds: special.type === 'grouped' ? state.products.slice(0, 3).map(one => one.id) : [],
    modified: Math.min(now - 60_000, created + dice.roll(20) * DAY_MS),
    ...onSale,
    ...special,
  })
}

export function blankProduct(id: number, given: { name: string; created: Instant; sku?: string }): Product {
  return {
    id,
    type: 'simple',
    parentId: 0,
    status: 'publish',
    statusBeforeTrash: null,
    slug: slugify(given.name),
    sku: '',
    globalUniqueId: '',
    description: '',
    regularPrice: '',
    salePrice: '',
    saleFrom: null,
    saleTo: null,
    taxClass: '',
    manageStock: false,
    stock: null,
    virtual: false,
    weight: '',
    categoryIds: [15],
    images: 0,
    attributes: [],
    groupedIds: [],
    externalUrl: '',
    meta: [],
    modified: given.created,
    ...given,
  }
}

function parentAttributes(): Product['attributes'] {
  return [
    { id: 1, name: 'Färg', slug: 'pa_farg', options: [...colours] },
    { id: 2, name: 'Storlek', slug: 'pa_storlek', options: [...sizes] },
    { id: 0, name: 'Material & tråd', slug: 'Material & tråd', options: ['Mässing', 'Trä'] },
  ]
}

/** Three to six; the last one has no SKU of its own (and so shows its parent's), the first shares its parent's stock. */
function makeVariations(state: State, parent: Product): void {
  const dice = takeDice(state.seed, 'variations', parent.id)
  const count = 3 + dice.roll(4)
  for (let n = 0; n < count; n++) {
    const shared = n === 0 && parent.manageStock === true
    const variation = makeVariation(state, parent, n)
    variation.sku = n === count - 1 ? '' : `${parent.sku || `P${parent.id}`}-${n + 1}`
    variation.regularPrice = `${49 + dice.roll(1_800)}`
    variation.manageStock = shared ? 'parent' : n % 3 !== 2
    variation.stock = variation.manageStock === true ? dice.roll(900) : null
    state.variations.push(variation)
  }
}

export function makeVariation(state: State, parent: Product, n: number): Product {
  const chosen = [colours[n % colours.length]!, sizes[n % sizes.length]!]
  const name = chosen.join(', ')
  const attributes = parent.attributes.slice(0, 2).map((one, at) => ({ ...one, options: [chosen[at]!] }))
  const blank = blankProduct(state.nextId++, { name, created: parent.created })
  return Object.assign(blank, {
    type: 'variation' as const,
    parentId: parent.id,
    slug: `${parent.slug}-${slugify(name)}`,
    taxClass: parent.taxClass,
    categoryIds: [],
    attributes,
    weight: '0.4',
    modified: parent.modified,
  })
}

function listSaleItems(state: State): SaleItem[] {
  const parents = new Map(state.products.map(product => [product.id, product]))
  const simple = state.products.filter(
    one => one.type === 'simple' && one.regularPrice !== '' && one.status === 'publish',
  )
  return [
    ...simple.map(one => saleItemOf(one)),
    ...state.variations.map(one => saleItemOf(one, parents.get(one.parentId))),
  ]
}

export function saleItemOf(product: Product, parent?: Product): SaleItem {
  return {
    productId: parent?.id ?? product.id,
    variationId: parent ? product.id : 0,
    name: parent ? `${parent.name} - ${product.name}` : product.name,
    gross: Math.round(Number(product.salePrice || product.regularPrice || 0) * 100),
    taxClass: product.taxClass,
    choices: parent ? product.attributes.map(({ slug, name, options }) => ({ slug, name, option: options[0]! })) : [],
  }
}

function longText(): string {
  const item = '<li>Lorem ipsum dolor sit amet, <em>consectetur</em> &nbsp; åäö ÅÄÖ é ß 日本語 🕯️</li>\n'
  const head =
    '<h2>Beskrivning</h2>\n<p>Handgjord i <strong>Småland</strong> &ndash; &quot;lagom&quot; &amp; hållbar.</p>\n'
  return `${head}<ul>\n${item.repeat(40)}</ul>\n<p><!-- ${hex(8, 'kommentar')} --><script>alert(1)</script></p>\n`
}
