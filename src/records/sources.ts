import { changedBy } from './changed-by-run.ts'
import { money, quantity } from './decimal-sql.ts'
import type { ListSource } from './list.ts'
import { originColumns, storeZone } from './origin.ts'

/** What the list of every kind of record tells, and is filtered by. */
export const record = {
  connectionId: 't.connection_id',
  externalId: 't.external_id',
  modifiedAt: 't.modified_at',
  createdAt: 't.created_at',
  deletedAt: 't.deleted_at',
  importedAt: 't.imported_at',
  changedAt: 't.changed_at',
  ...originColumns,
  timeZone: storeZone,
}

export const recordFilters = {
  connectionId: 't.connection_id = ?::uuid',
  externalId: 't.external_id = ?',
  deleted: '(t.deleted_at IS NOT NULL) = ?::boolean',
  createdFrom: 't.created_at >= ?::timestamptz',
  createdBefore: 't.created_at < ?::timestamptz',
  ids: 't.id = ANY (?::uuid[])',
  search: 't.search @@ ?::tsquery',
}

const newestFirst = { column: 'created_at', direction: 'desc', type: 'timestamptz' } as const

export const orderList: ListSource = {
  table: 'orders',
  columns: {
    ...record,
    number: 't.number',
    status: 't.status',
    externalStatus: 't.external_status',
    currency: 't.currency',
    total: money('t.total'),
    totalTax: money('t.total_tax'),
    refundedTotal: money('t.refunded_total'),
    moneyWarning: 't.money_warning',
    email: 't.email',
    customerName: "t.billing->>'name'",
    customerExternalId: 't.customer_external_id',
    test: 't.meta @> \'{"test": true}\'',
    paymentMethodTitle: 't.payment_method_title',
    paidAt: 't.paid_at',
  },
  order: newestFirst,
  filters: {
    ...recordFilters,
    ...changedBy('orders'),
    status: 't.status = ?',
    email: 'lower(t.email) = lower(?)',
    customerExternalId: 't.customer_external_id = ?',
    moneyWarning: '(t.money_warning IS NOT NULL) = ?::boolean',
    number: 't.number = ?',
  },
}

export const invoiceList: ListSource = {
  table: 'invoices',
  columns: {
    ...record,
    number: 't.number',
    kind: 't.kind',
    status: 't.status',
    externalStatus: 't.external_status',
    issuedOn: 't.issued_on::text',
    dueOn: 't.due_on::text',
    paidOn: 't.paid_on::text',
    currency: 't.currency',
    currencyRate: quantity('t.currency_rate'),
    total: money('t.total'),
    totalTax: money('t.total_tax'),
    balance: money('t.balance'),
    moneyWarning: 't.money_warning',
    booked: 't.booked',
    voucherExternalId: 't.voucher_external_id',
    orderExternalId: 't.order_external_id',
    orderNumber: 't.order_number',
    creditedExternalId: 't.credited_external_id',
    customerExternalId: 't.customer_external_id',
    customerName: "t.billing->>'name'",
    email: 't.email',
    paymentReference: 't.payment_reference',
  },
  order: { column: 'issued_on', direction: 'desc', type: 'date' },
  filters: {
    ...recordFilters,
    ...changedBy('invoices'),
    kind: 't.kind = ?',
    status: 't.status = ?',
    number: 't.number = ?',
    issuedFrom: 't.issued_on >= ?::date',
    issuedBefore: 't.issued_on < ?::date',
    dueBefore: 't.due_on < ?::date',
    booked: 't.booked = ?::boolean',
    orderExternalId: 't.order_external_id = ?',
    customerExternalId: 't.customer_external_id = ?',
    moneyWarning: '(t.money_warning IS NOT NULL) = ?::boolean',
  },
}

export const productList: ListSource = {
  table: 'products',
  columns: {
    ...record,
    name: 't.name',
    type: 't.type',
    status: 't.status',
    externalStatus: 't.external_status',
    sku: 't.sku',
    barcode: 't.barcode',
    brand: 't.brand',
    url: 't.url',
    collectionExternalIds: 't.collection_external_ids',
  },
  order: { column: 'name', direction: 'asc', type: 'text' },
  filters: {
    ...recordFilters,
    ...changedBy('products'),
    status: 't.status = ?',
    sku: 't.sku = ? OR EXISTS (SELECT 1 FROM variants v WHERE v.product_id = t.id AND v.sku = ?)',
    collectionExternalId: 't.collection_external_ids @> ARRAY[?]',
  },
}

export const customerList: ListSource = {
  table: 'customers',
  columns: {
    ...record,
    email: 't.email',
    firstName: 't.first_name',
    lastName: 't.last_name',
    company: 't.company',
    phone: 't.phone',
    role: 't.role',
  },
  order: newestFirst,
  filters: { ...recordFilters, ...changedBy('customers'), email: 'lower(t.email) = lower(?)' },
}

const { search: _none, ...plainFilters } = recordFilters

export const shipmentList: ListSource = {
  table: 'shipments',
  columns: {
    ...record,
    orderExternalId: 't.parent_external_id',
    orderNumber: 't.order_number',
    status: 't.status',
    carrier: 't.carrier',
    trackingNumber: 't.tracking_number',
    trackingUrl: 't.tracking_url',
    shippedAt: 't.shipped_at',
    source: 't.source',
    lines: 't.lines',
  },
  order: newestFirst,
  filters: {
    ...plainFilters,
    ...changedBy('shipments'),
    orderExternalId: 't.parent_external_id = ?',
    trackingNumber: 't.tracking_number = ?',
  },
}

export const stockList: ListSource = {
  table: 'stock_levels',
  columns: {
    ...record,
    productExternalId: 't.parent_external_id',
    variantExternalId: 't.variant_external_id',
    locationExternalId: 't.location_external_id',
    sku: 't.sku',
    managed: 't.managed',
    quantity: quantity('t.quantity'),
    status: 't.status',
    backorders: 't.backorders',
  },
  order: { column: 'external_id', direction: 'asc', type: 'text' },
  filters: {
    ...plainFilters,
    ...changedBy('stock'),
    productExternalId: 't.parent_external_id = ?',
    sku: 't.sku = ?',
    status: 't.status = ?',
  },
}

export const rejectionList: ListSource = {
  table: 'rejections',
  columns: {
    connectionId: 't.connection_id',
    ...originColumns,
    entity: 't.entity',
    externalId: 't.external_id',
    reason: 't.reason',
    state: 't.state',
    runId: 't.run_id',
    firstSeenAt: 't.first_seen_at',
    lastSeenAt: 't.last_seen_at',
    seen: 't.seen',
  },
  order: { column: 'last_seen_at', direction: 'desc', type: 'timestamptz' },
  filters: {
    connectionId: 't.connection_id = ?::uuid',
    entity: 't.entity = ?',
    state: 't.state = ?',
    runId: 't.run_id = ?::uuid',
  },
}
