import t from 'tap'
import { mapCategory, RawCategory } from '../../../../connectors/woocommerce/map/collection.ts'
import { mapProduct, RawProduct } from '../../../../connectors/woocommerce/map/product.ts'
import { mapStockLevel, RawStockLevel } from '../../../../connectors/woocommerce/map/stock.ts'
import { Collection, canonical } from '../../../../src/sdk/index.ts'
import { recorded, recordedList, storeFacts } from '../records.ts'

const product = (raw: object) => canonical.products.parse(mapProduct(RawProduct.parse(raw), storeFacts))
const variable = () => ({ ...recorded('product_variable'), koppla_variations: recordedList('variations_list') })

t.test('products of every type fit', async t => {
  const names = ['simple', 'grouped', 'external', 'draft', 'no_price', 'on_sale_scheduled', 'html_name', '12345']
  for (const name of names)
    t.equal(product(recorded(`product_${name}`)).externalId, String(recorded(`product_${name}`).id))
})

t.test('a product without variations has one variant: itself', async t => {
  const { variants } = product(recorded('product_12345'))
  t.match(variants, [
    {
      externalId: '55',
      sku: 'SKU-00023',
      price: { current: '12.345', regular: '12.345', sale: null, currency: 'SEK', includesTax: true },
      stock: { managed: false, quantity: null, status: 'out_of_stock' },
      options: [],
      active: true,
    },
  ])
  t.equal(variants.length, 1)
})

t.test('no price is no price, not 0', async t => {
  t.match(product(recorded('product_no_price')).variants[0]?.price, { current: null, regular: null })
})

t.test('a sale has its time, in UTC', async t => {
  const mapped = product(recorded('product_draft'))
  t.match(mapped, { status: 'draft', externalStatus: 'draft', slug: null })
  t.match(mapped.variants[0], {
    active: false,
    price: {
      current: '55.2',
      regular: '69',
      sale: '55.2',
      saleFrom: '2026-10-31T23:00:00.000Z',
      saleTo: '2026-12-24T22:59:59.000Z',
    },
  })
})

t.test('a variable product has the variations that were read beside it', async t => {
  const mapped = product(variable())
  t.strictSame(
    mapped.variants.map(({ externalId }) => externalId),
    recordedList('variations_list').map(({ id }) => String(id)),
  )
  const black = mapped.variants.find(({ externalId }) => externalId === '32')
  t.match(black, {
    name: 'Svart, XL',
    sku: 'SKU-00010-4',
    options: [
      { name: 'Färg', value: 'Svart' },
      { name: 'Storlek', value: 'XL' },
    ],
    stock: { managed: true, quantity: '-3', status: 'out_of_stock', backorders: false },
  })
  t.match(mapped.attributes[0], {
    name: 'Färg',
    forVariants: true,
    values: ['Blå', 'Grön', 'Mässing', 'Röd', 'Svart', 'Vit'],
  })
  t.strictSame(mapped.attributes.at(-1), { name: 'Material & tråd', values: ['Mässing', 'Trä'], forVariants: false })
})

t.test('on 8.1, where variations have no name, the chosen options are it', async t => {
  const { name, type, parent_id, global_unique_id, ...old } = recorded('variation_one')
  const [variant] = product({ ...recorded('product_variable'), koppla_variations: [old] }).variants
  t.equal(variant?.name, 'Röd, S')
})

t.test('a variation that shares its product’s stock shows that', async t => {
  const shared = { ...recorded('variation_one'), manage_stock: 'parent', stock_quantity: 837 }
  const raw = { ...recorded('product_variable'), manage_stock: true, stock_quantity: 12, backorders: 'notify' }
  const [variant] = product({ ...raw, koppla_variations: [shared] }).variants
  t.match(variant?.stock, { managed: true, quantity: '12', backorders: true })
  t.match(mapStockLevel(RawStockLevel.parse({ ...shared, koppla_product: raw })), {
    externalId: '29',
    parentExternalId: '28',
    variantExternalId: '29',
    managed: true,
    quantity: '12',
    deleted: false,
  })
})

t.test('a grouped product names what it groups, a bundle what it is made of', async t => {
  t.strictSame(product(recorded('product_grouped')).componentExternalIds, ['15', '16', '17', '18'])
  t.equal(product(recorded('product_grouped')).brand, 'Skultuna')
  const bundled_items = [
    { bundled_item_id: 1, product_id: 16 },
    { bundled_item_id: 2, product_id: 16 },
  ]
  t.strictSame(product({ ...recorded('product_simple'), type: 'bundle', bundled_items }).componentExternalIds, ['16'])
})

t.test('names of products stay as typed, names of terms are decoded', async t => {
  t.equal(product(recorded('product_html_name')).name, 'Kaffe & te "lyx" <b>fet</b> 5 < 6 – 100 % 🕯️')
  const tags = [{ id: 9, name: 'Kafé &amp; te', slug: 'kafe-te' }]
  t.strictSame(product({ ...recorded('product_simple'), tags }).tags, ['Kafé & te'])
})

t.test('images, groups, weight and measures are taken', async t => {
  const mapped = product(recorded('product_simple'))
  t.match(mapped.images[0], { externalId: '11', alt: 'Bild på ljusstake nr 2', url: /produktbild-2\.jpg$/ })
  t.match(mapped.variants[0], { imageUrl: /produktbild-2\.jpg$/ })
  t.match(product(recorded('product_12345')), {
    weight: '0.4',
    dimensions: { length: '10', width: '5.5', height: '24' },
    collectionExternalIds: ['19'],
    taxable: true,
    taxClass: 'bokmoms',
  })
  t.equal(product(recorded('product_html_name')).dimensions, null)
})

t.test('a product in the trash is marked', async t => {
  t.match(product({ ...recorded('product_simple'), status: 'trash' }), { deleted: true, status: 'other' })
})

t.test('categories keep their tree, and their names are decoded', async t => {
  const categories = recordedList('product_categories').map(raw =>
    Collection.parse(mapCategory(RawCategory.parse(raw))),
  )
  t.match(categories[1], { externalId: '20', name: 'Kafé & te', slug: 'kafe-te', parentExternalId: null })
})

t.test('the map leaves its input alone and gives the same again', async t => {
  const raw = RawProduct.parse(variable())
  const before = structuredClone(raw)
  t.strictSame(mapProduct(raw, storeFacts), mapProduct(raw, storeFacts))
  t.strictSame(raw, before)
})
