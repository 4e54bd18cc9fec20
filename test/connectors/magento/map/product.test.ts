import t from 'tap'
import { mapCategories, RawCategory } from '../../../../connectors/magento/map/collection.ts'
import { mapProduct, RawProduct } from '../../../../connectors/magento/map/product.ts'
import { Collection, canonical } from '../../../../src/sdk/index.ts'
import { bodyOf, itemsOf, recorded, storeFacts } from '../recorded.ts'

type Row = Record<string, unknown>

const product = (raw: Row) => canonical.products.parse(mapProduct(RawProduct.parse(raw), storeFacts))
const size = bodyOf('product_attribute_shirt_size')
const shirt = {
  ...bodyOf('product_configurable'),
  koppla_children: recorded('configurable_children').body,
  koppla_attributes: [size],
}
const simple = itemsOf('products_list')[0]!
const withAttributes = (more: Record<string, unknown>) => ({
  ...simple,
  custom_attributes: [
    ...(simple['custom_attributes'] as Row[]),
    ...Object.entries(more).map(([attribute_code, value]) => ({ attribute_code, value })),
  ],
})

t.test('a simple product is its own only variant', async t => {
  const mapped = product(simple)
  t.match(mapped, {
    externalId: '1',
    type: 'simple',
    name: 'Simple product 1',
    slug: 'simple-product-1',
    sku: 'SIMPLE-001',
    status: 'active',
    description: '<p>Desc 1</p>',
    createdAt: '2026-11-20T14:49:48.000Z',
    taxable: true,
  })
  t.match(mapped.variants, [{ stock: { quantity: null, status: null } }], 'which does not say whether it is in stock')
  t.match(mapped.variants, [
    { externalId: '1', sku: 'SIMPLE-001', price: { current: '59', regular: '59', currency: 'SEK', includesTax: true } },
  ])
})

t.test('a configurable product has its children as variants, with what they differ in told in words', async t => {
  const { variants, attributes } = product(shirt)
  t.strictSame(
    variants.map(({ externalId, sku, options, price }) => [externalId, sku, options, price.current]),
    [
      ['37', 'SHIRT-1-S', [{ name: 'Size', value: 'S' }], '200'],
      ['38', 'SHIRT-1-M', [{ name: 'Size', value: 'M' }], '200'],
      ['39', 'SHIRT-1-L', [{ name: 'Size', value: 'L' }], '200'],
    ],
  )
  t.strictSame(attributes, [{ name: 'Size', values: ['S', 'M', 'L'], forVariants: true }])
})

t.test('where attributes may not be read, values stand as their numbers and nothing is made up', async t => {
  const { variants, attributes } = product({ ...shirt, koppla_attributes: [] })
  t.strictSame(
    variants.map(({ options }) => options),
    [[], [], []],
  )
  t.strictSame(attributes, [{ name: 'Size', values: ['4', '5', '6'], forVariants: true }])
})

t.test('a group or a dynamic bundle has no price of its own, a fixed bundle has', async t => {
  const price = (raw: Row) => product(raw).variants[0]?.price.current
  t.equal(price({ ...simple, type_id: 'grouped', price: 0 }), null)
  t.equal(price({ ...withAttributes({ price_type: '0' }), type_id: 'bundle', price: 0 }), null)
  t.equal(price({ ...withAttributes({ price_type: '1' }), type_id: 'bundle', price: 520 }), '520')
  const sold = withAttributes({ price_type: '1', special_price: '80.000000' })
  t.match(
    product({ ...sold, type_id: 'bundle', price: 520 }).variants[0]?.price,
    { sale: null },
    'that is a percentage',
  )
  t.strictSame(product({ ...simple, type_id: 'bundle', koppla_components: [1, 2] }).componentExternalIds, ['1', '2'])
})

t.test('a special price is told with the days of the store’s calendar, the last one included', async t => {
  const price = (more: Row) => product(withAttributes(more)).variants[0]?.price
  const days = { special_from_date: '2026-12-01 00:00:00', special_to_date: '2026-12-31 00:00:00' }
  t.match(price({ special_price: '49.000000', ...days }), {
    current: '59',
    regular: '59',
    sale: '49',
    saleFrom: '2026-11-30T23:00:00.000Z',
    saleTo: '2026-12-31T23:00:00.000Z',
  })
  t.match(price({ special_price: '49' }), { current: '49', regular: '59', sale: '49' }, 'without days it holds now')
  t.match(price({ special_price: '490' }), { current: '59', sale: '490' }, 'a dearer one is passed over')
  t.match(price({ special_price: '' }), { current: '59', sale: null })
})

t.test('disabled products are drafts, visibility is kept, and pictures have their whole address', async t => {
  const entry = { id: 7, media_type: 'image', label: null, disabled: false, file: '/t/e/test.jpg' }
  const mapped = product({ ...simple, status: 2, visibility: 1, media_gallery_entries: [entry] })
  t.match(mapped, { status: 'draft', externalStatus: 'disabled', meta: { visibility: 'not visible individually' } })
  t.strictSame(mapped.images, [
    { externalId: '7', url: 'https://magento.example/media/catalog/product/t/e/test.jpg', alt: null },
  ])
  t.equal(mapped.variants[0]?.active, false)
})

t.test('categories come out of the tree, without its root', async t => {
  const collections = mapCategories(RawCategory.parse(bodyOf('categories_tree')))
  t.strictSame(
    collections
      .map(one => Collection.parse(one))
      .map(({ externalId, parentExternalId, name }) => [externalId, parentExternalId, name]),
    [['2', null, 'Default Category']],
  )
  const listed = withAttributes({}) as { custom_attributes: Row[] }
  const inOne = listed.custom_attributes.map(one =>
    one['attribute_code'] === 'category_ids' ? { ...one, value: ['2', '4'] } : one,
  )
  t.strictSame(product({ ...simple, custom_attributes: inOne }).collectionExternalIds, ['2', '4'])
})
