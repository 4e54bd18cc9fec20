// What the people of a company in Fortnox do. Each returns how many records it changed; 0: there was nothing to do it to.
import type { FortnoxStore } from '../../../connectors/fortnox/practice-store/index.ts'
import { pickBy } from '../random.ts'
import { on, overlapSeconds, secondsAgo, some } from './moves.ts'
import type { Books, Lot } from './shop.ts'

interface Shop extends Books {
  readonly store: FortnoxStore
}
type Move = (shop: Shop, a: number, b: number) => unknown

const ordersOf = ({ store }: Shop) => store.state.orders
const invoicesOf = ({ store }: Shop) => store.state.invoices
const articlesOf = ({ store }: Shop) => store.state.articles
const customersOf = ({ store }: Shop) => store.state.customers

const orderDeeds = ['createInvoiceOf', 'createInvoiceOf', 'cancelOrder', 'touchOrder'] as const
const invoiceDeeds = ['bookInvoice', 'payInvoice', 'payInvoice', 'cancelInvoice', 'touchInvoice'] as const

const moves = {
  createOrder: ({ store }) => store.createOrder(),
  editOrder: (shop, a) => on(ordersOf(shop), a, one => shop.store.editOrder(one.number)),
  editOrderQuietly: (shop, a) =>
    on(ordersOf(shop), a, one => {
      shop.silent.add(`orders ${one.number}`)
      return shop.store.editOrderQuietly(one.number)
    }),
  setStatus: (shop, a, b) => on(ordersOf(shop), a, one => shop.store[pickBy(orderDeeds, b)!](one.number)),
  bulkEdit: (shop, a, b) => {
    const rows = some(ordersOf(shop), { a, b }, 380)
    for (const one of rows) shop.store.editOrder(one.number)
    return rows.length
  },
  lateCommit: (shop, a) => shop.store.createOrder(secondsAgo(shop, Math.floor(a * overlapSeconds))),
  lateEdit: (shop, a, b) =>
    on(ordersOf(shop), a, one => shop.store.editOrder(one.number, secondsAgo(shop, Math.floor(b * overlapSeconds)))),
  createInvoice: ({ store }) => store.createInvoice(),
  setInvoice: (shop, a, b) => on(invoicesOf(shop), a, one => shop.store[pickBy(invoiceDeeds, b)!](one.number)),
  payInPart: (shop, a, b) => on(invoicesOf(shop), a, one => shop.store.payInvoice(one.number, b)),
  payQuietly: (shop, a, b) =>
    on(invoicesOf(shop), a, one => {
      shop.silent.add(`invoices ${one.number}`)
      return shop.store.payQuietly(one.number, b)
    }),
  markSent: (shop, a) =>
    on(invoicesOf(shop), a, one => {
      shop.silent.add(`invoices ${one.number}`)
      return shop.store.markSentQuietly(one.number)
    }),
  addRefund: (shop, a) => on(invoicesOf(shop), a, one => shop.store.creditInvoice(one.number)),
  createProduct: ({ store }) => store.createArticle(),
  editProduct: (shop, a, b) =>
    on(articlesOf(shop), a, one =>
      shop.store.editArticle(one.number, {
        description: `Vara ${b}`,
        active: b > 0.3,
        note: b < 0.5 ? `Not ${b}` : '',
      }),
    ),
  setPrice: (shop, a, b) =>
    on(articlesOf(shop), a, one => shop.store.editArticle(one.number, { price: Math.floor(b * 90_000) })),
  setStock: (shop, a, b) =>
    on(articlesOf(shop), a, ({ number }) => {
      shop.silent.add(`products ${number}`)
      return shop.store.setStock(number, Math.floor(b * 40) - 3)
    }),
  deleteProduct: (shop, a) =>
    on(articlesOf(shop), a, ({ number }) => {
      shop.silent.add(`products ${number}`)
      shop.gone.add(`products ${number}`)
      return shop.store.deleteArticle(number)
    }),
  createCustomer: ({ store }) => store.createCustomer(),
  editCustomer: (shop, a, b) =>
    on(customersOf(shop), a, one => shop.store.editCustomer(one.number, { name: `Åsa ${b}`, active: b > 0.3 })),
  editAddress: (shop, a) =>
    on(customersOf(shop), a, ({ number }) => {
      shop.silent.add(`customers ${number}`)
      return shop.store.moveQuietly(number)
    }),
  deleteCustomer: (shop, a) =>
    on(customersOf(shop), a, ({ number }) => {
      shop.silent.add(`customers ${number}`)
      return shop.store.deleteCustomer(number)
    }),
  renameAccount: ({ store }, a, b) =>
    on(store.state.accounts, a, one => store.renameAccount(one.yearId, one.number, `Konto ${b}`)),
  createAccount: ({ store }, a) => on(store.state.years, a, one => store.createAccount(one.id)),
  deleteAccount: ({ store, silent }, a) =>
    on(store.state.accounts, a, one => {
      silent.add(`accounts ${one.yearId}/${one.number}`)
      return store.deleteAccount(one.yearId, one.number)
    }),
  createVoucher: ({ store }) => store.createVoucher(),
  correctVoucher: ({ store }, a) => on(store.state.vouchers, a, one => store.correctVoucher(one)),
  deleteVoucher: ({ store, silent }, a) =>
    on(store.state.vouchers, a, one => {
      silent.add(`vouchers ${one.yearId}/${one.series}/${one.number}`)
      return store.deleteVoucher(one)
    }),
} satisfies Record<string, Move>

/** Documents are what a company has most of. */
const often = [
  'createOrder',
  'setStatus',
  'setStatus',
  'setStatus',
  'setInvoice',
  'setInvoice',
  'lateCommit',
  'lateEdit',
]
const mass = ['bulkEdit', 'bulkEdit', 'bulkEdit']
export const moveNames: readonly string[] = [...Object.keys(moves), ...often, ...mass]

/** How many records were changed. */
export function makeMove(name: string, shop: Shop, { a, b }: Lot): number {
  const done = (moves as Record<string, Move>)[name]!(shop, a, b)
  return typeof done === 'number' ? done : done ? 1 : 0
}
