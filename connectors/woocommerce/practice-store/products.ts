import { answerList, type Collection } from './listing.ts'
import { dated, paging, type Rules } from './parameters.ts'
import { type Call, fail, ok, readList, readText } from './request.ts'
import { one, onlyNew, type Route, type Visit } from './routes.ts'
import { showCategory } from './show-people.ts'
import { isOnSale, priceOf, showProduct, showVariation, variationsOf } from './show-product.ts'
import { type Category, findById, type Product, type State } from './state.ts'
import type { View } from './view.ts'

const statuses = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish']

const productRules: Rules = {
  ...paging,
  ...dated,
  orderby: {
    is: 'string',
    among: ['date', 'id', 'include', 'title', 'slug', 'modified', 'price', 'popularity', 'rating', 'menu_order'],
  },
  status: { is: 'list', among: statuses },
  type: { is: 'string', among: ['simple', 'grouped', 'external', 'variable'] },
  sku: { is: 'string' },
  category: { is: 'string' },
  on_sale: { is: 'boolean' },
  parent: { is: 'ids' },
}

const compare = {
  title: (a: Product, b: Product) => a.name.localeCompare(b.name),
  slug: (a: Product, b: Product) => (a.slug < b.slug ? -1 : 1),
}

/** Drafts and private ones too, of every kind; variations only where their SKU is asked for. */
const listProducts = (view: View, call: Call): Collection<Product> => ({
  kind: 'products',
  name: 'products',
  rules: productRules,
  rows: state => (call.parameters.has('sku') ? merge(state.products, state.variations) : state.products),
  keep: keepProduct,
  show: product => showProduct(view, product),
  defaultOrderBy: 'date',
  compare: { ...compare, price: (a, b) => Number(priceOf(view.state, a)) - Number(priceOf(view.state, b)) },
})

const merge = (a: readonly Product[], b: readonly Product[]) => [...a, ...b].sort((x, y) => x.id - y.id)

function keepProduct(state: State, { parameters }: Call): (product: Product) => boolean {
  const wanted = new Set(readList(parameters.get('status') ?? 'any'))
  const type = readText(parameters.get('type'))
  const skus = parameters.has('sku') ? new Set(readText(parameters.get('sku'))!.split(',')) : null
  const category = Number(readText(parameters.get('category')) ?? 0)
  const search = readText(parameters.get('search'))?.toLowerCase()
  const onSale = parameters.has('on_sale')
  return product =>
    (wanted.has('any') ? product.status !== 'trash' : wanted.has(product.status)) &&
    (type === undefined || product.type === type) &&
    (!skus || skus.has(product.sku)) &&
    (!category || product.categoryIds.includes(category)) &&
    (!onSale || isOnSale(state, product)) &&
    (!search || product.name.toLowerCase().includes(search) || product.sku.toLowerCase().includes(search))
}

const variationRules: Rules = { ...productRules, type: { is: 'string' } }

const listVariations = (view: View, rows: readonly Product[], global: boolean): Collection<Product> => ({
  kind: 'variations',
  name: `variations of ${global ? 'all' : rows[0]?.parentId}`,
  rules: variationRules,
  rows: () => rows,
  keep: keepProduct,
  show: product => showVariation(view, product, { global }),
  defaultOrderBy: 'date',
  compare,
})

const categoryRules: Rules = {
  ...paging,
  orderby: { is: 'string', among: ['id', 'include', 'name', 'slug', 'term_group', 'description', 'count'] },
}

const listCategories = (view: View): Collection<Category> => ({
  kind: 'categories',
  name: 'categories',
  rules: categoryRules,
  rows: state => state.categories,
  keep: () => () => true,
  show: category => showCategory(view, category),
  defaultOrderBy: 'name',
  defaultOrder: 'asc',
  compare: { name: (a, b) => a.name.localeCompare(b.name, 'sv'), slug: (a, b) => (a.slug < b.slug ? -1 : 1) },
})

export const invalidProduct = (status = 404) => fail(status, 'woocommerce_rest_product_invalid_id', 'Invalid ID.')
export const invalidVariation = () => fail(404, 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.')

export const productOf = ({ state, ids }: Pick<Visit, 'state' | 'ids'>) =>
  findById(state.products, ids[0]!) ?? findById(state.variations, ids[0]!)

export function variationOf({ state, ids }: Visit): Product | undefined {
  const variation = findById(state.variations, ids[1]!)
  return variation?.parentId === ids[0] ? variation : undefined
}

export const productRoutes: readonly Route[] = [
  {
    path: '/wc/v3/products',
    method: 'GET',
    right: 'list',
    answer: visit => answerList(visit.state, visit, listProducts(visit.view, visit)),
  },
  {
    path: '/wc/v3/products/(\\d+)',
    method: 'GET',
    right: 'view',
    answer: visit => {
      const product = productOf(visit)
      return product ? one(visit, showProduct(visit.view, product)) : invalidProduct()
    },
  },
  {
    path: '/wc/v3/products/(\\d+)/variations',
    method: 'GET',
    right: 'list',
    answer: visit => {
      const rows = variationsOf(visit.state, visit.ids[0]!)
      return answerList(visit.state, visit, listVariations(visit.view, rows, false))
    },
  },
  {
    path: '/wc/v3/products/(\\d+)/variations/(\\d+)',
    method: 'GET',
    right: 'view',
    answer: visit => {
      const variation = variationOf(visit)
      return variation ? one(visit, showVariation(visit.view, variation, { global: false })) : invalidVariation()
    },
  },
  {
    path: '/wc/v3/variations',
    method: 'GET',
    right: 'list',
    exists: onlyNew,
    answer: visit => answerList(visit.state, visit, listVariations(visit.view, visit.state.variations, true)),
  },
  {
    path: '/wc/v3/products/categories',
    method: 'GET',
    right: 'list',
    answer: visit => answerList(visit.state, visit, listCategories(visit.view)),
  },
  {
    path: '/wc/v3/products/categories/(\\d+)',
    method: 'GET',
    right: 'view',
    answer: visit => {
      const category = findById(visit.state.categories, visit.ids[0]!)
      if (category) return one(visit, showCategory(visit.view, category))
      return fail(404, 'woocommerce_rest_term_invalid', 'Resource does not exist.')
    },
  },
  { path: '/wc/v3/products/brands', method: 'GET', right: 'list', exists: onlyNew, answer: () => ok([]) },
]
