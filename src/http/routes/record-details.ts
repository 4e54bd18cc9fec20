import { z } from 'zod'
import { findStorePage } from '../../connections/store-page.ts'
import { Problem } from '../../errors.ts'
import { type DetailName, readCollections, readDetail, readRawPayload } from '../../records/detail.ts'
import { readHistory } from '../../records/history.ts'
import { listRecords } from '../../records/list.ts'
import { orderList } from '../../records/sources.ts'
import { AccountDetail, VoucherDetail } from '../api/books.ts'
import { Id, IdParams, PageQuery } from '../api/common.ts'
import { InvoiceDetail } from '../api/invoices.ts'
import {
  CollectionShown,
  CustomerDetail,
  OrderDetail,
  orderPage,
  ProductDetail,
  RecordChange,
  VariantShown,
} from '../api/records.ts'
import { toPlain } from '../plain.ts'
import type { AddRoutes, App, Routing, ServerOptions } from '../server.ts'

const config = { role: 'viewer' } as const

const details = [
  {
    name: 'orders',
    one: 'order',
    what: 'One order, with lines, taxes, refunds, tracking and invoices',
    schema: OrderDetail,
  },
  { name: 'invoices', one: 'invoice', what: 'One invoice or credit note, with its lines', schema: InvoiceDetail },
  { name: 'products', one: 'product', what: 'One product, with its variants', schema: ProductDetail },
  { name: 'customers', one: 'customer', what: 'One customer', schema: CustomerDetail },
  { name: 'accounts', one: 'account', what: 'One account of one financial year', schema: AccountDetail },
  { name: 'vouchers', one: 'voucher', what: 'One voucher, with its rows', schema: VoucherDetail },
] as const satisfies ReadonlyArray<{ name: DetailName; one: string; what: string; schema: z.ZodType }>

export const addRecordDetailRoutes: AddRoutes = (app, routing) => {
  for (const detail of details) addDetail(app, routing, detail)
  addVariants(app, routing)
  addCustomerOrders(app, routing)
  app.get(
    '/collections',
    {
      config,
      schema: {
        summary: 'All categories and collections',
        querystring: z.strictObject({ connectionId: Id.optional() }),
        response: { 200: z.object({ items: z.array(CollectionShown) }) },
      },
    },
    async request => ({
      items: toPlain(await readCollections(routing.seenBy(request).db.pool, request.query)) as z.output<
        typeof CollectionShown
      >[],
    }),
  )
}

function addDetail(app: App, { seenBy }: Routing, { name, one, what, schema }: (typeof details)[number]): void {
  app.get(
    `/${name}/:id`,
    { config, schema: { summary: what, params: IdParams, response: { 200: schema } } },
    async request => {
      const options = seenBy(request)
      const found = (await readDetail(options.db.pool, name, request.params.id)) ?? missing(one)
      return toPlain({ ...found, storePage: await readStorePage(options, name, found) }) as never
    },
  )
  app.get(
    `/${name}/:id/changes`,
    {
      config,
      schema: { summary: `What became of the ${one} here, the latest first`, params: IdParams, response: changes },
    },
    async request => {
      const found = await readHistory(seenBy(request).db.pool, name, request.params.id)
      return { items: toPlain(found ?? missing(one)) }
    },
  )
  app.get(
    `/${name}/:id/raw`,
    {
      config: { role: 'support' },
      schema: { summary: `The ${one} as the store gave it`, params: IdParams, response: rawAnswer },
    },
    async (request, reply) => {
      const body = (await readRawPayload(seenBy(request).db.pool, name, request.params.id)) ?? missing(one)
      return reply.type('application/json').serializer(String).send(body)
    },
  )
}

const changes = { 200: z.object({ items: z.array(RecordChange) }) }

/** What is gone has no page any more. */
function readStorePage(options: ServerOptions, name: DetailName, record: Record<string, unknown>) {
  if (record['deletedAt'] !== null) return null
  const { connectionId, externalId } = record
  return findStorePage(options, name, { connectionId: String(connectionId), externalId: String(externalId) })
}

const rawAnswer = { 200: z.unknown().describe('In the words and the form of the store.') }

function addVariants(app: App, { seenBy }: Routing): void {
  const response = { 200: z.object({ items: z.array(VariantShown) }) }
  app.get(
    '/products/:id/variants',
    { config, schema: { summary: 'Variants of a product', params: IdParams, response } },
    async request => {
      const { db } = seenBy(request)
      const product = (await readDetail(db.pool, 'products', request.params.id)) ?? missing('product')
      return { items: toPlain(product['variants']) as z.output<typeof VariantShown>[] }
    },
  )
}

function addCustomerOrders(app: App, { seenBy }: Routing): void {
  const schema = {
    summary: 'Orders of a customer, newest first',
    params: IdParams,
    querystring: PageQuery,
    response: { 200: orderPage },
  }
  app.get('/customers/:id/orders', { config, schema }, async request => {
    const { db } = seenBy(request)
    const customer = (await readDetail(db.pool, 'customers', request.params.id)) ?? missing('customer')
    const filters = { connectionId: customer['connectionId'], customerExternalId: customer['externalId'] }
    return toPlain(await listRecords(db.pool, orderList, { filters, ...request.query })) as never
  })
}

function missing(one: string): never {
  throw new Problem('not_found', `There is no such ${one}.`)
}
