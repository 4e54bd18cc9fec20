import { type PracticeRecord, type PracticeStore, type Practised, practise } from '../../../src/sdk/testing/index.ts'
import type { VoucherKey } from './documents.ts'
import type { FortnoxStore } from './index.ts'
import { yearOf } from './ledger.ts'
import type { Day, Instant } from './state.ts'
import { dayOf, startOf } from './sweden.ts'

/** A record tells the day that it bears, if any, and no time of change; lists go by one all the same. */
const record = (id: string | number, day: Day | null, modified: Instant): PracticeRecord => ({
  externalId: String(id),
  createdAt: day === null ? null : new Date(startOf(day)).toISOString(),
  modifiedAt: null,
  changedAt: new Date(modified).toISOString(),
})

const products: Practised<FortnoxStore> = {
  records: state => state.articles.map(one => record(one.number, null, one.modified)),
  touch: (store, id, at) => store.editArticle(id, {}, at),
  changeQuietly: (store, id) =>
    store.setStock(id, 1 + (store.state.articles.find(one => one.number === id)?.quantity ?? 0)),
  remove: (store, id) => store.deleteArticle(id),
  create: (store, at) => store.createArticle(at).number,
}

const customers: Practised<FortnoxStore> = {
  records: state => state.customers.map(one => record(one.number, null, one.modified)),
  touch: (store, id, at) => store.editCustomer(id, {}, at),
  changeQuietly: (store, id) => store.moveQuietly(id),
  remove: (store, id) => store.deleteCustomer(id),
  create: (store, at) => store.createCustomer(at).number,
}

/** Orders and invoices are cancelled; nothing takes them away. */
const orders: Practised<FortnoxStore> = {
  records: state => state.orders.map(one => record(one.number, one.day, one.modified)),
  touch: (store, id, at) => store.touchOrder(Number(id), at),
  changeQuietly: (store, id) => store.editOrderQuietly(Number(id)),
  create: (store, at) => String(store.createOrder(at).number),
}

const invoices: Practised<FortnoxStore> = {
  records: state => state.invoices.map(one => record(one.number, one.day, one.modified)),
  touch: (store, id, at) => store.touchInvoice(Number(id), at),
  changeQuietly: (store, id) => store.payQuietly(Number(id), 0.5) || store.markSentQuietly(Number(id)),
  create: (store, at) => String(store.createInvoice(at).number),
}

/** `2/1930` */
const readAccountId = (id: string): [number, number] => id.split('/').map(Number) as [number, number]

const accounts: Practised<FortnoxStore> = {
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

const vouchers: Practised<FortnoxStore> = {
  records: state => state.vouchers.map(one => record(writeVoucherId(one), one.day, one.modified)),
  touch: (store, id, at) => store.touchVoucher(readVoucherId(id), at),
  changeQuietly: (store, id) => store.describeQuietly(readVoucherId(id)),
  remove: (store, id) => store.deleteVoucher(readVoucherId(id)),
  create: (store, at) => writeVoucherId(store.createVoucher(at)),
}

const practised = { products, stock: products, customers, orders, invoices, accounts, vouchers }

/** It has no trash. */
export const practiseStore = (store: FortnoxStore): PracticeStore => ({
  ...practise(store, practised),
  sideEffects: store.state.sideEffects,
})
