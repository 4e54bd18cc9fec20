// What Koppla shows of a connection over its API, in the same words as store-picture.ts.
import type { Api, Json } from './api.ts'
import type { Picture } from './store-picture.ts'

/** The external ids of a list, sorted. */
export const listIds = async (product: Api, path: string): Promise<string[]> =>
  (await product.all(path)).map(one => one.externalId).sort()

/** Only what is not marked deleted. */
export async function pictureOurs(product: Api, connectionId: string): Promise<Picture> {
  const list = (path: string) => product.all(`/${path}?connectionId=${connectionId}&deleted=false`)
  const whole = async (path: string) => Promise.all((await list(path)).map(({ id }) => product.get(`/${path}/${id}`)))
  const { items: collections } = await product.get(`/collections?connectionId=${connectionId}`)
  return showOurs({
    orders: await whole('orders'),
    invoices: await whole('invoices'),
    products: await whole('products'),
    customers: await whole('customers'),
    shipments: await list('shipments'),
    stock: await list('stock'),
    accounts: await list('accounts'),
    vouchers: await whole('vouchers'),
    collections,
  })
}

/** Records as the API gives them. */
export function showOurs({ collections = [], ...records }: Readonly<Record<string, readonly Json[]>>): Picture {
  return {
    orders: byId(records['orders']!, showOrder),
    invoices: byId(records['invoices']!, showInvoice),
    products: byId(records['products']!, showProduct),
    customers: byId(records['customers']!, showCustomer),
    shipments: byId(records['shipments']!, showShipment),
    stock: byId(records['stock']!, showLevel),
    accounts: byId(records['accounts']!, showAccount),
    vouchers: byId(records['vouchers']!, showVoucher),
    collections: byId(collections, one => ({ name: one.name, slug: one.slug, parent: one.parentExternalId })),
  }
}

const byId = (items: readonly Json[], show: (item: Json) => object) =>
  Object.fromEntries(items.map(item => [item.externalId, show(item)]))

/** Exactly: what has more than two places stays a text, which equals no number of cents. */
function cents(amount: string): number | string {
  const [whole = '', places = ''] = amount.split('.')
  return places.length > 2 ? amount : Number(whole + places.padEnd(2, '0'))
}
const numberOf = (text: string | null) => (text === null ? null : Number(text))
const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString())

function showOrder(one: Json): object {
  return {
    number: one.number,
    status: one.status,
    externalStatus: one.externalStatus,
    currency: one.currency,
    money: {
      total: cents(one.total),
      totalTax: cents(one.totalTax),
      shipping: cents(one.shippingTotal),
      discount: cents(one.discountTotal),
      refunded: cents(one.refundedTotal),
      difference: cents(one.moneyDifference),
    },
    warned: one.moneyWarning !== null,
    times: [one.createdAt, one.modifiedAt, one.paidAt, one.completedAt].map(iso),
    customer: one.customerExternalId,
    email: one.email,
    note: one.customerNote,
    payment: [one.paymentMethod, one.paymentMethodTitle, one.transactionId],
    billing: one.billing,
    shipping: one.shipping,
    comments: (one.meta.comments ?? []).map((comment: Json) => comment.text),
    lines: one.lines.map(showLine),
    taxes: one.taxes.map((tax: Json) => [
      ...[tax.rateExternalId, tax.label, Number(tax.percent), cents(tax.amount), cents(tax.shippingAmount)],
    ]),
    coupons: one.coupons.map((coupon: Json) => [coupon.code, cents(coupon.discount), cents(coupon.discountTax)]),
    refunds: one.refunds.map(showRefund).sort((a: Json, b: Json) => a.id - b.id),
  }
}

const showLine = (line: Json) => ({
  id: line.externalId,
  kind: line.kind,
  name: line.name,
  quantity: Number(line.quantity),
  subtotal: cents(line.subtotal),
  total: cents(line.total),
  tax: cents(line.tax),
  taxes: line.taxes.map((tax: Json) => [tax.rateExternalId, cents(tax.amount)]),
  chosen: line.meta,
})

