import { date, number, text } from './conditions.ts'
import { answerList, type Collection } from './listing.ts'
import { fail, ok } from './request.ts'
import type { Route, Visit } from './routes.ts'
import { showChild, showProduct, showWhole } from './show-product.ts'
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

export const productRoutes: readonly Route[] = [
  {
    path: '/V1/products',
    method: 'GET',
    resource: 'Magento_Catalog::products',
    answer: visit => answerList(visit, products),
  },
  one('/V1/products/:sku', (product, { state }) => showWhole(product, state)),
  one('/V1/configurable-products/:sku/children', showChildren),
  one('/V1/configurable-products/:sku/options/all', showOptions),
]

export const noStock = (sku: string) => fail(404, 'The Product with the "%1" SKU doesn\'t exist.', [sku])
