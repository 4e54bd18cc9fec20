import { hash } from '../../../src/sdk/testing/index.ts'
import { findById, isHpos, type Product, type State } from './state.ts'
import { gmtTime, linksOf, linkTo, localTime, showMeta, type View } from './view.ts'

const NONE: readonly Product[] = []
const byParent = new WeakMap<State, { revision: number; groups: ReadonlyMap<number, readonly Product[]> }>()

export function variationsOf(state: State, parentId: number): readonly Product[] {
  let known = byParent.get(state)
  if (known?.revision !== state.revision) {
    known = { revision: state.revision, groups: Map.groupBy(state.variations, one => one.parentId) }
    byParent.set(state, known)
  }
  return known.groups.get(parentId) ?? NONE
}

export function isOnSale(state: State, product: Product): boolean {
  const now = state.clock.now().getTime()
  return product.salePrice !== '' && (product.saleFrom ?? 0) <= now && now <= (product.saleTo ?? Number.MAX_VALUE)
}

/** What is paid today; the least of its variations for a parent, "" where no price was set. */
export function priceOf(state: State, product: Product): string {
  if (product.type === 'variable' || product.type === 'grouped') {
    const parts = product.type === 'variable' ? visibleOf(state, product) : groupOf(state, product)
    const prices = parts.map(one => priceOf(state, one)).filter(price => price !== '')
    return prices.sort((a, b) => Number(a) - Number(b))[0] ?? ''
  }
  return isOnSale(state, product) ? product.salePrice : product.regularPrice
}

/** In the trash a product's variations are there with it, and it names none. */
const visibleOf = (state: State, product: Product) =>
  variationsOf(state, product.id).filter(one => one.status !== 'trash')

const groupOf = (state: State, product: Product) =>
  product.groupedIds.flatMap(id => findById(state.products, id) ?? []).filter(one => one.type === 'simple')

/** The keys that a product and a variation share, each in its place. */
function showSale(view: View, product: Product) {
  const onSale =
    product.type === 'variable'
      ? variationsOf(view.state, product.id).some(one => isOnSale(view.state, one))
      : isOnSale(view.state, product)
  return {
    price: priceOf(view.state, product),
    regular_price: product.regularPrice,
    sale_price: product.salePrice,
    date_on_sale_from: localTime(view, product.saleFrom),
    date_on_sale_from_gmt: gmtTime(product.saleFrom),
    date_on_sale_to: localTime(view, product.saleTo),
    date_on_sale_to_gmt: gmtTime(product.saleTo),
    on_sale: onSale,
  }
}

const downloads = (product: Product) => ({
  virtual: product.virtual,
  downloadable: false,
  downloads: [],
  download_limit: -1,
  download_expiry: -1,
})

function showStock(state: State, product: Product) {
  const counted = product.manageStock === 'parent' ? findById(state.products, product.parentId) : product
  const stock = product.manageStock === false ? null : (counted?.stock ?? null)
  return { stock, status: stock !== null && stock <= 0 ? 'outofstock' : 'instock' }
}

const backorders = { backorders: 'no', backorders_allowed: false, backordered: false, low_stock_amount: null }
const dimensions = { length: '', width: '', height: '' }
const shippingClass = { shipping_class: '', shipping_class_id: 0 }

const stamps = (view: View, product: Product) => ({
  date_created: localTime(view, product.created),
  date_created_gmt: gmtTime(product.created),
  date_modified: localTime(view, product.modified),
  date_modified_gmt: gmtTime(product.modified),
})

