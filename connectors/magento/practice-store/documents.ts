import { date, number } from './conditions.ts'
import { answerList, type Collection } from './listing.ts'
import { notFound, ok } from './request.ts'
import type { Route } from './routes.ts'
import { showCreditMemo, showInvoice, showShipment } from './show-documents.ts'
import { type CreditMemo, findById, type Invoice, type Shipment } from './state.ts'

type Document = Invoice | Shipment | CreditMemo

const columns = {
  entity_id: number<Document>(one => one.id),
  increment_id: number<Document>(one => one.id),
  order_id: number<Document>(one => one.orderId),
  store_id: number<Document>(one => one.storeId),
  created_at: date<Document>(one => one.created),
  updated_at: date<Document>(one => one.updated),
}
const idOf = (one: Document) => one.id

const invoices: Collection<Invoice> = {
  ...{ name: 'invoices', idOf, show: showInvoice },
  rows: state => state.invoices,
  columns: { ...columns, state: number<Invoice>(one => one.state) },
}
const shipments: Collection<Shipment> = {
  ...{ name: 'shipments', idOf, show: showShipment, columns },
  rows: state => state.shipments,
}
const creditMemos: Collection<CreditMemo> = {
  ...{ name: 'creditmemos', idOf, show: showCreditMemo },
  rows: state => state.creditMemos,
  columns: { ...columns, state: number<CreditMemo>(() => 2) },
}

/** `single` is where one is to be had: `/V1/shipment/:id`, but `/V1/invoices/:id`. */
function routesOf<Row extends Document>(collection: Collection<Row>, single: string, resource: string): Route[] {
  return [
    {
      ...{ path: `/V1/${collection.name}`, method: 'GET', resource },
      answer: visit => answerList(visit, collection),
    },
    {
      ...{ path: `/V1/${single}/:id`, method: 'GET', resource },
      answer: ({ state, caught }) => {
        const row = findById(collection.rows(state), Number(caught[0]))
        return row ? ok(collection.show(row, state)) : notFound()
      },
    },
  ]
}

export const documentRoutes: readonly Route[] = [
  ...routesOf(invoices, 'invoices', 'Magento_Sales::sales_invoice'),
  ...routesOf(shipments, 'shipment', 'Magento_Sales::shipment'),
  ...routesOf(creditMemos, 'creditmemo', 'Magento_Sales::sales_creditmemo'),
]
