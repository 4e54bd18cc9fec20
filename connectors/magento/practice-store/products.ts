import { date, number, text } from './conditions.ts'
import { answerList, type Collection } from './listing.ts'
import { fail, ok } from './request.ts'
import type { Route, Visit } from './routes.ts'
import { SIZE, showChild, showProduct, showWhole } from './show-product.ts'
import { findById, type Product } from './state.ts'

const products: Collection<Product> = {
  name: 'products',
  eav: true,
  rows: state => state.products,
  columns: {
    entity_id: number(one => one.id),
    sku: text(one => one.sku),
    name: text(one => one.name),
    type_id: text(one => one.type),
    price: number(one => (one.price === null ? null : one.price / 100)),
    special_price: number(one => (one.special ? one.special.price / 100 : null)),
    status: number(one => one.status),
    visibility: number(one => one.visibility),
    attribute_set_id: number(() => 4),
    tax_class_id: number(one => one.taxClass),
    website_id: number(() => 1),
    created_at: date(one => one.created),
    updated_at: date(one => one.updated),
  },
  show: showProduct,
  idOf: one => one.id,
}

/** MySQL compares a SKU without regard to case. */
export const findBySku = ({ state, caught }: Visit): Product | undefined =>
  state.products.find(one => one.sku.toLowerCase() === caught[0]!.toLowerCase())

export const noProduct = () =>
  fail(404, "The product that was requested doesn't exist. Verify the product and try again.")

const one = (path: string, show: (product: Product, visit: Visit) => unknown): Route => ({
  ...{ path, method: 'GET', resource: 'Magento_Catalog::products' },
  answer: visit => {
    const product = findBySku(visit)
    return product ? ok(show(product, visit)) : noProduct()
  },
})

const showChildren = (product: Product, { state }: Visit) =>
  product.type === 'configurable' ? product.links.map(id => showChild(findById(state.products, id)!)) : []

const showOptions = (product: Product, { state }: Visit) =>
  showProduct(product, state).extension_attributes.configurable_product_options ?? []

const sizes = [
  { label: ' ', value: '' },
  { label: 'S', value: '4' },
  { label: 'M', value: '5' },
  { label: 'L', value: '6' },
]

export const productRoutes: readonly Route[] = [
  {
    path: '/V1/products',
    method: 'GET',
    resource: 'Magento_Catalog::products',
    answer: visit => answerList(visit, products),
  },
  {
    path: '/V1/products/attributes/:attributeCode',
    method: 'GET',
    resource: 'Magento_Catalog::attributes_attributes',
    answer: ({ caught }) => (caught[0] === SIZE.code ? ok(showSize()) : noAttribute(caught[0]!)),
  },
  {
    path: '/V1/products/attributes/:attributeCode/options',
    method: 'GET',
    resource: 'Magento_Catalog::attributes_attributes',
    answer: ({ caught }) => (caught[0] === SIZE.code ? ok(sizes) : noAttribute(caught[0]!)),
  },
  one('/V1/products/:sku', (product, { state }) => showWhole(product, state)),
  one('/V1/configurable-products/:sku/children', showChildren),
  one('/V1/configurable-products/:sku/options/all', showOptions),
]

export const noStock = (sku: string) => fail(404, 'The Product with the "%1" SKU doesn\'t exist.', [sku])

const noAttribute = (code: string) =>
  fail(404, 'The attribute with a "%1" attributeCode doesn\'t exist. Verify the attribute and try again.', [code])

const showSize = () => ({
  ...{ is_wysiwyg_enabled: false, is_html_allowed_on_front: false, used_for_sort_by: false, is_filterable: false },
  ...{ is_filterable_in_search: false, is_used_in_grid: false, is_visible_in_grid: false },
  ...{ is_filterable_in_grid: false, position: 0, apply_to: [], is_searchable: '0' },
  ...{ is_visible_in_advanced_search: '0', is_comparable: '0', is_used_for_promo_rules: '0' },
  ...{ is_visible_on_front: '0', used_in_product_listing: '0', is_visible: true, scope: 'global' },
  ...{ attribute_id: SIZE.id, attribute_code: SIZE.code, frontend_input: 'select', entity_type_id: '4' },
  ...{ is_required: false, options: sizes, is_user_defined: true, default_frontend_label: SIZE.label },
  ...{ frontend_labels: [], backend_type: 'int', default_value: '', is_unique: '0', validation_rules: [] },
  source_model: 'Magento\\Eav\\Model\\Entity\\Attribute\\Source\\Table',
})
