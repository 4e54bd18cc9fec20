import { z } from 'zod'
import { accountList, voucherList } from '../../records/books-sources.ts'
import { type ListSource, listRecords, readAll } from '../../records/list.ts'
import { customerList, invoiceList, orderList, productList, shipmentList, stockList } from '../../records/sources.ts'
import { toSearchQuery } from '../../records/words.ts'
import { AccountQuery, accountPage, VoucherQuery, voucherPage } from '../api/books.ts'
import { InvoiceQuery, invoicePage } from '../api/invoices.ts'
import * as api from '../api/records.ts'
import { csvAnswer, sendCsv } from '../csv.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes, App, Routing } from '../server.ts'

const config = { role: 'viewer' } as const

interface ListRoute {
  readonly path: string
  readonly what: string
  readonly source: ListSource
  readonly query: z.ZodType<ListAsked>
  readonly exported: z.ZodType<ListAsked & { readonly columns?: readonly string[] | undefined }>
  readonly page: z.ZodType
}

interface ListAsked {
  readonly limit: number
  readonly after?: string | undefined
  readonly q?: string | undefined
}

const lists: readonly ListRoute[] = [
  {
    path: '/orders',
    what: 'Orders, newest first',
    source: orderList,
    query: api.OrderQuery,
    exported: withColumns(api.OrderQuery, orderList),
    page: api.orderPage,
  },
  {
    path: '/invoices',
    what: 'Invoices and credit notes, newest first',
    source: invoiceList,
    query: InvoiceQuery,
    exported: withColumns(InvoiceQuery, invoiceList),
    page: invoicePage,
  },
  {
    path: '/products',
    what: 'Products by name',
    source: productList,
    query: api.ProductQuery,
    exported: withColumns(api.ProductQuery, productList),
    page: api.productPage,
  },
  {
    path: '/customers',
    what: 'Customers, newest first',
    source: customerList,
    query: api.CustomerQuery,
    exported: withColumns(api.CustomerQuery, customerList),
    page: api.customerPage,
  },
  {
    path: '/shipments',
    what: 'Shipments, newest first',
    source: shipmentList,
    query: api.ShipmentQuery,
    exported: withColumns(api.ShipmentQuery, shipmentList),
    page: api.shipmentPage,
  },
  {
    path: '/stock',
    what: 'Stock by variant',
    source: stockList,
    query: api.StockQuery,
    exported: withColumns(api.StockQuery, stockList),
    page: api.stockPage,
  },
  {
    path: '/accounts',
    what: 'Accounts by number',
    source: accountList,
    query: AccountQuery,
    exported: withColumns(AccountQuery, accountList),
    page: accountPage,
  },
  {
    path: '/vouchers',
    what: 'Vouchers, newest first',
    source: voucherList,
    query: VoucherQuery,
    exported: withColumns(VoucherQuery, voucherList),
    page: voucherPage,
  },
]

function allColumns({ columns }: ListSource): string[] {
  return ['id', ...Object.keys(columns)]
}

/** The filters of a list, and which of its columns are wanted. */
function withColumns<Shape extends z.ZodRawShape>(query: z.ZodObject<Shape, z.core.$strict>, source: ListSource) {
  const known = allColumns(source)
  const column = z.enum(known, `One of ${known.join(', ')} is allowed.`)
  const columns = z
    .string()
    .transform(names => names.split(','))
    .pipe(z.array(column).max(100))
    .optional()
    .describe(`Which columns, in this order, separated by commas: ${known.join(', ')}. Default: all.`)
  return query.extend({ columns })
}

export const addRecordRoutes: AddRoutes = (app, routing) => {
  for (const list of lists) {
    addList(app, routing, list)
    addExport(app, routing, list)
  }
}

function addList(app: App, { seenBy }: Routing, { path, what, source, query, page }: ListRoute): void {
  app.get(path, { config, schema: { summary: what, querystring: query, response: { 200: page } } }, async request => {
    const { limit, after, ...asked } = request.query
    return toPlain(await listRecords(seenBy(request).db.pool, source, { filters: toFilters(asked), limit, after }))
  })
}

function addExport(app: App, { seenBy }: Routing, { path, what, source, exported }: ListRoute): void {
  const schema = {
    summary: `${what}, all that match, as CSV`,
    description: 'The filters of the list; `limit` and `after` do nothing here.',
    querystring: exported,
    response: { 200: csvAnswer },
  }
  app.get(`${path}.csv`, { config, schema }, (request, reply) => {
    const { limit: _limit, after: _after, columns = allColumns(source), ...asked } = request.query
    const rows = eachRow(readAll(seenBy(request).db.pool, source, toFilters(asked)))
    return sendCsv(reply, { name: path.slice(1), columns, rows })
  })
}

/** Words become a text search; what holds no word finds nothing rather than everything. */
function toFilters({ q, ...filters }: Omit<ListAsked, 'limit' | 'after'>): Record<string, unknown> {
  return q === undefined ? filters : { ...filters, search: toSearchQuery(q) ?? 'nothing & !nothing' }
}

async function* eachRow(batches: AsyncGenerator<ReadonlyArray<Record<string, unknown>>>) {
  for await (const batch of batches) yield* batch
}