/** A product as `GET /products/{id}` gives it: a variation too, in product shape, when it is asked for there. */
export function showProduct(view: View, product: Product) {
  const { state } = view
  const stock = showStock(state, product)
  const parent = product.parentId ? findById(state.products, product.parentId) : undefined
  return {
    id: product.id,
    name: parent ? `${parent.name} - ${product.name}` : product.name,
    slug: product.slug,
    permalink: permalinkOf(view, product),
    ...stamps(view, product),
    type: product.type,
    status: product.status,
    featured: false,
    catalog_visibility: 'visible',
    description: product.description,
    short_description: '<p>Kort text</p>\n',
    sku: product.sku || (parent?.sku ?? ''),
    ...showSale(view, product),
    purchasable: priceOf(state, product) !== '' && !['external', 'grouped'].includes(product.type),
    total_sales: 0,
    ...downloads(product),
    external_url: product.externalUrl,
    button_text: product.externalUrl ? 'Köp hos partner' : '',
    tax_status: 'taxable',
    tax_class: product.taxClass,
    manage_stock: product.manageStock !== false,
    stock_quantity: stock.stock,
    ...backorders,
    sold_individually: false,
    weight: product.weight,
    dimensions,
    shipping_required: !product.virtual,
    shipping_taxable: true,
    ...shippingClass,
    reviews_allowed: true,
    average_rating: '0.00',
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: product.parentId,
    purchase_note: '',
    ...showTerms(view, product),
    images: showImages(view, product),
    attributes: showAttributes(product),
    default_attributes: [],
    variations: visibleOf(state, product).map(one => one.id),
    grouped_products: product.groupedIds,
    menu_order: 0,
    price_html: `<span class="woocommerce-Price-amount amount">${priceOf(state, product)}</span>`,
    related_ids: [],
    meta_data: showMeta(product.meta),
    stock_status: stock.status,
    has_options: product.type === 'variable',
    post_password: '',
    ...(isHpos(state) && { global_unique_id: product.globalUniqueId }),
    _links: {
      ...linksOf(view, `products/${product.id}`),
      ...(parent && { up: linkTo(view, `products/${parent.id}`) }),
    },
  }
}

/** A variation as its own routes give it. `/variations` links it to itself there and to a parent 0: so does the real one. */
export function showVariation(view: View, product: Product, options: { readonly global: boolean }) {
  const { state } = view
  const stock = showStock(state, product)
  const parent = findById(state.products, product.parentId)
  const self = options.global ? `variations/${product.id}` : `products/${product.parentId}/variations/${product.id}`
  const links = linksOf(view, self, options.global ? null : undefined)
  return {
    id: product.id,
    ...(isHpos(state) && { type: 'variation' }),
    ...stamps(view, product),
    description: product.description,
    permalink: permalinkOf(view, product),
    sku: product.sku || (parent?.sku ?? ''),
    ...(isHpos(state) && { global_unique_id: product.globalUniqueId }),
    ...showSale(view, product),
    status: product.status,
    purchasable: priceOf(state, product) !== '',
    ...downloads(product),
    tax_status: 'taxable',
    tax_class: product.taxClass,
    manage_stock: product.manageStock,
    stock_quantity: stock.stock,
    stock_status: stock.status,
    ...backorders,
    weight: product.weight,
    dimensions,
    ...shippingClass,
    image: null,
    attributes: showAttributes(product),
    menu_order: 0,
    meta_data: showMeta(product.meta),
    ...(isHpos(state) && { name: product.name, parent_id: product.parentId }),
    _links: { ...links, up: linkTo(view, `products/${options.global ? 0 : product.parentId}`) },
  }
}

function permalinkOf({ home, state }: View, product: Product): string {
  const slug = product.parentId ? findById(state.products, product.parentId)?.slug : product.slug
  const hidden = product.status === 'draft' || product.status === 'trash'
  return hidden ? `${home}/?post_type=product&p=${product.id}` : `${home}/product/${slug}/`
}

function showTerms({ state }: View, product: Product) {
  const categories = state.categories.filter(one => product.categoryIds.includes(one.id))
  return {
    categories: categories.map(({ id, name, slug }) => ({ id, name, slug })),
    ...(isHpos(state) && { brands: [] }),
    tags: [],
  }
}

/** The local time of an image is two hours ahead of its gmt value, in winter too: the real one says the same. */
function showImages(view: View, product: Product) {
  const times = {
    date_created: localTime(view, product.created + 3_600_000),
    date_created_gmt: gmtTime(product.created),
  }
  const modified = { date_modified: times.date_created, date_modified_gmt: times.date_created_gmt }
  return Array.from({ length: product.images }, (_, n) => {
    const id = 10 + (hash(product.id, n) % 3)
    const src = `${view.home}/wp-content/uploads/produktbild-${id}.jpg`
    const sizes = { srcset: `${src} 800w`, sizes: '(max-width: 800px) 100vw, 800px', thumbnail: src }
    return { id, ...times, ...modified, src, name: `produktbild ${id}`, alt: '', ...(isHpos(view.state) && sizes) }
  })
}

function showAttributes(product: Product) {
  if (product.type === 'variation') {
    return product.attributes.map(({ id, name, slug, options }) => ({ id, name, slug, option: options[0]! }))
  }
  return product.attributes.map(({ id, name, slug, options }, position) => {
    return { id, name, slug, position, visible: true, variation: position < 2, options }
  })
}