const showRefund = (refund: Json) => ({
  id: Number(refund.externalId),
  created: iso(refund.createdAt),
  reason: refund.reason,
  amount: cents(refund.amount),
  pieces: refund.lines.map((line: Json) => ({
    id: line.externalId,
    line: line.orderLineExternalId,
    quantity: Number(line.quantity),
    total: cents(line.total),
    tax: cents(line.tax),
  })),
})

const showInvoice = (one: Json) => ({
  number: one.number,
  kind: one.kind,
  status: one.status,
  externalStatus: one.externalStatus,
  days: [one.issuedOn, one.dueOn, one.paidOn],
  currency: one.currency,
  rate: Number(one.currencyRate),
  money: {
    total: cents(one.total),
    totalTax: cents(one.totalTax),
    balance: cents(one.balance),
    difference: cents(one.moneyDifference),
  },
  order: [one.orderExternalId, one.orderNumber],
  customer: one.customerExternalId,
  email: one.email,
  billing: one.billing,
  times: [one.createdAt, one.modifiedAt].map(iso),
  lines: one.lines.map((line: Json) => ({
    id: line.externalId,
    line: line.orderLineExternalId,
    kind: line.kind,
    name: line.name,
    quantity: Number(line.quantity),
    percent: numberOf(line.taxPercent),
    subtotal: cents(line.subtotal),
    total: cents(line.total),
    tax: cents(line.tax),
  })),
})

const showProduct = (one: Json) => ({
  name: one.name,
  type: one.type,
  status: one.status,
  sku: one.sku,
  barcode: one.barcode,
  slug: one.slug,
  description: one.description,
  taxClass: one.taxClass,
  weight: numberOf(one.weight),
  collections: one.collectionExternalIds,
  images: one.images.length,
  attributes: one.attributes,
  parts: one.componentExternalIds,
  times: [one.createdAt, one.modifiedAt].map(iso),
  variants: one.variants.map(showVariant),
})

const showVariant = (variant: Json) => ({
  id: variant.externalId,
  name: variant.name,
  sku: variant.sku,
  barcode: variant.barcode,
  chosen: variant.options,
  prices: [variant.price.current, variant.price.regular, variant.price.sale].map(numberOf),
  onSale: variant.price.sale !== null && variant.price.current === variant.price.sale,
  sale: [variant.price.saleFrom, variant.price.saleTo].map(iso),
  stock: showStock(variant.stock),
  active: variant.active,
  weight: numberOf(variant.weight),
  modified: iso(variant.modifiedAt),
})

const showStock = ({ managed, quantity, status }: Json) => ({ managed, quantity: numberOf(quantity), status })

const showCustomer = (one: Json) => ({
  email: one.email,
  name: [one.firstName, one.lastName],
  company: one.company,
  role: one.role,
  username: one.username,
  billing: one.billing,
  times: [one.createdAt, one.modifiedAt].map(iso),
})

const showShipment = (one: Json) => ({
  order: one.orderExternalId,
  created: iso(one.createdAt),
  modifiedWithParent: iso(one.modifiedAt),
  source: one.source,
  carrier: one.carrier,
  number: one.trackingNumber,
  lines: one.lines.map((line: Json) => [line.orderLineExternalId, Number(line.quantity)]),
})

const showLevel = (one: Json) => ({
  product: one.productExternalId,
  sku: one.sku,
  ...showStock(one),
  created: iso(one.createdAt),
  modifiedWithParent: iso(one.modifiedAt),
})

const showAccount = (one: Json) => ({
  year: [one.yearExternalId, one.yearFrom, one.yearTo],
  number: one.number,
  description: one.description,
  active: one.active,
  codes: [one.sruCode, one.vatCode],
  balances: [one.openingBalance, one.closingBalance].map(cents),
  currency: one.currency,
  times: [one.createdAt, one.modifiedAt].map(iso),
})

const showVoucher = (one: Json) => ({
  year: [one.yearExternalId, one.yearFrom, one.yearTo],
  series: one.series,
  number: one.number,
  day: one.transactionOn,
  description: one.description,
  currency: one.currency,
  reference: [one.referenceType, one.referenceNumber],
  rows: one.rows.map((row: Json) => [row.accountNumber, cents(row.debit), cents(row.credit), row.description]),
  times: [one.createdAt, one.modifiedAt].map(iso),
})
