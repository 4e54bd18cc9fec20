import { tellEvent } from './events.ts'
import { makeProduct, makeVariant } from './seed-catalogue.ts'
import { makeCustomer } from './seed-orders.ts'
import { type Customer, gid, newRow, type Product, type Row, type State, save } from './state.ts'

const nowOf = (state: State) => state.clock.now().getTime()

function touch(state: State, row: Row | undefined, at?: Date): boolean {
  if (row) save(state, row, at)
  return row !== undefined
}

export function createProduct(state: State, at?: Date): Product {
  const created = at?.getTime() ?? nowOf(state)
  state.revision++
  return makeProduct(state, { created, title: `Ny vara ${state.products.length}`, variants: 2, price: 12_900 })
}

export const touchProduct = (state: State, id: number, at?: Date): boolean =>
  touch(
    state,
    state.products.find(one => one.id === id),
    at,
  )

/** A new price saves the variant and its product. */
export function setPrice(state: State, productId: number, price: number): boolean {
  const product = state.products.find(one => one.id === productId)
  const variant = product?.variants[0]
  if (!product || !variant) return false
  variant.price = price
  save(state, variant)
  return touch(state, product)
}

/** As many variants as a product may have are 2,048. */
export function addVariants(state: State, productId: number, upTo: number): boolean {
  const product = state.products.find(one => one.id === productId)
  if (!product) return false
  for (let n = product.variants.length; n < upTo; n++)
    product.variants.push(makeVariant(state, product, { n, price: 9_900 }))
  return touch(state, product)
}

/** Puts it into so many new collections, which saves them and not the product. */
export function putIntoCollections(state: State, productId: number, count: number): boolean {
  const product = state.products.find(one => one.id === productId)
  if (!product) return false
  for (let n = 0; n < count; n++) {
    const title = `Samling ${state.collections.length + 1}`
    const collection = { ...newRow(state, nowOf(state)), title, handle: title.toLowerCase().replace(' ', '-') }
    state.collections.push(collection)
    product.collectionIds = [...product.collectionIds, collection.id]
  }
  state.revision++
  return true
}

/** Puts it into a collection or takes it out, which saves the collection and not the product. */
export function moveToCollection(state: State, productId: number): boolean {
  const product = state.products.find(one => one.id === productId)
  const collection = state.collections.at(-1)
  if (!product || !collection) return false
  const inside = product.collectionIds.includes(collection.id)
  product.collectionIds = inside
    ? product.collectionIds.filter(id => id !== collection.id)
    : [...product.collectionIds, collection.id]
  return touch(state, collection)
}

export function deleteProduct(state: State, id: number): boolean {
  const product = state.products.find(one => one.id === id)
  if (!product) return false
  state.products = state.products.filter(one => one !== product)
  state.levels = state.levels.filter(one => one.productId !== id)
  tellEvent(state, { action: 'destroy', subjectType: 'PRODUCT', subjectId: gid('Product', id) })
  state.revision++
  return true
}

export function createCustomer(state: State, at?: Date): Customer {
  state.revision++
  return makeCustomer(state, at?.getTime() ?? nowOf(state))
}

export const touchCustomer = (state: State, id: number, at?: Date): boolean =>
  touch(
    state,
    state.customers.find(one => one.id === id),
    at,
  )

export function deleteCustomer(state: State, id: number): boolean {
  const before = state.customers.length
  state.customers = state.customers.filter(one => one.id !== id)
  if (state.customers.length === before) return false
  tellEvent(state, { action: 'destroy', subjectType: 'CUSTOMER', subjectId: gid('Customer', id) })
  state.revision++
  return true
}

/** A count saves the level and nothing else: neither the item nor the product. */
export function setStock(state: State, levelId: number, available: number, at?: Date): boolean {
  const level = state.levels.find(one => one.id === levelId)
  if (!level) return false
  level.available = available
  return touch(state, level, at)
}

export function removeLevel(state: State, levelId: number): boolean {
  const before = state.levels.length
  state.levels = state.levels.filter(one => one.id !== levelId)
  state.revision++
  return state.levels.length < before
}
