import { spoilAnswers, spoilRecord } from './garbage.ts'
import * as catalogue from './moves-catalogue.ts'
import * as orders from './moves-orders.ts'
import * as shipments from './moves-shipments.ts'
import type { State } from './state.ts'

const all = {
  createOrder: orders.createOrder,
  editOrder: orders.editOrder,
  setStatus: orders.setStatus,
  bulkEdit: orders.bulkEdit,
  trashOrder: orders.trashOrder,
  restoreOrder: orders.restoreOrder,
  deleteOrder: orders.deleteOrder,
  addRefund: orders.addRefund,
  deleteRefund: orders.deleteRefund,
  addOrderNote: orders.addOrderNote,
  addFulfillment: shipments.addFulfillment,
  editFulfillment: shipments.editFulfillment,
  deleteFulfillment: shipments.deleteFulfillment,
  spoilRecord,
  spoilAnswers,
  addTrackingMeta: shipments.addTrackingMeta,
  lateCommit: orders.lateCommit,
  createProduct: catalogue.createProduct,
  editProduct: catalogue.editProduct,
  setStock: catalogue.setStock,
  editVariation: catalogue.editVariation,
  addVariation: catalogue.addVariation,
  removeVariation: catalogue.removeVariation,
  trashProduct: catalogue.trashProduct,
  restoreProduct: catalogue.restoreProduct,
  deleteProduct: catalogue.deleteProduct,
  renameSku: catalogue.renameSku,
  renameCategory: catalogue.renameCategory,
  createCustomer: catalogue.createCustomer,
  editCustomer: catalogue.editCustomer,
  deleteCustomer: catalogue.deleteCustomer,
}

type Bound<Move> = Move extends (state: State, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

/** Everything a shopkeeper does, each as a method that has forgotten which store it is of. */
export type Moves = { readonly [Name in keyof typeof all]: Bound<(typeof all)[Name]> }

export function bindMoves(state: State): Moves {
  const bound = Object.entries(all).map(([name, move]) => [
    name,
    (...rest: unknown[]) => (move as Move)(state, ...rest),
  ])
  return Object.fromEntries(bound) as Moves
}

type Move = (state: State, ...rest: unknown[]) => unknown
