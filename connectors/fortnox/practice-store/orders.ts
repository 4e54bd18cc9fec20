import type { Order } from './documents.ts'
import { amount, sumUp } from './money.ts'
import { notFound } from './refusals.ts'
import { type Call, defineResource, urlOf } from './resource.ts'
import { showDocument, showRow } from './show-document.ts'
import { dayOf } from './sweden.ts'

const place = (order: Order) => urlOf(`orders/${order.number}`)

/** Rows are not told, nor is the invoice that was made of it. */
const showListed = (order: Order, { state }: Call) => ({
  '@url': place(order),
  Cancelled: order.cancelled,
  Currency: order.currency,
  CustomerName: order.customerName,
  CustomerNumber: order.customerNumber,
  DeliveryDate: order.deliveryDay,
  DocumentNumber: String(order.number),
  ExternalInvoiceReference1: order.reference,
  ExternalInvoiceReference2: '',
  OrderDate: order.day,
  OrderType: 'Order',
  Project: '',
  Sent: order.sent,
  Total: amount(sumUp(state, order).total),
})

const show = (order: Order, { state }: Call) => ({
  '@url': place(order),
  '@urlTaxReductionList': urlOf(`taxreductions?filter=orders&referencenumber=${order.number}`),
  ...showDocument(state, order),
  ...{ CopyRemarks: false, DeliveryDate: order.deliveryDay, DeliveryState: 'delivery' },
  ...{ InvoiceReference: String(order.invoiceNumber), OrderDate: order.day, OrderType: 'Order', PrintTemplate: 'oc' },
  OrderRows: order.rows.map(row => ({
    ...showRow(row),
    ...{ OrderedQuantity: String(row.quantity), ReservedQuantity: '0', StockPointId: null },
  })),
  ...{ StockPointCode: null, StockPointId: null },
})

const isInvoiced = ({ invoiceNumber }: Order) => invoiceNumber > 0

export const orders = defineResource<Order>({
  ...{ path: 'orders', list: 'Orders', one: 'Order', scope: 'order', missing: notFound.order },
  rows: ({ state }) => state.orders,
  ...{ showListed, show },
  find: ({ state }, [number, ...more]) =>
    more.length === 0 ? state.orders.find(one => String(one.number) === number) : undefined,
  filters: {
    cancelled: one => one.cancelled,
    // Inferred: it was to be delivered and is neither invoiced nor cancelled.
    expired: (one, state) =>
      one.deliveryDay !== null &&
      one.deliveryDay < dayOf(state.clock.now().getTime()) &&
      !isInvoiced(one) &&
      !one.cancelled,
    invoicecreated: isInvoiced,
    invoicenotcreated: one => !isInvoiced(one) && !one.cancelled,
  },
  fields: {
    customernumber: one => one.customerNumber,
    documentnumber: one => String(one.number),
    externalinvoicereference1: one => one.reference,
    externalinvoicereference2: () => '',
    sent: one => String(one.sent),
    ordertype: () => 'Order',
  },
  day: one => one.day,
  modified: one => one.modified,
  sorts: {
    customername: one => one.customerName,
    customernumber: one => Number(one.customerNumber),
    orderdate: one => one.day,
    documentnumber: one => one.number,
    total: (one, state) => sumUp(state, one).total,
  },
})
