import { spoilPages, spoilRecord } from './garbage.ts'
import * as catalogue from './moves-catalogue.ts'
import * as documents from './moves-documents.ts'
import * as orders from './moves-orders.ts'
import type { State } from './state.ts'

const all = {
  createOrder: orders.createOrder,
  editOrder: orders.editOrder,
  readdressOrder: orders.readdressOrder,
  bulkEdit: orders.bulkEdit,
  lateCommit: orders.lateCommit,
  cancelOrder: orders.cancelOrder,
  holdOrder: orders.holdOrder,
  unholdOrder: orders.unholdOrder,
  addComment: orders.addComment,
  invoiceOrder: orders.invoiceOrder,
  shipOrder: orders.shipOrder,
  addTrack: orders.addTrack,
  refundOrder: orders.refundOrder,
  deleteOrder: orders.deleteOrder,
  deleteShipment: documents.deleteShipment,
  touchShipment: documents.touchShipment,
  deleteInvoice: documents.deleteInvoice,
  touchInvoice: documents.touchInvoice,
  commentCreditMemo: documents.commentCreditMemo,
  createProduct: catalogue.createProduct,
  createConfigurable: catalogue.createConfigurable,
  editProduct: catalogue.editProduct,
  massUpdate: catalogue.massUpdate,
  assignCategory: catalogue.assignCategory,
  setSpecialPrice: catalogue.setSpecialPrice,
  renameSku: catalogue.renameSku,
  deleteProduct: catalogue.deleteProduct,
  setStock: catalogue.setStock,
  removeStock: catalogue.removeStock,
  createCustomer: catalogue.createCustomer,
  editCustomer: catalogue.editCustomer,
  editAddress: catalogue.editAddress,
  deleteCustomer: catalogue.deleteCustomer,
  spoilRecord,
  spoilPages,
}

type Bound<Move> = Move extends (state: State, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

/** Everything a shopkeeper does, each as a method that has forgotten which shop it is of. */
export type Moves = { readonly [Name in keyof typeof all]: Bound<(typeof all)[Name]> }

export function bindMoves(state: State): Moves {
  const bound = Object.entries(all).map(([name, move]) => [
    name,
    (...rest: unknown[]) => (move as Move)(state, ...rest),
  ])
  return Object.fromEntries(bound) as Moves
}

type Move = (state: State, ...rest: unknown[]) => unknown
