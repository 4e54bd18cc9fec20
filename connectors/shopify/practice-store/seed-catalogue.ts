import { takeDice } from '../../../src/sdk/testing/index.ts'
import { type Instant, newRow, type Product, type State, takeId, type Variant } from './state.ts'

const things = ['Lampa', 'Stol', 'Tröja', 'Mugg', 'Väska', 'Bok', 'Ljus', 'Pläd']
const kinds = ['Åre', 'Öland', 'Skåne', 'Ängsö', 'Norr', 'Söder']
const sizes = ['S', 'M', 'L', 'XL']
const colours = ['Röd', 'Blå', 'Grön']
export const DAY = 86_400_000

export function seedCatalogue(state: State, products: number): void {
  const opened = state.openedAt - 400 * DAY
  for (const name of ['Malmö', 'Umeå'])
    state.locations.push({ ...newRow(state, opened), name, active: true } as State['locations'][number])
  for (const title of ['Nytt', 'Rea', 'Hemma', 'Tomt'])
    state.collections.push({ ...newRow(state, opened), title, handle: title.toLowerCase() })
  for (let n = 0; n < products; n++) seedProduct(state, n)
}

/** One in forty is in many variants, more than the page of its product holds. */
function seedProduct(state: State, n: number): void {
  const dice = takeDice(state.seed, 'product', n)
  const created = state.openedAt - 300 * DAY + n * 3_600_000
  const product = makeProduct(state, {
    created,
    updated: created + dice.roll(200) * DAY,
    title: `${dice.pick(things)} ${dice.pick(kinds)} ${n}`,
    variants: n % 40 === 7 ? 30 : n % 3 === 0 ? 3 : 1,
    price: 1_000 + dice.roll(900) * 100 + 95,
  })
  product.status = n % 17 === 5 ? 'DRAFT' : n % 19 === 6 ? 'ARCHIVED' : 'ACTIVE'
  product.collectionIds = state.collections.slice(0, n % 3).map(({ id }) => id)
}

export interface ProductWanted {
  readonly created: Instant
  readonly updated?: Instant
  readonly title: string
  readonly variants: number
  readonly price: number
}

/** A product with its variants, each counted at every location. */
export function makeProduct(state: State, wanted: ProductWanted): Product {
  const { created, updated = created, title, variants } = wanted
  const product: Product = {
    ...newRow(state, created, updated),
    ...{
      title,
      handle: title.toLowerCase().replaceAll(' ', '-'),
      vendor: 'Ljusbutiken',
      type: 'Hem',
      status: 'ACTIVE',
    },
    ...{ tags: ['hem'], optionNames: variants > 1 ? ['Storlek', 'Färg'] : [], collectionIds: [], variants: [] },
  }
  for (let n = 0; n < variants; n++) product.variants.push(makeVariant(state, product, { n, price: wanted.price }))
  state.products.push(product)
  for (const { itemId } of product.variants) seedLevels(state, product, itemId)
  return product
}

export function makeVariant(state: State, product: Product, { n, price }: { n: number; price: number }): Variant {
  const { created, updated } = product
  const options = product.optionNames.length > 0 ? [`${sizes[n % 4]}${Math.floor(n / 12) || ''}`, colours[n % 3]!] : []
  return {
    ...{
      ...newRow(state, created, updated),
      options,
      price: price + n * 100,
      itemId: takeId(state),
      tracked: n % 5 !== 4,
    },
    // Some goods have no number of their own, and two may have the same.
    sku: n === 0 && product.id % 11 === 0 ? null : `SKU-${product.id % 1_000_000}-${n % 29}`,
    barcode: n % 2 === 0 ? `73${String(product.id).slice(-8).padStart(8, '0')}${n % 10}` : null,
    ...{
      compareAt: n % 4 === 1 ? price + n * 100 + 5_000 : null,
      weight: n % 7 === 6 ? null : 250,
      itemUpdated: updated,
    },
  }
}

function seedLevels(state: State, product: Product, itemId: number): void {
  for (const [n, { id: locationId }] of state.locations.entries()) {
    if (n > 0 && itemId % 3 !== 0) continue
    const amounts = { available: 40 - 15 * n + (itemId % 7), committed: itemId % 4 }
    state.levels.push({
      ...{ ...newRow(state, product.created, product.updated), itemId, productId: product.id, locationId, ...amounts },
    })
  }
}
