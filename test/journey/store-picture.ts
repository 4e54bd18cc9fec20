// What the shop sells and has sold, told from the practice store's own books: what Koppla must show in the end.
import { contentOf } from '../../connectors/woocommerce/practice-store/compose-order.ts'
import type { State } from '../../connectors/woocommerce/practice-store/index.ts'
import { isOnSale, priceOf } from '../../connectors/woocommerce/practice-store/show-product.ts'
import type {
  Address,
  Customer,
  OrderContent,
  OrderRow,
  Product,
  Refund,
} from '../../connectors/woocommerce/practice-store/state.ts'
import { rates } from '../../connectors/woocommerce/practice-store/taxes.ts'
import { taxesByRate, totalsOf } from '../../connectors/woocommerce/practice-store/totals.ts'
import { payments } from '../../connectors/woocommerce/practice-store/words.ts'

/** Records by external id. Money is in cents, instants are ISO, what is blank is null. */
export type Picture = Readonly<Record<string, Readonly<Record<string, object>>>>

export const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
const blank = (text: string | undefined): string | null => text || null
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
export const idOf = ({ id }: { readonly id: number }) => id
export const byId = <T>(rows: readonly T[], idOf: (row: T) => string | number, show: (row: T) => object) =>
  Object.fromEntries(rows.map(row => [String(idOf(row)), show(row)]))

export const idsOf = (state: State, entity: string): string[] => Object.keys(pictureStore(state)[entity]!).sort()

export function pictureStore(state: State): Picture {
  const orders = state.orders.filter(row => row.status !== 'trash' && row.status !== 'checkout-draft')
  const products = state.products.filter(one => one.status !== 'trash')
  const buyers = new Set(state.orders.filter(row => row.status !== 'trash').map(row => row.customerId))
  const customers = state.customers.filter(one => one.role === 'customer' || one.paying || buyers.has(one.id))
  const parcels = orders.flatMap(row => parcelsOf(state, row))
  const sellables = products.flatMap(product => sellablesOf(state, product).map(own => ({ own, product })))
  return {
    orders: byId(
      orders,
      row => row.id,
      row => showOrder(row, contentOf(state, row)),
    ),
    products: byId(
      products,
      one => one.id,
      one => showProduct(state, one),
    ),
    customers: byId(customers, one => one.id, showCustomer),
    ...{ invoices: {}, accounts: {}, vouchers: {} },
    shipments: byId(
      parcels,
      one => one.id,
      one => one.shown,
    ),
    stock: byId(
      sellables,
      ({ own }) => own.id,
      ({ own, product }) => showLevel(own, product),
    ),
    collections: byId(
      state.categories,
      one => one.id,
      one => ({ name: one.name.replace('&amp;', '&'), slug: one.slug, parent: one.parent ? String(one.parent) : null }),
    ),
  }
}

const statuses: Readonly<Record<string, string>> = { 'on-hold': 'on_hold' }

function showOrder(row: OrderRow, content: OrderContent): object {
  const { total, totalTax, shipping, discount } = totalsOf(content)
  const refunds = row.refunds.map(one => showRefund(content, one)).sort((a, b) => a.id - b.id)
  const refunded = sum(refunds.map(one => one.amount))
  return {
    number: String(row.id),
    status: statuses[row.status] ?? row.status,
    externalStatus: row.status,
    currency: content.currency,
    money: { total, totalTax, shipping, discount, refunded, difference: 0 },
    warned: refunded > total || refunds.some(isUneven),
    times: [row.created, row.modified, content.paid, content.completed].map(iso),
    customer: row.customerId ? String(row.customerId) : null,
    email: blank(content.billing.email),
    note: blank(content.note),
    payment: [content.paymentMethod, payments[content.paymentMethod], blank(content.transactionId)],
    billing: showAddress(content.billing),
    shipping: showAddress(content.shipping),
    comments: [],
    lines: [...content.lines.map(showLine), ...content.shippingLines.map(showShipping), ...content.fees.map(showFee)],
    taxes: showTaxes(content),
    coupons: content.coupons.map(one => [one.code, one.discount, one.discountTax]),
    refunds,
  }
}

type Charged = Pick<OrderContent['lines'][number], 'id' | 'total' | 'taxes'>
const chargeOf = ({ id, total, taxes }: Charged) => ({
  id: String(id),
  total,
  tax: sum(taxes.map(one => one.total)),
  taxes: taxes.map(one => [String(one.rate), one.total]),
})
const showLine = (line: OrderContent['lines'][number]) => ({
  ...chargeOf(line),
  kind: 'product',
  name: line.name,
  quantity: line.quantity,
  subtotal: line.subtotal,
  chosen: Object.fromEntries(line.meta.map(({ key, value }) => [key, value])),
})
const showShipping = (line: OrderContent['shippingLines'][number]) => ({
  ...chargeOf(line),
  kind: 'shipping',
  name: line.title,
  quantity: 1,
  subtotal: line.total,
  chosen: { Artiklar: 'x', method_id: 'flat_rate', instance_id: '1' },
})
const showFee = (fee: OrderContent['fees'][number]) => ({
  ...chargeOf(fee),
  kind: 'fee',
  name: fee.name,
  quantity: 1,
  subtotal: fee.total,
  chosen: {},
})

function showTaxes(content: OrderContent) {
  return [...taxesByRate(content)].map(([id, { cart, shipping }]) => {
    const { label, percent } = rates.find(rate => rate.id === id)!
    return [String(id), label, percent, cart, shipping]
  })
}

