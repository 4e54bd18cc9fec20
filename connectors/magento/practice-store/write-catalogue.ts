import { noCustomer } from './customers.ts'
import {
  deleteCustomer,
  deleteProduct,
  editCustomer,
  editProduct,
  removeStock,
  type StockWrite,
  setSpecialPrice,
  writeStock,
} from './moves-catalogue.ts'
import { findBySku, noProduct, noStock } from './products.ts'
import { fail, type Json, ok, type Reply } from './request.ts'
import type { Route, Visit } from './routes.ts'
import { showCustomer } from './show-address.ts'
import { showWhole } from './show-product.ts'
import { findById, type Product, type State } from './state.ts'

const rowsOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])
const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const inCents = (value: unknown) => Math.round(Number(value) * 100)

const ofProduct = (method: Route['method'], answer: (product: Product, visit: Visit) => Reply): Route => ({
  ...{ path: '/V1/products/:sku', method, resource: 'Magento_Catalog::products' },
  answer: visit => {
    const product = findBySku(visit)
    return product ? answer(product, visit) : noProduct()
  },
})

/** What is not named stays. */
function putProduct(product: Product, { state, json }: Visit): Reply {
  const { name, price, status, visibility, weight } = objectOf(json['product'])
  editProduct(state, product.id, {
    ...(name !== undefined && { name: String(name) }),
    ...(price !== undefined && { price: inCents(price) }),
    ...(status !== undefined && { status: status as 1 | 2 }),
    ...(visibility !== undefined && { visibility: visibility as Product['visibility'] }),
    ...(weight !== undefined && { weight: Number(weight) }),
  })
  return ok(showWhole(product, state))
}

/** Base prices bump, special prices do not. An unknown SKU is told in the list, with 200. */
const postPrices = (path: string, write: (state: State, id: number, price: number) => boolean): Route => ({
  ...{ path, method: 'POST', resource: 'Magento_Catalog::catalog' },
  answer: ({ state, json }) => {
    const refused = rowsOf(json['prices']).flatMap(({ sku, price }) => {
      const product = state.products.find(one => one.sku === sku)
      if (product && write(state, product.id, inCents(price))) return []
      const message =
        "The product that was requested doesn't exist. Verify the product and try again. Row ID: SKU = %SKU, Store ID: %storeId."
      return [{ message, parameters: [String(sku), '0'] }]
    })
    return ok(refused)
  },
})

function postSourceItems(visit: Visit): Reply {
  const { state, json } = visit
  const rows = rowsOf(json['sourceItems'])
  const most = state.limits?.arrayItems ?? Number.POSITIVE_INFINITY
  if (rows.length > most) {
    const type = 'Magento\\InventoryApi\\Api\\Data\\SourceItemInterface[]'
    return fail(400, 'Maximum items of type "%type" is %max', { type, max: most })
  }
  if (rows.length === 0) return fail(400, 'Input data is empty')
  const wrong = rows.some(one => typeof one['status'] !== 'number')
  if (wrong) return notNumeric('status')
  if (rows.some(one => !state.sources.includes(String(one['source_code']))))
    return fail(400, 'Could not save Source Item')
  for (const row of rows) writeStock(state, readStock(row))
  return ok([])
}

const readStock = (row: Json): StockWrite => ({
  ...{ sku: String(row['sku']), source: String(row['source_code']), quantity: Number(row['quantity']) },
  status: row['status'] === 0 ? 0 : 1,
})

const notNumeric = (field: string): Reply => ({
  status: 400,
  body: {
    message: `Validation Failed: "${field}" should be numeric.`,
    errors: [{ message: '"%field" should be numeric.', parameters: { field } }],
  },
})

function deleteSourceItems({ state, json }: Visit): Reply {
  for (const row of rowsOf(json['sourceItems'])) removeStock(state, String(row['sku']), String(row['source_code']))
  return ok([])
}

/** The legacy way: what the default source holds. */
function putStockItem(visit: Visit): Reply {
  const product = findBySku(visit)
  if (!product) return noStock(visit.caught[0]!)
  const { qty = 0, is_in_stock = true } = objectOf(visit.json['stockItem'])
  const status = is_in_stock ? 1 : 0
  writeStock(visit.state, { sku: product.sku, source: 'default', quantity: Number(qty), status })
  return ok(String(product.id))
}

function putCustomer({ state, json, caught }: Visit): Reply {
  const person = findById(state.customers, Number(caught[0]))
  if (!person) return noCustomer(caught[0]!)
  const { email, firstname, lastname, taxvat } = objectOf(json['customer'])
  editCustomer(state, person.id, {
    ...(email !== undefined && { email: String(email) }),
    ...(firstname !== undefined && { firstName: String(firstname) }),
    ...(lastname !== undefined && { lastName: String(lastname) }),
    ...(taxvat !== undefined && { taxvat: String(taxvat) }),
  })
  return ok(showCustomer(person))
}

const hasInventory = ({ inventory }: State) => inventory
const ASSIGN = 'Magento_InventoryApi::stock_source_item_assign'

export const catalogueWrites: readonly Route[] = [
  postPrices('/V1/products/base-prices', (state, id, price) => editProduct(state, id, { price })),
  postPrices('/V1/products/special-price', setSpecialPrice),
  ofProduct('PUT', putProduct),
  ofProduct('DELETE', (product, { state }) => ok(deleteProduct(state, product.id))),
  {
    ...{ path: '/V1/inventory/source-items', method: 'POST', resource: ASSIGN, exists: hasInventory },
    answer: postSourceItems,
  },
  {
    ...{ path: '/V1/inventory/source-items-delete', method: 'POST', resource: ASSIGN, exists: hasInventory },
    answer: deleteSourceItems,
  },
  {
    ...{ path: '/V1/products/:productSku/stockItems/:itemId', method: 'PUT' },
    ...{ resource: 'Magento_Catalog::catalog_inventory', answer: putStockItem },
  },
  {
    ...{ path: '/V1/customers/:customerId', method: 'PUT', resource: 'Magento_Customer::manage' },
    answer: putCustomer,
  },
  {
    ...{ path: '/V1/customers/:customerId', method: 'DELETE', resource: 'Magento_Customer::delete' },
    answer: ({ state, caught }) => (deleteCustomer(state, Number(caught[0])) ? ok(true) : noCustomer(caught[0]!)),
  },
]
