import * as moves from './moves-catalogue.ts'
import { wantsForce } from './orders.ts'
import { refuse, wrongType } from './parameters.ts'
import { invalidProduct, invalidVariation } from './products.ts'
import { fail, type Reply } from './request.ts'
import { one, type Visit } from './routes.ts'
import { showProduct, showVariation } from './show-product.ts'
import { findById, type Product, type State } from './state.ts'

const texts = {
  name: 'name',
  sku: 'sku',
  regular_price: 'regularPrice',
  sale_price: 'salePrice',
  status: 'status',
} as const

export function postProduct(visit: Visit): Reply {
  const wrong = refuseTypes(visit) ?? refuseSku(visit.state, visit.json['sku'], null)
  if (wrong) return wrong
  const product = moves.createProduct(visit.state, { sku: '', regularPrice: '', ...readChange(visit, null) })
  return one(visit, showProduct(visit.view, product), 201)
}

export function putProduct(visit: Visit): Reply {
  const id = visit.ids.at(-1)!
  const { state } = visit
  if (findById(state.variations, id)) return askVariationRoute()
  const product = findById(state.products, id)
  if (!product) return invalidProduct(400)
  const wrong = refuseTypes(visit) ?? refuseSku(state, visit.json['sku'], id)
  if (wrong) return wrong
  moves.editProduct(state, id, readChange(visit, product))
  return one(visit, showProduct(visit.view, product))
}

export function putVariation(visit: Visit): Reply {
  const [parentId, id] = [visit.ids[0]!, visit.ids.at(-1)!]
  const variation = findById(visit.state.variations, id)
  if (variation?.parentId !== parentId) return invalidVariation()
  const wrong = refuseTypes(visit) ?? refuseSku(visit.state, visit.json['sku'], id)
  if (wrong) return wrong
  moves.editProduct(visit.state, id, readChange(visit, variation))
  return one(visit, showVariation(visit.view, variation, { global: false }))
}

const askVariationRoute = () =>
  fail(
    404,
    'woocommerce_rest_invalid_product_id',
    'To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.',
  )

/** A price is text and a stock is a whole number; a batch does not look. */
function refuseTypes({ json, loose }: Visit): Reply | null {
  if (loose) return null
  for (const name of ['regular_price', 'sale_price']) {
    if (name in json && typeof json[name] !== 'string') return refuse([[name, wrongType(name, 'string')]])
  }
  const stock = json['stock_quantity']
  const whole = stock === undefined || (String(stock).trim() !== '' && Number.isInteger(Number(stock)))
  return whole ? null : refuse([['stock_quantity', wrongType('stock_quantity', 'integer')]])
}

function refuseSku(state: State, sku: unknown, except: number | null): Reply | null {
  if (typeof sku !== 'string' || sku === '') return null
  const other = [...state.products, ...state.variations].find(one => one.sku === sku && one.id !== except)
  if (!other) return null
  if (other.status === 'trash') {
    const message = `The product with SKU (${sku}) you are trying to insert is already present in the lookup table`
    return fail(400, 'woocommerce_rest_product_not_created', message)
  }
  const more = { resource_id: other.id, unique_sku: `${sku}-1` }
  return fail(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', more)
}

/** `"99,50"` is 99.50; a stock for a product that counts none changes nothing. */
function readChange({ json }: Visit, product: Product | null): moves.ProductChange {
  const change: Record<string, unknown> = {}
  for (const [name, ours] of Object.entries(texts)) {
    const value = json[name]
    if (typeof value === 'string') change[ours] = name.endsWith('price') ? value.replace(',', '.') : value
  }
  const counts = json['manage_stock'] === true || (json['manage_stock'] === undefined && product?.manageStock === true)
  if (typeof json['manage_stock'] === 'boolean') change['manageStock'] = json['manage_stock']
  if ('stock_quantity' in json && counts) change['stock'] = Math.trunc(Number(json['stock_quantity'])) || 0
  return change
}

/** The answer to a trashing shows the product as it was; a second one is 410. */
export function deleteProduct(visit: Visit): Reply {
  const product = findById(visit.state.products, visit.ids.at(-1)!)
  if (!product) return invalidProduct()
  const force = wantsForce(visit)
  if (!force && product.status === 'trash') {
    return fail(410, 'woocommerce_rest_already_trashed', 'The product has already been deleted.')
  }
  const before = showProduct(visit.view, product)
  if (force) moves.deleteProduct(visit.state, product.id)
  else moves.trashProduct(visit.state, product.id)
  return one(visit, before)
}
