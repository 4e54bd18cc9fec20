import { type Dice, hex, takeDice } from '../../../src/sdk/testing/index.ts'
import type { Address, Fee, Line, Meta, OrderContent, OrderRow, SaleItem, State, Tax } from './state.ts'
import { extractTax, ratesFor, sumSubtotalTaxes, sumTaxes } from './taxes.ts'
import { abroad, carriers, cities, companies, firstNames, lastNames, payments } from './words.ts'

/** Every id inside an order is the order's own id with two more digits: unique, and the same whenever it is composed. */
const ITEMS_PER_ORDER = 100

/**
 * Orders with something special, by their place among the seeded ones. The first two hundred hold them all, so that
 * every small store has one of each.
 */
export const specialAt = {
  draft: 2,
  noLines: 3,
  sixtyLines: 5,
  negativeFee: 7,
  coupon: 8,
  severalRates: 9,
  deletedProduct: 11,
  deletedVariation: 12,
  fullyRefunded: 13,
  refundedTwice: 14,
  euro: 15,
  export: 16,
  twoTaxes: 17,
  noShippingAddress: 18,
  finland: 19,
  trackingMeta: 21,
} as const

/** Products that were sold and are gone: their ids answer 404, and lines show `product_id` 0 (`variation_id` 0). */
export const GONE_ID = 9

/** What the order holds: as it was made, or as somebody left it. */
export const contentOf = (state: State, row: OrderRow): OrderContent => row.content ?? composeOrder(state, row)

/** The content to change: from now on it is kept. */
export function keepContent(state: State, row: OrderRow): OrderContent {
  row.content ??= composeOrder(state, row)
  return row.content
}

function composeOrder(state: State, row: OrderRow): OrderContent {
  const dice = takeDice(state.seed, row.id)
  const at = row.seedIndex
  const country = countryOf(at, dice)
  const billing = composeBuyer(state, row, { country, dice })
  const lines = composeLines(state, row, { country, dice })
  const rateIds = ratesFor(country, '')
  const shipped = lines.length > 0 && !dice.chance(0.03)
  const method = dice.pick(Object.keys(payments))
  const settled = ['processing', 'completed', 'refunded'].includes(row.statusBeforeTrash ?? row.status)
  const content: OrderContent = {
    currency: country === 'DE' || country === 'FI' ? 'EUR' : country === 'CA' ? 'CAD' : state.currency,
    billing,
    shipping: at === specialAt.noShippingAddress ? emptyAddress() : shipTo(billing, dice),
    paymentMethod: method,
    transactionId: settled && method !== 'cod' && method !== 'bacs' ? `tx_${hex(32, state.seed, row.id)}` : '',
    createdVia: dice.pick(['checkout', 'checkout', 'store-api', 'admin']),
    note: dice.chance(0.16) ? 'Ring på dörren!\nKod 1234 – "tack" & hej 🙂' : '',
    paid: settled ? row.created + 90_000 : null,
    completed: row.status === 'completed' ? Math.min(state.openedAt - 60_000, row.created + 3_600_000) : null,
    lines,
    fees: at === specialAt.negativeFee || dice.chance(0.02) ? [composeFee(itemId(row, 90), lines)] : [],
    shippingLines: shipped ? [composeShipping(itemId(row, 80), dice.pick(carriers), rateIds)] : [],
    coupons: [],
    meta: [metaOf(row, 1, '_wc_order_attribution_source_type', 'organic')],
    notes: [],
    fulfillments: [],
  }
  if (lines.length > 0 && (at === specialAt.coupon || dice.chance(0.06))) applyCoupon(content, itemId(row, 95))
  if (at === specialAt.trackingMeta)
    content.meta.push(metaOf(row, 2, '_wc_shipment_tracking_items', trackingItems(row)))
  return content
}

function countryOf(at: number, dice: Dice): string {
  const share = dice.roll(1000)
  if (at === specialAt.euro) return 'DE'
  if (at === specialAt.export) return 'NO'
  if (at === specialAt.twoTaxes) return 'CA'
  if (at === specialAt.finland) return 'FI'
  if (at >= 0 && at < 25) return 'SE'
  return share < 40 ? 'DE' : share < 70 ? 'NO' : share < 80 ? 'FI' : share < 85 ? 'CA' : 'SE'
}

interface Making {
  readonly country: string
  readonly dice: Dice
}

function composeBuyer(state: State, row: OrderRow, { country, dice }: Making): Address {
  const address = composeAddress(dice, country)
  if (row.customerId === 0) return { ...address, email: `gast${row.id}@example.test` }
  const { first_name, last_name, email } = addressOfCustomer(state.seed, row.customerId)
  return { ...address, first_name, last_name, email: email! }
}

/** What a customer wrote on their first visit. Orders go back to it, so that editing a customer changes none of them. */
export function addressOfCustomer(seed: number, id: number): Address {
  return { ...composeAddress(takeDice(seed, 'person', id)), email: `kund${id}@example.test` }
}

