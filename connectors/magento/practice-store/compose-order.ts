import { type Dice, takeDice } from '../../../src/sdk/testing/index.ts'
import { addressOf, nameFrom } from './people.ts'
import { EUR_RATE } from './shop.ts'
import type { Line, OrderContent, OrderRow, Product, SaleItem, State } from './state.ts'

/** Orders with something special, by their place among the seeded ones: every small shop has one of each. */
export const specialAt = {
  configurable: 0,
  fixedBundle: 2,
  dynamicBundle: 3,
  virtual: 4,
  coupon: 5,
  company: 6,
  twoRates: 7,
  partlyRefunded: 8,
  closed: 10,
  canceled: 11,
  partlyShipped: 12,
  holded: 13,
  euroBundle: 14,
} as const

const ITEMS_PER_ORDER = 100
const SHIPPING_GROSS = 5_900

/** What the order holds: as it was made, or as somebody left it. */
export const contentOf = (state: State, row: OrderRow): OrderContent => row.content ?? composeOrder(state, row)

/** The content to change: from now on it is kept. */
export function keepContent(state: State, row: OrderRow): OrderContent {
  row.content ??= composeOrder(state, row)
  return row.content
}

function composeOrder(state: State, row: OrderRow): OrderContent {
  const dice = takeDice(state.seed, row.id)
  const lines = composeLines(state, row, dice)
  const virtual = lines.length > 0 && lines.every(line => line.type === 'virtual')
  const summed = lines.some(line => line.priced === 'sum')
  const discounted = !summed && (row.seedIndex === specialAt.coupon || dice.chance(0.08))
  const company = row.seedIndex === specialAt.company || dice.chance(0.15)
  const euro = row.storeId === 2
  return {
    ...nameOf(state, row),
    taxvat: company ? 'SE556677889901' : null,
    currency: euro ? 'EUR' : 'SEK',
    rate: euro ? EUR_RATE : 1,
    billing: addressOf(state, { id: 2 * row.id, seed: ['billing', row.id], company }),
    shipping: virtual ? null : addressOf(state, { id: 2 * row.id - 1, seed: ['billing', row.id], company }),
    shippingGross: virtual ? 0 : SHIPPING_GROSS,
    coupon: discounted ? 'TEN' : null,
    discountPercent: discounted ? 10 : 0,
    lines,
    comments: [],
  }
}

/** What a customer was called when they first came: editing them changes no order. */
function nameOf(state: State, row: OrderRow): Pick<OrderContent, 'email' | 'firstName' | 'lastName'> {
  const { customerId } = row
  if (customerId === null) return { email: `gast${row.id}@example.test`, ...nameFrom(state, ['billing', row.id]) }
  return { email: `kund${customerId}@example.test`, ...nameFrom(state, ['customer', customerId]) }
}

function composeLines(state: State, row: OrderRow, dice: Dice): Line[] {
  if (state.saleItems.length === 0) return []
  const wanted = kindsAt[row.seedIndex] ?? []
  const special = wanted.flatMap(fits => state.saleItems.find(item => fits(state.goods.get(item.productId)!)) ?? [])
  const count = 1 + dice.roll(3)
  const items = special.length > 0 ? special : Array.from({ length: count }, () => dice.pick(state.saleItems))
  const lines: Line[] = []
  for (const item of items) {
    const sale = { firstId: row.id * ITEMS_PER_ORDER + lines.length, qty: 1 + dice.roll(4), dice }
    lines.push(...sellLines(state.goods, item, sale))
  }
  return lines
}

type Fits = (product: Readonly<Product>) => boolean

const kindsAt: Readonly<Record<number, readonly Fits[]>> = {
  [specialAt.configurable]: [one => one.type === 'simple', one => one.type === 'configurable'],
  [specialAt.fixedBundle]: [one => one.type === 'bundle' && !one.dynamicPrice],
  [specialAt.dynamicBundle]: [one => one.dynamicPrice],
  [specialAt.virtual]: [one => one.type === 'virtual'],
  [specialAt.coupon]: [one => one.taxClass === 4, one => one.type === 'configurable'],
  [specialAt.twoRates]: [one => one.taxClass === 4, one => one.taxClass === 2],
  [specialAt.partlyRefunded]: [one => one.taxClass === 4, one => one.type === 'simple'],
  [specialAt.partlyShipped]: [one => one.type === 'configurable', one => one.type === 'simple'],
  [specialAt.euroBundle]: [one => one.dynamicPrice, one => one.type === 'simple'],
}

interface Sale {
  readonly firstId: number
  readonly qty: number
  readonly dice: Dice
}

const percentOf = ({ taxClass }: Readonly<Product>) => (taxClass === 4 ? 12 : 25)

/** One row for a simple product; a configurable has its chosen child below it, a bundle its parts. */
export function sellLines(goods: State['goods'], item: SaleItem, { firstId, qty, dice }: Sale): Line[] {
  const product = goods.get(item.productId)!
  const line: Line = {
    ...{ itemId: firstId, parentItemId: null, productId: product.id, qty, size: null, partQtys: [] },
    ...{ sku: product.sku, name: product.name, weight: product.weight },
    ...{ type: item.kind, gross: product.price ?? 0, taxPercent: percentOf(product), priced: 'own' },
  }
  if (item.kind === 'bundle') return sellBundle(goods, line, product)
  if (item.kind !== 'configurable') return [line]
  const child = goods.get(dice.pick(product.links))!
  const parent = { ...line, sku: child.sku, gross: child.price ?? 0, size: child.size, taxPercent: percentOf(child) }
  return [parent, partOf(parent, child, { priced: 'part', qty, n: 1 })]
}

interface Part {
  readonly priced: 'own' | 'part'
  readonly qty: number
  readonly n: number
}

function partOf(parent: Line, product: Readonly<Product>, { priced, qty, n }: Part): Line {
  const own = priced === 'own'
  return {
    ...{ itemId: parent.itemId + n, parentItemId: parent.itemId, productId: product.id, type: 'simple' as const },
    ...{ sku: product.sku, name: product.name, qty, weight: product.weight, priced, size: null, partQtys: [] },
    ...{ gross: own ? (product.price ?? 0) : 0, taxPercent: own ? percentOf(product) : 0 },
  }
}

function sellBundle(goods: State['goods'], line: Line, bundle: Readonly<Product>): Line[] {
  const parts = bundle.parts.map(part => ({ ...part, product: goods.get(part.productId)! }))
  const parent: Line = {
    ...line,
    sku: [bundle.sku, ...parts.map(part => part.product.sku)].join('-'),
    priced: bundle.dynamicPrice ? 'sum' : 'own',
    partQtys: parts.map(part => part.qty),
  }
  const priced = bundle.dynamicPrice ? 'own' : 'part'
  return [
    parent,
    ...parts.map(({ product, qty }, n) => partOf(parent, product, { priced, qty: qty * line.qty, n: n + 1 })),
  ]
}
