import { showDate } from './dates.ts'
import { show } from './money.ts'
import { findById, type Product, type State } from './state.ts'
import { showStockItem } from './stock-item.ts'

export const SIZE = { id: 137, code: 'shirt_size', label: 'Size', values: [4, 5, 6] } as const

/** As lists show it: without its stock. */
export const showProduct = (product: Product, state: State) => ({
  ...showHead(product),
  extension_attributes: { website_ids: [1], ...showCategories(product), ...showKind(product, state) },
  product_links: product.type === 'grouped' ? showGroup(product, state) : [],
  options: [],
  media_gallery_entries: [],
  tier_prices: [],
  custom_attributes: showAttributes(product),
})

/** By its SKU: the stock is there as well. */
export function showWhole(product: Product, state: State) {
  const shown = showProduct(product, state)
  const { website_ids, ...kind } = shown.extension_attributes
  return { ...shown, extension_attributes: { website_ids, stock_item: showStockItem(state, product), ...kind } }
}

/** Below its parent: nothing that only an extension knows. */
export function showChild(product: Product) {
  const attributes = showAttributes(product)
  return {
    ...showHead(product),
    ...{ product_links: [], media_gallery_entries: [], tier_prices: [], custom_attributes: attributes },
  }
}

const showHead = (product: Product) => ({
  ...{ id: product.id, sku: product.sku, name: product.name, attribute_set_id: 4 },
  ...{ price: product.price === null ? undefined : show(product.price), status: product.status },
  ...{ visibility: product.visibility, type_id: product.type },
  ...{ created_at: showDate(product.created), updated_at: showDate(product.updated) },
  weight: product.weight ?? undefined,
})

/** Only where there are any. */
const showCategories = ({ categoryIds }: Product) =>
  categoryIds.length > 0 && {
    category_links: categoryIds.map((id, position) => ({ position, category_id: String(id) })),
  }

function showKind(product: Product, state: State) {
  if (product.type === 'configurable') {
    const values = SIZE.values.map(value => ({ value_index: value }))
    const option = { id: product.id, attribute_id: String(SIZE.id), label: SIZE.label, position: 0, values }
    return {
      configurable_product_options: [{ ...option, product_id: product.id }],
      configurable_product_links: product.links,
    }
  }
  return product.type === 'bundle' ? { bundle_product_options: showBundle(product, state) } : {}
}

const showBundle = ({ id, parts, sku }: Product, state: State) =>
  parts.map(({ productId, qty }, n) => ({
    ...{ option_id: id * 10 + n, title: `Part ${n + 1}`, required: true, type: 'select', position: n + 1, sku },
    product_links: [
      {
        ...{
          id: String(id * 10 + n),
          sku: findById(state.products, productId)?.sku ?? '',
          option_id: id * 10 + n,
          qty,
        },
        ...{ position: 1, is_default: true, price: 0, price_type: 0, can_change_quantity: 0 },
      },
    ],
  }))

const showGroup = ({ links, sku }: Product, state: State) =>
  links.flatMap((id, n) => {
    const linked = findById(state.products, id)
    if (!linked) return []
    return {
      ...{ sku, link_type: 'associated', linked_product_sku: linked.sku, linked_product_type: linked.type },
      ...{ position: n + 1, extension_attributes: { qty: 1 } },
    }
  })

function showAttributes(product: Product) {
  const { special, type } = product
  const values: Record<string, string | string[] | undefined> = {
    options_container: 'container2',
    msrp_display_actual_price_type: '0',
    url_key: product.sku.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    required_options: '0',
    has_options: '0',
    tax_class_id: String(product.taxClass),
    ...(product.size !== null && { shirt_size: String(product.size) }),
    category_ids: product.categoryIds.map(String),
    ...(product.description && { description: product.description }),
    ...(special && { special_price: show(special.price).toFixed(6), special_from_date: special.from }),
    ...(special && { special_to_date: special.to }),
    ...(type === 'bundle' && { price_type: product.dynamicPrice ? '0' : '1', sku_type: '0', weight_type: '0' }),
    ...(type === 'bundle' && { price_view: '0', shipment_type: '0' }),
  }
  return Object.entries(values).map(([attribute_code, value]) => ({ attribute_code, value }))
}
