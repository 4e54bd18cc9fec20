import { makeArticle, makeCustomer } from './seed-catalogue.ts'
import { type Article, type Customer, nowOf, type Saved, type State, save } from './state.ts'

type Changeable<Row extends Saved> = Partial<Omit<Row, 'number' | 'modified'>>

export function createArticle(state: State, at?: Date): Article {
  let n = 5_000
  while (state.articles.some(one => one.number === `K${n}`)) n++
  const article = makeArticle(state, `K${n}`, { active: true, type: 'STOCK', stockGoods: true })
  save(state, article, at)
  return article
}

/** With nothing to change it is saved as it is. */
export function editArticle(state: State, number: string, changes: Changeable<Article> = {}, at?: Date): boolean {
  const article = state.articles.find(one => one.number === number)
  if (!article) return false
  save(state, Object.assign(article, changes), at)
  return true
}

/** Whether that changes when the article was changed is not known; here it does not, which is the harder case. */
export function setStock(state: State, number: string, quantity: number): boolean {
  const article = state.articles.find(one => one.number === number)
  if (!article) return false
  article.quantity = quantity
  state.revision++
  return true
}

/** No list tells of it. */
export function deleteArticle(state: State, number: string): boolean {
  const before = state.articles.length
  state.articles = state.articles.filter(one => one.number !== number)
  if (state.articles.length === before) return false
  state.revision++
  return true
}

export function createCustomer(state: State, at?: Date): Customer {
  const customer = makeCustomer(state, { active: true })
  save(state, customer, at)
  return customer
}

export function editCustomer(state: State, number: string, changes: Changeable<Customer> = {}, at?: Date): boolean {
  const customer = state.customers.find(one => one.number === number)
  if (!customer) return false
  save(state, Object.assign(customer, changes), at)
  return true
}

/** Which changes move the time of a customer is not known: this one does not. */
export function moveQuietly(state: State, number: string): boolean {
  const customer = state.customers.find(one => one.number === number)
  if (!customer) return false
  customer.address = `Nygatan ${nowOf(state) % 997}${customer.address.length}`
  state.revision++
  return true
}

/** Its number is never given to another one. No list tells of it. */
export function deleteCustomer(state: State, number: string): boolean {
  const before = state.customers.length
  state.customers = state.customers.filter(one => one.number !== number)
  if (state.customers.length === before) return false
  state.reservedNumbers.add(number)
  state.revision++
  return true
}
