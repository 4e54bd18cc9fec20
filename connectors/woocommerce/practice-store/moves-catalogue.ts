import { keepContent } from './compose-order.ts'
import { wholeSecond } from './dates.ts'
import { blankProduct, makeVariation } from './seed-catalogue.ts'
import { makePerson } from './seed-people.ts'
import { type Customer, findById, isHpos, type Product, placeOf, type State, secondsNow } from './state.ts'

export type ProductChange = Partial<Omit<Product, 'id' | 'type' | 'parentId'>>

export const findProduct = (state: State, id: number) => findById(state.products, id) ?? findById(state.variations, id)

export function createProduct(state: State, given: ProductChange & { readonly type?: Product['type'] } = {}): Product {
  const id = state.nextId++
  const blank = blankProduct(id, { name: given.name ?? `Ny vara ${id}`, created: given.created ?? secondsNow(state) })
  const product = Object.assign(blank, { regularPrice: '100', sku: `NY-${id}` }, given)
  state.products.push(product)
  state.revision++
  return product
}

/** Saves a product or a variation. On 10.5 a variation bumps its parent whatever was changed; on 8.1 so do price and stock. */
export function editProduct(state: State, id: number, change: ProductChange = {}, at?: Date): boolean {
  const product = findProduct(state, id)
  if (!product) return false
  const now = at ? wholeSecond(at) : secondsNow(state)
  Object.assign(product, change, { modified: now })
  const parent = product.parentId ? findById(state.products, product.parentId) : undefined
  const bumps = isHpos(state) || 'regularPrice' in change || 'salePrice' in change || 'stock' in change
  if (parent && bumps) parent.modified = now
  state.revision++
  return true
}

export const editVariation = editProduct

/** A sale or a delivery: bumps the product, and with a variation its parent, on every version. */
export const setStock = (state: State, id: number, stock: number) =>
  editProduct(state, id, { stock, manageStock: true })

/** Old order lines show the new SKU at once, and their orders are not bumped. */
export const renameSku = (state: State, id: number, sku: string) => editProduct(state, id, { sku })

/** Bumps the parent. */
export function addVariation(state: State, parentId: number, change: ProductChange = {}): Product | null {
  const parent = findById(state.products, parentId)
  if (!parent) return null
  const n = state.variations.filter(one => one.parentId === parentId).length
  const variation = Object.assign(makeVariation(state, parent, n), { regularPrice: '99' }, change)
  variation.modified = parent.modified = secondsNow(state)
  state.variations.push(variation)
  state.revision++
  return variation
}

export function removeVariation(state: State, id: number): boolean {
  const variation = findById(state.variations, id)
  if (!variation) return false
  state.variations.splice(placeOf(state.variations, id), 1)
  const parent = findById(state.products, variation.parentId)
  if (parent) parent.modified = secondsNow(state)
  state.revision++
  return true
}

/** Bumps, keeps the SKU, takes the variations along, and makes the slug `…__trashed`. */
export function trashProduct(state: State, id: number): boolean {
  const product = findById(state.products, id)
  if (!product || product.status === 'trash') return false
  product.statusBeforeTrash = product.status
  for (const one of state.variations) if (one.parentId === id) one.status = 'trash'
  return editProduct(state, id, { status: 'trash', slug: `${product.slug}__trashed` })
}

export function restoreProduct(state: State, id: number): boolean {
  const product = findById(state.products, id)
  if (product?.status !== 'trash') return false
  const status = product.statusBeforeTrash ?? 'draft'
  for (const one of state.variations) if (one.parentId === id) one.status = 'publish'
  return editProduct(state, id, { status, statusBeforeTrash: null, slug: product.slug.replace(/__trashed$/, '') })
}

/** Gone, its variations with it; old order lines show `product_id` 0 from now on. */
export function deleteProduct(state: State, id: number): boolean {
  if (findById(state.variations, id)) return removeVariation(state, id)
  if (!findById(state.products, id)) return false
  state.products.splice(placeOf(state.products, id), 1)
  state.variations = state.variations.filter(one => one.parentId !== id)
  state.revision++
  return true
}

/** Bumps no product. */
export function renameCategory(state: State, id: number, name: string): boolean {
  const category = findById(state.categories, id)
  if (!category) return false
  category.name = name
  state.revision++
  return true
}

export type CustomerChange = Partial<Omit<Customer, 'id' | 'created' | 'username'>>

export function createCustomer(state: State, given: CustomerChange & { readonly created?: number } = {}): Customer {
  const created = given.created ?? secondsNow(state)
  const person = makePerson(state, { username: `kund${state.nextCustomerId}`, role: 'customer', created })
  Object.assign(person, { modified: created }, given)
  state.customers.push(person)
  state.revision++
  return person
}

export function editCustomer(state: State, id: number, change: CustomerChange = {}, at?: Date): boolean {
  const person = findById(state.customers, id)
  if (!person) return false
  Object.assign(person, change, { modified: at ? wholeSecond(at) : secondsNow(state) })
  state.revision++
  return true
}

/** Gone at once, there is no trash; the orders stay, as a guest's, and are not bumped. */
export function deleteCustomer(state: State, id: number): boolean {
  if (!findById(state.customers, id)) return false
  state.customers.splice(placeOf(state.customers, id), 1)
  for (const row of state.orders.filter(one => one.customerId === id)) {
    keepContent(state, row)
    row.customerId = 0
  }
  state.revision++
  return true
}
