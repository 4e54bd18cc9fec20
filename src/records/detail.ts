import type { Pool } from 'pg'
import { accountList, voucherList } from './books-sources.ts'
import { money, quantity } from './decimal-sql.ts'
import { instant } from './instant-sql.ts'
import { isKept } from './kept.ts'
import { selectSql } from './list.ts'
import { priceNow } from './price-sql.ts'
import { customerList, invoiceList, orderList, productList } from './sources.ts'

type Db = Pick<Pool, 'query'>
type Detail = Record<string, unknown>

/** A JSON array of the child rows of `t`, in their order. */
const children = (name: string, table: string, on: string, fields: Record<string, string>, orderBy: string) =>
  `(SELECT coalesce(json_agg(json_build_object(${Object.entries(fields)
    .map(([key, sql]) => `'${key}', ${sql}`)
    .join(', ')})
      ORDER BY ${orderBy}), '[]'::json) FROM ${table} c WHERE ${on}) AS "${name}"`

const orderLines = children(
  'lines',
  'order_lines',
  'c.order_id = t.id',
  {
    externalId: 'c.external_id',
    kind: 'c.kind',
    name: 'c.name',
    sku: 'c.sku',
    productExternalId: 'c.product_external_id',
    variantExternalId: 'c.variant_external_id',
    quantity: quantity('c.quantity'),
    subtotal: money('c.subtotal'),
    total: money('c.total'),
    tax: money('c.tax'),
    taxes: 'c.taxes',
    meta: 'c.meta',
  },
  'c.position',
)
const orderTaxes = children(
  'taxes',
  'order_taxes',
  'c.order_id = t.id',
  {
    rateExternalId: 'c.rate_external_id',
    label: 'c.label',
    percent: quantity('c.percent'),
    amount: money('c.amount'),
    shippingAmount: money('c.shipping_amount'),
  },
  'c.position',
)
const orderRefunds = children(
  'refunds',
  'order_refunds',
  'c.order_id = t.id',
  {
    externalId: 'c.external_id',
    createdAt: instant('c.created_at'),
    reason: 'c.reason',
    amount: money('c.amount'),
    lines: 'c.lines',
  },
  'c.position',
)
const orderShipments = children(
  'shipments',
  'shipments',
  'c.connection_id = t.connection_id AND c.parent_external_id = t.external_id AND c.deleted_at IS NULL',
  {
    id: 'c.id',
    externalId: 'c.external_id',
    status: 'c.status',
    carrier: 'c.carrier',
    trackingNumber: 'c.tracking_number',
    trackingUrl: 'c.tracking_url',
    shippedAt: instant('c.shipped_at'),
    source: 'c.source',
    lines: 'c.lines',
  },
  'c.created_at, c.external_id',
)
const orderInvoices = children(
  'invoices',
  'invoices',
  'c.connection_id = t.connection_id AND c.order_external_id = t.external_id AND c.deleted_at IS NULL',
  {
    id: 'c.id',
    externalId: 'c.external_id',
    number: 'c.number',
    kind: 'c.kind',
    status: 'c.status',
    issuedOn: 'c.issued_on',
    currency: 'c.currency',
    total: money('c.total'),
    balance: money('c.balance'),
  },
  'c.issued_on, c.external_id',
)
const invoiceLines = children(
  'lines',
  'invoice_lines',
  'c.invoice_id = t.id',
  {
    externalId: 'c.external_id',
    kind: 'c.kind',
    name: 'c.name',
    sku: 'c.sku',
    productExternalId: 'c.product_external_id',
    orderLineExternalId: 'c.order_line_external_id',
    quantity: quantity('c.quantity'),
    subtotal: money('c.subtotal'),
    total: money('c.total'),
    tax: money('c.tax'),
    taxPercent: quantity('c.tax_percent'),
    accountNumber: 'c.account_number',
    meta: 'c.meta',
  },
  'c.position',
)
/** The order that an invoice is of, if it is here. */
const orderId = `(SELECT o.id FROM orders o
  WHERE o.connection_id = t.connection_id AND o.external_id = t.order_external_id) AS "orderId"`
const productVariants = children(
  'variants',
  'variants',
  'c.product_id = t.id',
  {
    externalId: 'c.external_id',
    name: 'c.name',
    sku: 'c.sku',
    barcode: 'c.barcode',
    options: 'c.options',
    price: `json_build_object('current', ${money(priceNow('c'))}, 'regular', ${money('c.price_regular')},
      'sale', ${money('c.price_sale')}, 'saleFrom', ${instant('c.sale_from')}, 'saleTo', ${instant('c.sale_to')},
      'currency', c.price_currency, 'includesTax', c.price_includes_tax)`,
    stock: `json_build_object('managed', c.stock_managed, 'quantity', ${quantity('c.stock_quantity')},
      'status', c.stock_status, 'backorders', c.backorders)`,
    weight: quantity('c.weight'),
    imageUrl: 'c.image_url',
    active: 'c.active',
    modifiedAt: instant('c.modified_at'),
  },
  'c.position',
)
const productCollections = children(
  'collections',
  'collections',
  'c.connection_id = t.connection_id AND c.external_id = ANY (t.collection_external_ids) AND c.deleted_at IS NULL',
  { externalId: 'c.external_id', name: 'c.name', slug: 'c.slug' },
  'c.name',
)

