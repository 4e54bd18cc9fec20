import type { PracticeRecord } from '../../../src/sdk/testing/index.ts'
import type { VoucherKey } from './documents.ts'
import type { FortnoxStore } from './index.ts'
import { yearOf } from './ledger.ts'
import type { Day, Instant, State } from './state.ts'
import { dayOf, startOf } from './sweden.ts'

/** What the contract kit does to the records of one entity. What is absent cannot be done to them. */
interface Practised {
  readonly records: (state: State) => readonly PracticeRecord[]
  readonly touch: (store: FortnoxStore, id: string, at?: Date) => boolean
  readonly changeQuietly?: (store: FortnoxStore, id: string) => boolean
  readonly remove?: (store: FortnoxStore, id: string) => boolean
  readonly create: (store: FortnoxStore, at?: Date) => string | null
}

/** A record tells the day that it bears, if any, and no time of change; lists go by one all the same. */
const record = (id: string | number, day: Day | null, modified: Instant): PracticeRecord => ({
  externalId: String(id),
  createdAt: day === null ? null : new Date(startOf(day)).toISOString(),
  modifiedAt: null,
  changedAt: new Date(modified).toISOString(),
})

const products: Practised = {
  records: state => state.articles.map(one => record(one.number, null, one.modified)),
  touch: (store, id, at) => store.editArticle(id, {}, at),
  changeQuietly: (store, id) =>
    store.setStock(id, 1 + (store.state.articles.find(one => one.number === id)?.quantity ?? 0)),
  remove: (store, id) => store.deleteArticle(id),
  create: (store, at) => store.createArticle(at).number,
}

/** Of the articles whose stock is counted. */
const stock: Practised = {
  ...products,
  records: state => state.articles.filter(one => one.stockGoods).map(one => record(one.number, null, one.modified)),
}

const customers: Practised = {
  records: state => state.customers.map(one => record(one.number, null, one.modified)),
  touch: (store, id, at) => store.editCustomer(id, {}, at),
  changeQuietly: (store, id) => store.moveQuietly(id),
  remove: (store, id) => store.deleteCustomer(id),
  create: (store, at) => store.createCustomer(at).number,
}

/** Orders and invoices are cancelled; nothing takes them away. */
const orders: Practised = {
  records: state => state.orders.map(one => record(one.number, one.day, one.modified)),
  touch: (store, id, at) => store.touchOrder(Number(id), at),
  changeQuietly: (store, id) => store.editOrderQuietly(Number(id)),
  create: (store, at) => String(store.createOrder(at).number),
}

const invoices: Practised = {
  records: state => state.invoices.map(one => record(one.number, one.day, one.modified)),
  touch: (store, id, at) => store.touchInvoice(Number(id), at),
  changeQuietly: (store, id) => store.payQuietly(Number(id), 0.5) || store.markSentQuietly(Number(id)),
  create: (store, at) => String(store.createInvoice(at).number),
}

/** `2/1930` */
const readAccountId = (id: string): [number, number] => id.split('/').map(Number) as [number, number]

const accounts: Practised = {
  records: state => state.accounts.map(one => record(`${one.yearId}/${one.number}`, null, one.modified)),
  touch: (store, id, at) => store.touchAccount(...readAccountId(id), at),
  changeQuietly: (store, id) => store.renameAccountQuietly(...readAccountId(id)),
  remove: (store, id) => store.deleteAccount(...readAccountId(id)),
  create: (store, at) => {
    const { id } = yearOf(store.state, dayOf(store.state.clock.now().getTime()))
    return `${id}/${store.createAccount(id, at).number}`
  },
}

/** `2/A/17` */
const writeVoucherId = ({ yearId, series, number }: VoucherKey) => `${yearId}/${series}/${number}`
function readVoucherId(id: string): VoucherKey {
  const [yearId = '', series = '', number = ''] = id.split('/')
  return { yearId: Number(yearId), series, number: Number(number) }
}

const vouchers: Practised = {
  records: state => state.vouchers.map(one => record(writeVoucherId(one), one.day, one.modified)),
  touch: (store, id, at) => store.touchVoucher(readVoucherId(id), at),
  changeQuietly: (store, id) => store.describeQuietly(readVoucherId(id)),
  remove: (store, id) => store.deleteVoucher(readVoucherId(id)),
  create: (store, at) => writeVoucherId(store.createVoucher(at)),
}

const practised: Readonly<Record<string, Practised>> = {
  ...{ products, stock, customers, orders, invoices, accounts, vouchers },
}

/** The company as the contract kit handles it: it has no trash, and no list of it leaves anything out. */
export function practiseStore(store: FortnoxStore) {
  const { state } = store
  const of = (entity: string) => practised[entity]
  return {
    ...{ answer: store.answer, clock: state.clock, sideEffects: state.sideEffects },
    records: (entity: string) => of(entity)?.records(state) ?? [],
    touch: (entity: string, id: string, at?: Date) => of(entity)?.touch(store, id, at) ?? false,
    changeQuietly: (entity: string, id: string) => of(entity)?.changeQuietly?.(store, id) ?? false,
    trash: () => false,
    restore: () => false,
    remove: (entity: string, id: string) => of(entity)?.remove?.(store, id) ?? false,
    create: (entity: string, at?: Date) => of(entity)?.create(store, at) ?? null,
    hide: () => false,
  }
}
