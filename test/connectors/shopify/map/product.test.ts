import t from 'tap'
import { z } from 'zod'
import { whole } from '../../../../connectors/shopify/entities/product-queries.ts'
import { mapCollection } from '../../../../connectors/shopify/map/collection.ts'
import { mapProduct, RawProduct } from '../../../../connectors/shopify/map/product.ts'
import { mapVariant, type RawVariant } from '../../../../connectors/shopify/map/variant.ts'
import { createPracticeStore } from '../../../../connectors/shopify/practice-store/index.ts'
import scenario from '../../../../connectors/shopify/practice-store/scenario.ts'
import { Collection, canonical } from '../../../../src/sdk/index.ts'
import { ask } from '../ask-shop.ts'

const store = createPracticeStore({ products: 40, limit: { maximumAvailable: 5_000, restoreRate: 1_000_000 } })
const facts = { ...scenario.facts('https://shop.example'), counts: {} }
const { body } = await ask(store, whole.page, { variables: { first: 40 } })
const raws = z.object({ nodes: z.array(RawProduct) }).parse(body.data['listed']).nodes
const mapped = raws.map(raw => ({ raw, product: canonical.products.parse(mapProduct(raw, facts)) }))
const find = (what: (one: (typeof mapped)[number]) => boolean) => mapped.find(what)!

t.test('a product is what the shop says, in the words of the ERP', async t => {
  t.equal(mapped.length, 40)
  const { raw, product } = find(one => one.raw.status === 'ACTIVE' && !one.raw.hasOnlyDefaultVariant)
  t.match(product, {
    ...{ name: raw.title, slug: raw.handle, type: 'variable', status: 'active', externalStatus: 'ACTIVE' },
    ...{ brand: 'Ljusbutiken', tags: ['hem'], sku: null, url: /^https:/, description: `<p>${raw.title}</p>` },
    ...{ images: [{ url: /^https:/, alt: raw.title }], meta: { product_type: 'Hem' } },
    attributes: [{ name: 'Storlek', forVariants: true }, { name: 'Färg' }],
  })
  t.equal(product.externalId, /\d+$/.exec(raw.id)![0], 'its number, as it stands in the admin’s address')
  for (const variant of product.variants) t.equal(variant.options.length, 2)
})

t.test('a product without options has one variant, with an id of its own and no made-up option', async t => {
  const { raw, product } = find(one => one.raw.hasOnlyDefaultVariant && one.raw.variants.nodes[0]!.sku !== null)
  t.equal(product.type, 'simple')
  t.strictSame(product.attributes, [])
  const [variant, ...others] = product.variants
  t.strictSame([others.length, variant!.options], [0, []])
  t.not(variant!.externalId, product.externalId, 'which order lines name')
  t.match({ sku: product.sku, barcode: product.barcode }, { sku: variant!.sku, barcode: variant!.barcode })
  t.equal(mapProduct({ ...raw, isGiftCard: true }, facts).type, 'gift_card')
})

t.test('every status that a product can have is told', async t => {
  const [raw] = raws
  const status = (word: string) => mapProduct({ ...raw!, status: word }, facts).status
  t.strictSame(['ACTIVE', 'UNLISTED', 'DRAFT', 'ARCHIVED', 'A_NEW_WORD'].map(status), [
    ...['active', 'active', 'draft', 'other', 'other'],
  ])
})

const variantOf = (changes: Partial<RawVariant>) => mapVariant({ ...raws[0]!.variants.nodes[0]!, ...changes }, facts)

t.test('a sale is a price below the one to compare it with', async t => {
  t.match(variantOf({ price: '99.00', compareAtPrice: '149.50' }).price, {
    ...{ current: '99.00', regular: '149.50', sale: '99.00', currency: 'SEK', includesTax: true },
  })
  for (const compareAtPrice of [null, '99.00', '0.00'])
    t.match(variantOf({ price: '99.00', compareAtPrice }).price, { regular: '99.00', sale: null })
})

t.test('stock is counted where the shop counts it', async t => {
  const counted = (inventoryQuantity: number, inventoryPolicy: string) =>
    variantOf({ inventoryQuantity, inventoryPolicy, inventoryItem: { tracked: true, measurement: null } }).stock
  t.match(counted(3, 'DENY'), { managed: true, quantity: '3', status: 'in_stock', backorders: false })
  t.match(counted(-2, 'DENY'), { quantity: '-2', status: 'out_of_stock' })
  t.match(counted(0, 'CONTINUE'), { status: 'on_backorder', backorders: true })
  t.match(variantOf({ inventoryQuantity: 0, inventoryItem: { tracked: false, measurement: null } }).stock, {
    ...{ managed: false, quantity: null, status: 'in_stock' },
  })
})

t.test('a weight is told in kilograms', async t => {
  const weigh = (value: number, unit: string) =>
    variantOf({ inventoryItem: { tracked: true, measurement: { weight: { value, unit } } } }).weight
  t.equal(weigh(250, 'GRAMS'), '0.25')
  t.equal(weigh(100, 'KILOGRAMS'), '100')
  t.equal(weigh(1, 'POUNDS'), '0.453592')
  t.equal(weigh(16, 'OUNCES'), '0.453592')
  t.equal(weigh(0, 'GRAMS'), null)
  t.equal(weigh(1, 'STONES'), null)
})

t.test('a collection stands beside the others', async t => {
  const raw = { id: 'gid://shopify/Collection/41', title: 'Rea', handle: 'rea', descriptionHtml: '' }
  t.strictSame(Collection.parse(mapCollection(raw)), {
    ...{ externalId: '41', parentExternalId: null, name: 'Rea', slug: 'rea', description: null, position: null },
  })
})
