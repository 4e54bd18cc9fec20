// What the people of a company in Fortnox do. Each returns how many records it changed; 0: there was nothing to do it to.
import type { FortnoxStore } from '../../../connectors/fortnox/practice-store/index.ts'
import { on, some } from './moves.ts'
import type { Books, Lot } from './shop.ts'

interface Shop extends Books {
  readonly store: FortnoxStore
}
type Move = (shop: Shop, a: number, b: number) => unknown

const moves = {
  createOrder: ({ store }) => store.createOrder(),
  editOrder: ({ store }, a) => on(store.state.orders, a, one => store.editOrder(one.number)),
  bulkEdit: ({ store }, a, b) => {
    const rows = some(store.state.orders, { a, b }, 380)
    for (const one of rows) store.touchOrder(one.number)
    return rows.length
  },
  createProduct: ({ store }) => store.createArticle(),
  deleteProduct: ({ store, silent, gone }, a) =>
    on(store.state.articles, a, ({ number }) => {
      silent.add(`products ${number}`)
      gone.add(`products ${number}`)
      return store.deleteArticle(number)
    }),
} satisfies Record<string, Move>

export const moveNames: readonly string[] = Object.keys(moves)

/** How many records were changed. */
export function makeMove(name: string, shop: Shop, { a, b }: Lot): number {
  const done = (moves as Record<string, Move>)[name]!(shop, a, b)
  return typeof done === 'number' ? done : done ? 1 : 0
}