/** An address as a shopper types it in `country`; without one, in a Swedish town. */
export function composeAddress(dice: Dice, country = 'SE'): Address {
  const [city, postcode] = abroad[country] ?? dice.pick(cities)
  return {
    first_name: dice.pick(firstNames),
    last_name: dice.pick(lastNames),
    company: dice.pick(companies),
    address_1: `Storgatan ${1 + dice.roll(98)}`,
    address_2: dice.chance(0.3) ? 'lgh 1102' : '',
    city,
    state: country === 'CA' ? 'BC' : '',
    postcode,
    country,
    email: '',
    phone: `+46 70 ${String(dice.roll(1000)).padStart(3, '0')} 17 51`,
  }
}

export function emptyAddress(): Address {
  const blank = { first_name: '', last_name: '', company: '', address_1: '', address_2: '' }
  return { ...blank, city: '', state: '', postcode: '', country: '', phone: '' }
}

function shipTo({ email: _, ...billing }: Address, dice: Dice): Address {
  return dice.chance(0.08) ? { ...billing, company: 'Företaget Ö', address_1: 'Leveransvägen 7' } : billing
}

function composeLines(state: State, row: OrderRow, { country, dice }: Making): Line[] {
  const at = row.seedIndex
  if (at === specialAt.noLines || state.saleItems.length === 0) return []
  const usual = at === specialAt.severalRates ? 6 : 1 + dice.roll(4)
  const count = at === specialAt.sixtyLines ? 60 : usual
  return Array.from({ length: count }, (_, n) => {
    const item =
      at === specialAt.severalRates ? state.saleItems[n % state.saleItems.length]! : dice.pick(state.saleItems)
    const line = sellLine(itemId(row, n), item, { quantity: 1 + dice.roll(3), country })
    if (n > 0) return line
    if (at === specialAt.deletedProduct) return { ...line, productId: GONE_ID, variationId: 0 }
    const variant = at === specialAt.deletedVariation && state.saleItems.find(one => one.variationId > 0)
    if (!variant) return line
    return { ...sellLine(line.id, variant, { quantity: 1, country }), variationId: GONE_ID }
  })
}

export function sellLine(id: number, item: SaleItem, sale: { quantity: number; country: string }): Line {
  const taxed = extractTax(item.gross * sale.quantity, ratesFor(sale.country, item.taxClass))
  return {
    id,
    name: item.name,
    productId: item.productId,
    variationId: item.variationId,
    quantity: sale.quantity,
    taxClass: item.taxClass,
    subtotal: taxed.net,
    total: taxed.net,
    taxes: taxed.taxes.map(({ rate, amount }) => ({ rate, total: amount, subtotal: amount })),
    meta: item.choices.map((choice, n) => ({
      id: id * 10 + n,
      key: choice.slug,
      value: choice.option.toLowerCase(),
      shownKey: choice.name,
      shownValue: choice.option,
    })),
  }
}

const itemId = (row: OrderRow, n: number) => row.id * ITEMS_PER_ORDER + n

function metaOf(row: OrderRow, n: number, key: string, value: unknown): Meta {
  return { id: row.id * 10 + n, key, value }
}

function composeShipping(id: number, title: string, rateIds: readonly number[]) {
  return { id, title, ...withTaxes(5_900, rateIds) }
}

/** A manual rebate: a fee below zero, taxed as the first line is. */
function composeFee(id: number, lines: readonly Line[]): Fee {
  const rateIds = lines[0]?.taxes.map(tax => tax.rate) ?? []
  return { id, name: 'Rabatt (manuell)', amount: '-20', ...withTaxes(-2_000, rateIds) }
}

function withTaxes(gross: number, rateIds: readonly number[]): { total: number; taxes: Tax[] } {
  const { net, taxes } = extractTax(gross, rateIds)
  return { total: net, taxes: taxes.map(({ rate, amount }) => ({ rate, total: amount, subtotal: 0 })) }
}

/** Twenty off the first line, or half of it when it costs less. */
function applyCoupon(content: OrderContent, id: number): void {
  const line = content.lines[0]!
  const gross = line.subtotal + sumSubtotalTaxes(line.taxes)
  const off = Math.min(2_000, Math.floor(gross / 2))
  const rateIds = line.taxes.map(tax => tax.rate)
  const reduced = extractTax(gross - off, rateIds)
  const taxBefore = sumTaxes(line.taxes)
  line.taxes = line.taxes.map((tax, n) => ({ ...tax, total: reduced.taxes[n]!.amount }))
  const discount = line.total - reduced.net
  line.total = reduced.net
  const discountTax = taxBefore - sumTaxes(line.taxes)
  content.coupons.push({ id, code: 'ljus20', type: 'fixed_product', nominal: 20, discount, discountTax })
}

function trackingItems(row: OrderRow) {
  const item = { tracking_provider: 'postnord', custom_tracking_provider: '', custom_tracking_link: '' }
  const number = `003735004895${row.id}`
  return [{ ...item, tracking_number: number, date_shipped: String(row.created / 1000), tracking_id: hex(32, row.id) }]
}