/** A piece given back is worth its share of the line. */
function showRefund(content: OrderContent, { id, created, reason, amount, lines }: Refund) {
  const pieces = lines.flatMap(({ lineId, quantity }, n) => {
    const line = content.lines.find(one => one.id === lineId)
    if (!line) return []
    const part = (cents: number) => -Math.round((-cents * quantity) / line.quantity) || 0
    const tax = part(sum(line.taxes.map(one => one.total)))
    return [{ id: String(id * 100 + n), line: String(lineId), quantity, total: part(line.total), tax }]
  })
  return { id, created: iso(created), reason: blank(reason), amount, pieces }
}

/** The pieces are rounded each by itself, the amount as a whole. */
const isUneven = ({ amount, pieces }: ReturnType<typeof showRefund>) =>
  pieces.length > 0 && sum(pieces.map(one => one.total + one.tax)) !== amount

function showAddress(given: Address): object | null {
  const { first_name, last_name, company, address_1, address_2, city, state, postcode, country, phone, email } = given
  const name = `${first_name} ${last_name}`.trim()
  const shown = Object.entries({
    ...{ name, company, line1: address_1, line2: address_2, city, region: state, postcode, country, phone, email },
  }).map(([key, text]) => [key, blank(text)] as const)
  return shown.some(([, text]) => text !== null) ? Object.fromEntries(shown) : null
}

const showCustomer = (person: Customer) => ({
  email: person.email,
  name: [blank(person.firstName), blank(person.lastName)],
  company: blank(person.billing.company),
  role: person.role,
  username: person.username,
  billing: showAddress(person.billing),
  times: [person.created, person.modified].map(iso),
})

/** What can be put in a basket: the variations, or the product itself. */
const sellablesOf = (state: State, product: Product): readonly Product[] =>
  product.type === 'variable' ? state.variations.filter(one => one.parentId === product.id) : [product]

function showProduct(state: State, product: Product): object {
  const { name, type, status, sku, slug, description, taxClass, weight } = product
  const categories = state.categories.filter(one => product.categoryIds.includes(one.id))
  return {
    name,
    type,
    status: status === 'publish' ? 'active' : status,
    sku: blank(sku),
    barcode: barcodeOf(state, product),
    slug: blank(slug),
    description: blank(description),
    taxClass: blank(taxClass),
    weight: weight === '' ? null : Number(weight),
    collections: categories.map(one => String(one.id)),
    images: product.images,
    attributes: product.attributes.map((one, at) => ({ name: one.name, values: one.options, forVariants: at < 2 })),
    parts: product.groupedIds.map(String),
    times: [product.created, product.modified].map(iso),
    variants: sellablesOf(state, product).map(own => showVariant(state, own, product)),
  }
}

const barcodeOf = (state: State, one: Product) => (state.version === '10.5' ? blank(one.globalUniqueId) : null)
const priceNumber = (text: string) => (text === '' ? null : Number(text))

function showVariant(state: State, own: Product, product: Product): object {
  return {
    id: String(own.id),
    name: own.name,
    sku: blank(own.sku || product.sku),
    barcode: barcodeOf(state, own),
    chosen: own === product ? [] : own.attributes.map(({ name, options }) => ({ name, value: options[0] })),
    prices: [priceOf(state, own), own.regularPrice, own.salePrice].map(priceNumber),
    onSale: isOnSale(state, own),
    sale: [own.saleFrom, own.saleTo].map(iso),
    stock: stockOf(own, product),
    active: own.status === 'publish',
    weight: own.weight === '' ? null : Number(own.weight),
    modified: iso(own.modified),
  }
}

function stockOf(own: Product, product: Product) {
  const counted = own.manageStock === 'parent' ? product : own
  const managed = counted.manageStock === true
  const out = managed && counted.stock !== null && counted.stock <= 0
  return { managed, quantity: managed ? counted.stock : null, status: out ? 'out_of_stock' : 'in_stock' }
}

const showLevel = (own: Product, product: Product) => ({
  product: String(product.id),
  sku: blank(own.sku || product.sku),
  ...stockOf(own, product),
  created: iso(own.created),
  modifiedWithParent: iso(Math.max(own.modified, product.modified)),
})

/** WooCommerce's own fulfillments (8.1 has none), and what a tracking plugin wrote into the order's meta. */
function parcelsOf(state: State, row: OrderRow) {
  const { fulfillments, meta } = contentOf(state, row)
  const shared = { order: String(row.id), created: iso(row.created), modifiedWithParent: iso(row.modified) }
  const listed = state.version === '10.5' ? fulfillments : []
  const own = listed.map(one => {
    const told = <T = string>(key: string) => (one.meta.find(pair => pair.key === key)?.value as T | undefined) ?? null
    const [carrier, number] = [told('_shipment_provider'), told('_tracking_number')]
    const lines = (told<Packed[]>('_items') ?? []).map(({ item_id, qty }) => [String(item_id), qty])
    return { id: `${row.id}:${one.id}`, shown: { ...shared, source: 'fulfillments', carrier, number, lines } }
  })
  const tracked = meta.flatMap(({ key, value }) => (key === '_wc_shipment_tracking_items' ? (value as Tracked[]) : []))
  const told = tracked.map(({ tracking_id, tracking_provider: carrier, tracking_number: number }) => ({
    id: `${row.id}:${tracking_id}`,
    shown: { ...shared, source: 'shipment-tracking', carrier, number, lines: [] },
  }))
  return [...own, ...told]
}

type Packed = Readonly<Record<'item_id' | 'qty', number>>
type Tracked = Readonly<Record<'tracking_id' | 'tracking_number' | 'tracking_provider', string>>
