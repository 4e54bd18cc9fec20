import { keepContent } from './compose-order.ts'
import { showDate, wholeSecond } from './dates.ts'
import { makeCustomer } from './people.ts'
import { addProduct, makeConfigurable } from './seed-catalogue.ts'
import { type Address, type Customer, findById, type Product, placeOf, type State, secondsNow } from './state.ts'

const secondOf = (state: State, at: Date | undefined) => (at ? wholeSecond(at.getTime()) : secondsNow(state))

export type ProductChange = Partial<
  Pick<Product, 'name' | 'price' | 'status' | 'visibility' | 'description' | 'weight'>
>

export function createProduct(state: State, given: Partial<Product> = {}, at?: Date): Product {
  const created = secondOf(state, at)
  const n = state.next.product
  return addProduct(state, { type: 'simple', sku: `NY-${n}`, name: `Ny vara ${n}`, price: 10_000, created, ...given })
}

/** Three children and what holds them together. */
export const createConfigurable = (state: State): Product =>
  makeConfigurable(state, `SHIRT-${state.next.product}`, secondsNow(state))

/** Bumps. */
export function editProduct(state: State, id: number, change: ProductChange = {}, at?: Date): boolean {
  const product = findById(state.products, id)
  if (!product) return false
  Object.assign(product, change, { updated: secondOf(state, at) })
  state.revision++
  return true
}

/** “Update attributes” of the products that were ticked: does NOT bump. How many there were. */
export function massUpdate(state: State, ids: readonly number[], change: ProductChange): number {
  const products = ids.flatMap(id => findById(state.products, id) ?? [])
  for (const product of products) Object.assign(product, change)
  state.revision++
  return products.length
}

/** The products that a category has, from the category's own page: does NOT bump them. */
export function assignCategory(state: State, categoryId: number, ids: readonly number[]): void {
  for (const product of state.products) {
    const others = product.categoryIds.filter(id => id !== categoryId)
    product.categoryIds = ids.includes(product.id) ? [...others, categoryId] : others
  }
  state.revision++
}

type Days = readonly [first: number, last: number]

/** Does NOT bump. Null takes it away. From so many days from today until so many: by default it holds now. */
export function setSpecialPrice(state: State, id: number, price: number | null, days: Days = [-30, 30]): boolean {
  const product = findById(state.products, id)
  if (!product) return false
  const [from, to] = days.map(many => `${showDate(secondsNow(state) + many * 86_400_000).slice(0, 10)} 00:00:00`)
  product.special = price === null ? null : { price, from: from!, to: to! }
  state.revision++
  return true
}

/** Bumps; the stock goes along with the new SKU, old order lines keep theirs. */
export function renameSku(state: State, id: number, sku: string): boolean {
  const product = findById(state.products, id)
  if (!product) return false
  for (const item of state.sourceItems) if (item.sku === product.sku) item.sku = sku
  product.sku = sku
  return editProduct(state, id)
}

/** Gone: 404, and no list will ever tell. A parent loses the child and is not bumped. */
export function deleteProduct(state: State, id: number): boolean {
  const product = findById(state.products, id)
  if (!product) return false
  state.products.splice(placeOf(state.products, id), 1)
  for (const one of state.products) if (one.links.includes(id)) one.links = one.links.filter(link => link !== id)
  state.sourceItems = state.sourceItems.filter(one => one.sku !== product.sku)
  state.revision++
  return true
}

/** Does NOT bump the product. A source that has never held it begins to. */
export function setStock(state: State, id: number, quantity: number, source = 'default'): boolean {
  const product = findById(state.products, id)
  if (!product) return false
  writeStock(state, { sku: product.sku, source, quantity, status: 1 })
  return true
}

export interface StockWrite {
  readonly sku: string
  readonly source: string
  readonly quantity: number
  readonly status: 0 | 1
}

/** Nobody asks whether there is such a SKU. */
export function writeStock(state: State, { sku, source, quantity, status }: StockWrite): void {
  const held = state.sourceItems.find(one => one.sku === sku && one.source === source)
  if (held) Object.assign(held, { quantity, status })
  else state.sourceItems.push({ id: state.next.sourceItem++, sku, source, quantity, status })
  state.revision++
}

export function removeStock(state: State, sku: string, source: string): boolean {
  const before = state.sourceItems.length
  state.sourceItems = state.sourceItems.filter(one => one.sku !== sku || one.source !== source)
  state.revision++
  return state.sourceItems.length < before
}

export type CustomerChange = Partial<Pick<Customer, 'email' | 'firstName' | 'lastName' | 'taxvat' | 'groupId'>>

export function createCustomer(state: State, given: CustomerChange = {}, at?: Date): Customer {
  const person = Object.assign(makeCustomer(state, secondOf(state, at)), given)
  state.customers.push(person)
  state.revision++
  return person
}

/** Bumps. */
export function editCustomer(state: State, id: number, change: CustomerChange = {}, at?: Date): boolean {
  const person = findById(state.customers, id)
  if (!person) return false
  Object.assign(person, change, { updated: secondOf(state, at) })
  state.revision++
  return true
}

/** In the shop, by the customer: does NOT bump. */
export function editAddress(state: State, id: number, change: Partial<Address>): boolean {
  const person = findById(state.customers, id)
  const [first, ...others] = person?.addresses ?? []
  if (!person || !first) return false
  person.addresses = [{ ...first, ...change }, ...others]
  state.revision++
  return true
}

/** Gone; the orders stay, without a customer and yet not a guest's, and are not bumped. */
export function deleteCustomer(state: State, id: number): boolean {
  if (!findById(state.customers, id)) return false
  state.customers.splice(placeOf(state.customers, id), 1)
  for (const row of state.orders.filter(one => one.customerId === id)) {
    keepContent(state, row)
    row.customerId = null
  }
  state.revision++
  return true
}