const voucherRows = children(
  'rows',
  'voucher_rows',
  'c.voucher_id = t.id',
  {
    accountNumber: 'c.account_number',
    accountDescription: `(SELECT min(a.description) FROM accounts a WHERE a.connection_id = t.connection_id
      AND a.year_external_id = t.year_external_id AND a.number = c.account_number)`,
    debit: money('c.debit'),
    credit: money('c.credit'),
    description: 'c.description',
    costCentre: 'c.cost_centre',
    project: 'c.project',
    quantity: quantity('c.quantity'),
  },
  'c.position',
)
/** What an invoice was booked by, if it is here. */
const voucherId = `(SELECT v.id FROM vouchers v
  WHERE v.connection_id = t.connection_id AND v.external_id = t.voucher_external_id) AS "voucherId"`

const details = {
  orders: `SELECT t.id, ${selectSql(orderList)}, t.billing, t.shipping, t.completed_at AS "completedAt", t.payment_method AS "paymentMethod",
      t.transaction_id AS "transactionId", t.customer_note AS "customerNote", t.prices_include_tax AS "pricesIncludeTax",
      ${money('t.shipping_total')} AS "shippingTotal", ${money('t.discount_total')} AS "discountTotal",
      ${money('t.money_difference')} AS "moneyDifference", t.coupons, t.meta,
      ${orderLines}, ${orderTaxes}, ${orderRefunds}, ${orderShipments}, ${orderInvoices} FROM orders t WHERE t.id = $1 AND ${isKept()}`,
  invoices: `SELECT t.id, ${selectSql(invoiceList)}, t.billing, ${money('t.money_difference')} AS "moneyDifference", t.meta,
      ${orderId}, ${voucherId}, ${invoiceLines} FROM invoices t WHERE t.id = $1 AND ${isKept()}`,
  products: `SELECT t.id, ${selectSql(productList)}, t.slug, t.description, t.short_description AS "shortDescription",
      t.tax_class AS "taxClass", t.taxable, ${quantity('t.weight')} AS weight, t.dimensions, t.tags, t.images, t.attributes,
      t.component_external_ids AS "componentExternalIds", t.meta, ${productVariants}, ${productCollections}
      FROM products t WHERE t.id = $1 AND ${isKept()}`,
  customers: `SELECT t.id, ${selectSql(customerList)}, t.username, t.billing, t.shipping, t.meta FROM customers t WHERE t.id = $1 AND ${isKept()}`,
  accounts: `SELECT t.id, ${selectSql(accountList)}, t.meta FROM accounts t WHERE t.id = $1 AND ${isKept()}`,
  vouchers: `SELECT t.id, ${selectSql(voucherList)}, t.meta, ${voucherRows} FROM vouchers t WHERE t.id = $1 AND ${isKept()}`,
} as const

export type DetailName = keyof typeof details

export interface Origin {
  readonly connectionId: string
  readonly externalId: string
}

/** One record with all that hangs on it, in one round trip; null where there is none. */
export async function readDetail(db: Db, name: DetailName, id: string): Promise<Detail | null> {
  const { rows } = await db.query<Detail>(details[name], [id])
  return rows[0] ?? null
}

/** Where the record came from; null where there is none. */
export async function readOrigin(db: Db, name: DetailName, id: string): Promise<Origin | null> {
  const { rows } = await db.query<Origin>(
    `SELECT connection_id AS "connectionId", external_id AS "externalId" FROM ${name} t WHERE id = $1 AND ${isKept()}`,
    [id],
  )
  return rows[0] ?? null
}

/** The record as the store gave it, as text; null where there is none. */
export async function readRawPayload(db: Db, name: DetailName, id: string): Promise<string | null> {
  const { rows } = await db.query<{ body: string }>(
    `SELECT p.body FROM ${name} t JOIN raw_payloads p ON p.connection_id = t.connection_id AND p.entity = $2
      AND p.external_id = t.external_id WHERE t.id = $1 AND ${isKept()}`,
    [id, name],
  )
  return rows[0]?.body ?? null
}

/** All categories or collections, of one connection or of all, in the order of their names. */
export async function readCollections(db: Db, filters: { connectionId?: string | undefined }): Promise<Detail[]> {
  const { rows } = await db.query<Detail>(
    `SELECT connection_id AS "connectionId", external_id AS "externalId", parent_external_id AS "parentExternalId", name, slug,
      description, position, (SELECT count(*)::int FROM products p WHERE p.connection_id = c.connection_id
        AND p.collection_external_ids @> ARRAY[c.external_id] AND p.deleted_at IS NULL) AS "productCount"
      FROM collections c WHERE deleted_at IS NULL AND ${isKept('c.connection_id')} AND ($1::uuid IS NULL OR connection_id = $1) ORDER BY connection_id, name, external_id`,
    [filters.connectionId ?? null],
  )
  return rows
}
